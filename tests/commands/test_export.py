"""`scrapy export`: from the store to a file, what is left out and why, days, faults."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import feedparser
import pytest

from crawler.core.article import Article, UsageInfo, identifier_of
from crawler.core.dedup import content_key
from crawler.corpus.exporting import whole_file
from crawler.store import feed_of, store_of
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.versions import Versions

SEEN = datetime(2025, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2025, 3, 5, 12, tzinfo=UTC)
BODIES = (
    "افتتح وزير النقل رصيفا جديدا في الميناء بعد عامين.\n\nويستقبل الرصيف السفن الكبيرة.",
    "أعلن مركز الأرصاد عن أمطار غزيرة في المرتفعات الغربية.\n\nودعا المزارعين إلى حماية محاصيلهم.",
    "فاز فريق الساحل على ضيفه بهدفين دون رد في مباراة الذهاب.\n\nوتقام مباراة الإياب يوم الجمعة.",
    "بدأت المدارس استقبال الطلاب بعد تأخر دام أسبوعين.\n\nوقالت الإدارة إن الكتب وصلت.",
)  # fmt: skip


@pytest.fixture
def stored(settings, make_article):
    """Four published articles, a day apart."""
    engine = store_of(settings)
    outbox = Outbox(engine)
    articles = []
    for number, body in enumerate(BODIES, start=1):
        article = make_article(
            url=f"https://windows.example/news/{number}",
            headline=f"عنوان الخبر {number}",
            articleBody=body,
            datePublished=f"2025-03-0{number}T10:00:00Z",
            usageInfo=_usage(number),
        )
        articles.append(article)
        outbox.add(row(article, "windows" if number < 4 else "other@127.0.0.1:80"))
    outbox.flush()
    feed_of(settings).publish()
    return articles


def _usage(number: int) -> UsageInfo | None:
    said = {1: {"tdmReservation": "1"}, 2: {"robots": "noarchive"}}
    return UsageInfo(**said[number]) if number in said else None


def row(article: Article, site: str) -> NewArticle:
    return NewArticle(
        identifier=identifier_of(article.url),
        url=article.url,
        site=site,
        line=article.to_line(),
        content_key=content_key(article.articleBody),
        run_id="run-1",
        first_seen=SEEN,
    )


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def export(run, form, path, *more):
    code, _, said = run("export", "--format", form, "-o", str(path), *more)
    assert code == 0, said
    return said


@pytest.mark.parametrize("form", ["rss", "atom", "jsonfeed", "jsonld", "ninjs", "zyte", "parquet"])
def test_each_form_is_written(run, stored, tmp_path, form):
    path = tmp_path / "out"
    assert f"{len(stored)} articles as {form}" in export(run, form, path)
    assert path.stat().st_size > 500
    assert not list(tmp_path.glob(".*"))


def test_two_exports_at_once_write_a_whole_file_each(tmp_path):
    path = tmp_path / "out"
    with whole_file(path) as first:
        first.write(b"first")
        with whole_file(path) as second:
            second.write(b"the second")
        assert path.read_bytes() == b"the second"
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_feed_begins_with_the_newest(run, stored, tmp_path):
    export(run, "rss", tmp_path / "out.xml", "--limit", "2")
    feed = feedparser.parse(str(tmp_path / "out.xml"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["عنوان الخبر 4", "عنوان الخبر 3"]


def test_standard_output_is_a_file_too(settings, stored, capfdbinary):
    from crawler.commands.export import Command

    made = Command()
    made.settings = settings
    export = made._export([], _options(made, "--format", "zyte", "-o", "-", "--limit", "1"))
    export.to_file("-")
    assert json.loads(capfdbinary.readouterr().out)["headline"] == "عنوان الخبر 4"


def _options(command, *arguments):
    import argparse

    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    return parser.parse_args(list(arguments))


def test_a_purpose_leaves_out_what_is_reserved(run, stored, tmp_path):
    said = export(run, "jsonld", tmp_path / "out", "--purpose", "training")
    assert "left out 1 tdm_reserved" in said
    assert [each["headline"][-1] for each in lines(tmp_path / "out")] == ["2", "3", "4"]


def test_a_private_text_is_not_shown(run, stored, tmp_path):
    export(run, "jsonld", tmp_path / "out")
    made = {each["headline"][-1]: each for each in lines(tmp_path / "out")}
    assert "articleBody" not in made["2"]
    assert made["1"]["articleBody"] == BODIES[0]


def test_a_takedown_holds_for_every_form(run, settings, stored, tmp_path):
    folder = tmp_path / "data"
    (folder / "takedown.txt").write_text(f"# asked for\n{stored[0].url}\n", encoding="utf-8")
    for form in ("rss", "parquet", "zyte"):
        assert "left out 1 takedown" in export(run, form, tmp_path / form)
    other = tmp_path / "other.txt"
    other.write_text("windows.example\n", encoding="utf-8")
    assert "0 articles" in export(run, "zyte", tmp_path / "none", "--takedown", str(other))


def test_the_newest_version_is_written(run, settings, stored, tmp_path, make_article):
    engine = store_of(settings)
    changed = stored[2].model_copy(deep=True)
    changed.identifier = identifier_of(changed.url)
    changed.articleBody = BODIES[2] + "\n\nوأصيب لاعب واحد ونقل إلى المستشفى لتلقي العلاج."
    changed.metadata.dateDownloaded = "2025-03-05T12:00:00Z"
    Versions(engine).offer(changed, site="windows", run_id="run-2", now=LATER)
    export(run, "jsonld", tmp_path / "before")
    feed_of(settings).publish()
    export(run, "jsonld", tmp_path / "after")
    before, after = (lines(tmp_path / name)[2]["articleBody"] for name in ("before", "after"))
    assert before == BODIES[2]  # it was not in the feed yet
    assert after == changed.articleBody
    export(run, "jsonld", tmp_path / "since", "--since", "2025-03-04")
    assert [each["version"] for each in lines(tmp_path / "since")] == [2]


def test_a_table_has_the_numbers_of_the_feed(run, settings, stored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra is not installed")
    changed = stored[2].model_copy(deep=True)
    changed.identifier, changed.articleBody = identifier_of(changed.url), f"{BODIES[2]}\n\nوأضاف."
    Versions(store_of(settings)).offer(changed, site="windows", run_id="run-2", now=LATER)
    feed_of(settings).publish()
    export(run, "parquet", tmp_path / "out")
    assert parquet.read_table(tmp_path / "out")["seq"].to_pylist() == [1, 2, 5, 4]


def test_the_articles_of_a_site_that_is_crawled_no_more(run, stored, tmp_path):
    export(run, "rss", tmp_path / "out.xml", "--site", "windows")
    feed = feedparser.parse(str(tmp_path / "out.xml"))
    assert (feed.feed.title, len(feed.entries)) == ("windows", 3)
    code, _, said = run("export", "--format", "rss", "-o", "-", "--site", "nowhere")
    assert code == 64
    assert said.startswith("rasid: no site 'nowhere'; there are ")


def test_a_withdrawn_article_is_named_where_that_can_be_said(run, settings, stored, tmp_path):
    gone = stored[2].model_copy(deep=True)
    gone.identifier, gone.pubStatus = identifier_of(gone.url), "canceled"
    Versions(store_of(settings)).offer(gone, site="windows", run_id="run-2", now=LATER)
    feed_of(settings).publish()
    assert "left out 1 withdrawn" in export(run, "rss", tmp_path / "rss")
    export(run, "ninjs", tmp_path / "ninjs")
    states = [each["pubStatus"] for each in lines(tmp_path / "ninjs")]
    assert states == ["usable", "usable", "canceled", "usable"]


def test_only_what_is_wanted(run, stored, tmp_path):
    export(run, "zyte", tmp_path / "since", "--since", "2025-03-02")
    assert lines(tmp_path / "since") == []


def test_a_file_for_each_day(run, stored, tmp_path):
    said = export(run, "zyte", tmp_path / "days", "--by-day", "--timezone", "UTC")
    assert "4 articles as zyte to 4 files" in said
    found = sorted((tmp_path / "days").glob("day=*/articles.zyte.jsonl"))
    assert [path.parent.name for path in found] == [f"day=2025-03-0{n}" for n in range(1, 5)]
    assert [each["headline"][-1] for path in found for each in lines(path)] == list("1234")
    assert "articleBody" not in lines(found[1])[0]  # private, also here


def test_days_are_those_of_a_zone(run, settings, make_article, tmp_path):
    late = make_article(datePublished="2025-03-01T22:00:00Z")
    outbox = Outbox(store_of(settings))
    outbox.add(row(late, "windows"))
    outbox.flush()
    feed_of(settings).publish()
    export(run, "zyte", tmp_path / "days", "--by-day")
    assert [path.name for path in (tmp_path / "days").iterdir()] == ["day=2025-03-02"]


def test_what_is_not_published_is_not_exported(run, settings, make_article, tmp_path):
    outbox = Outbox(store_of(settings))
    outbox.add(row(make_article(), "windows"))
    outbox.flush()
    assert "0 articles" in export(run, "atom", tmp_path / "out")
    assert not feedparser.parse(str(tmp_path / "out")).bozo


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "--format"),
        (("--format", "rss"), "-o PATH"),
        (("--format", "rss", "-o", "-", "--by-day"), "--by-day"),
        (("--format", "rss", "-o", "x", "--limit", "0"), "--limit"),
        (("--format", "rss", "-o", "x", "--since", "soon"), "soon"),
        (("--format", "rss", "-o", "x", "--site", "nobody"), "nobody"),
        (("--format", "rss", "-o", "x", "--timezone", "Moon/Base"), "Moon/Base"),
        (("--format", "rss", "-o", "x", "--takedown", "none.txt"), "none.txt"),
        (("--format", "rss", "-o", "x", "windows"), "--site"),
    ],
)
def test_wrong_arguments_are_refused(run, arguments, word):
    code, _, said = run("export", *arguments)
    assert code == 64
    assert word in said


def test_a_file_that_cannot_be_written_is_said(run, stored, tmp_path):
    (tmp_path / "out").mkdir()
    code, _, said = run("export", "--format", "rss", "-o", str(tmp_path / "out"))
    assert code == 74
    assert "could not be written" in said
    assert not list(tmp_path.glob(".*.tmp"))
