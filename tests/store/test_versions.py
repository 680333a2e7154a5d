"""Later versions: written once, sealed with the articles, taken in from a part."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from crawler.core.article import Article, identifier_of
from crawler.store import batches
from crawler.store.database import reading, writing
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.part import names_in
from crawler.store.quarantine import Quarantine
from crawler.store.repair import repair
from crawler.store.schema import articles, versions
from crawler.store.seen import Seen
from crawler.store.versions import Versions

CORRECTED = "وصلت القافلة إلى الميناء مساء اليوم بعد تأخير طويل.\n\nوقال السائق إن الطريق آمن."


@pytest.fixture
def stored(engine, article, tmp_path):
    """Three articles, published; gives the first."""
    box = Outbox(engine)
    for number in range(3):
        box.add(article(number))
    box.flush()
    Feed(engine, tmp_path / "feed").publish()
    return article(0)


@pytest.fixture
def found(stored, now):
    """The first article as it stands now."""

    def make(**changes):
        read = Article.model_validate_json(stored.line)
        read.metadata.dateDownloaded = (now + timedelta(hours=3)).isoformat()
        return read.model_copy(update={"version": 2, "articleBody": CORRECTED} | changes)

    return make


@pytest.fixture
def offer(engine, now):
    def ask(article, run="run-2", store=engine):
        return Versions(store).offer(article, site="windows", run_id=run, now=now)

    return ask


def lines(folder):
    parts = sorted((folder / "feed").glob("part-*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text().splitlines()]


def told(folder):
    return [(each["version"], each.get("event"), each["metadata"]["seq"]) for each in lines(folder)]


def test_an_edit_is_published_once_after_its_article(engine, found, offer, tmp_path):
    outcome, made = offer(found())
    again, _ = offer(found())
    Feed(engine, tmp_path / "feed").publish()
    Feed(engine, tmp_path / "feed").publish()

    assert (outcome, again) == ("edited", "unchanged")
    assert told(tmp_path) == [(1, None, 1), (1, None, 2), (1, None, 3), (2, "edited", 4)]
    assert lines(tmp_path)[-1]["articleBody"] == CORRECTED == made.articleBody
    assert lines(tmp_path)[-1]["identifier"] == lines(tmp_path)[0]["identifier"]


def test_articles_come_before_versions_in_a_part(engine, article, found, offer, tmp_path):
    offer(found())
    box = Outbox(engine)
    box.add(article(9))
    box.flush()
    (part,) = Feed(engine, tmp_path / "feed").publish()

    assert part.count == 2
    assert [each["version"] for each in lines(tmp_path)[3:]] == [1, 2]


def test_versions_fill_parts_as_articles_do(engine, found, offer, tmp_path):
    for number in range(5):
        offer(found(headline=f"القافلة تصل في يومها {number}"))
    assert batches.waiting(engine) == 5
    feed = Feed(engine, tmp_path / "feed", part_articles_max=2)
    counts = [part.count for part in feed.publish(everything=False)]

    assert counts == [2, 2]
    assert [part.count for part in feed.publish()] == [1]
    assert [each["version"] for each in lines(tmp_path)[3:]] == [2, 3, 4, 5, 6]


def test_what_is_sealed_is_written_again_with_the_same_bytes(engine, found, offer, tmp_path):
    offer(found())
    (part,) = Feed(engine, tmp_path / "feed").publish()
    file = tmp_path / "feed" / part.file
    before = file.read_bytes()
    file.unlink()
    with writing(engine) as connection:
        sealed = batches.batches.c.file == part.file
        connection.execute(update(batches.batches).where(sealed).values(published=False))
    Feed(engine, tmp_path / "feed").start()

    assert file.read_bytes() == before


def test_what_nobody_published_has_no_versions(engine, offer, found):
    assert offer(found(identifier="f" * 32))[0] == "unknown"


@pytest.mark.parametrize("event", ["withdrawn", "restored"])
def test_withdrawn_and_restored(engine, found, offer, tmp_path, event):
    offer(found(pubStatus="canceled"))
    if event == "restored":
        offer(found())
    Feed(engine, tmp_path / "feed").publish()
    last = lines(tmp_path)[-1]

    assert last["event"] == event
    assert last["pubStatus"] == ("usable" if event == "restored" else "canceled")


def test_where_it_moved_is_known(engine, found, offer, now):
    address = "https://news.example/story/0"
    alias = identifier_of(address)
    assert Seen(engine).known([alias]) == set()
    outcome, made = offer(found(url=address))

    assert outcome == "moved"
    assert Seen(engine).known([alias]) == {alias}
    assert offer(found(url=address))[0] == "unchanged"
    with reading(engine) as connection:
        row = connection.execute(select(articles).where(articles.c.identifier == alias)).one()
    assert (row.duplicate_of, row.relation) == (made.identifier, "moved")


def test_a_page_is_durable_before_a_row_names_it(engine, found, now):
    synced = []
    store = Versions(engine, before_write=lambda: synced.append(1))
    store.offer(found(), site="windows", run_id="run-2", now=now)
    store.offer(found(), site="windows", run_id="run-2", now=now)

    assert synced == [1]


def test_a_doubted_run_holds_its_versions_back(engine, found, offer, now, tmp_path):
    held = Quarantine(engine)
    held.hold("run-2", "windows", "drift", now)
    offer(found())
    Feed(engine, tmp_path / "feed").publish()
    assert len(lines(tmp_path)) == 3

    held.release("run-2", now)
    Feed(engine, tmp_path / "feed").publish()
    assert told(tmp_path)[3:] == [(2, "edited", 4)]


def test_a_run_that_is_given_up_gives_up_its_versions(engine, found, offer, now):
    held = Quarantine(engine)
    held.hold("run-2", "windows", "drift", now)
    offer(found())
    held.discard("run-2", now)

    assert batches.waiting(engine) == 0
    assert offer(found(), run="run-3")[0] == "edited"


class TestRepair:
    """A store that does not know what was published learns it from the parts."""

    @pytest.fixture
    def published(self, engine, found, offer, tmp_path):
        offer(found())
        offer(found(headline="القافلة الأولى في الميناء"))
        Feed(engine, tmp_path / "feed").publish()
        return tmp_path / "feed"

    def test_a_new_store_takes_versions_in(self, published, open_store, tmp_path, found, offer):
        other = open_store(tmp_path / "other")
        report = repair(other, published)

        assert (report.articles_inserted, report.articles_known) == (5, 0)
        assert Versions(other).newest(found().identifier).version == 3
        with reading(other) as connection:
            rows = connection.execute(select(versions).order_by(versions.c.version)).all()
        assert [(row.version, row.event, row.seq) for row in rows] == [
            (2, "edited", 4),
            (3, "edited", 5),
        ]
        assert repair(other, published).parts_taken == 0
        newest = found(headline="القافلة الأولى في الميناء", articleBody=CORRECTED)
        assert offer(newest, store=other)[0] == "unchanged"

    def test_versions_that_wait_are_marked(self, published, open_store, tmp_path, article, offer):
        other = open_store(tmp_path / "other")
        box = Outbox(other)
        box.add(article(0))
        box.flush()
        offer(Article.model_validate_json(article(0).line).model_copy(
            update={"version": 2, "articleBody": CORRECTED}), store=other)  # fmt: skip
        report = repair(other, published)

        assert (report.articles_inserted, report.articles_marked) == (3, 2)
        assert Feed(other, published).publish() == []

    def test_a_batch_with_a_version_that_was_published_is_opened(
        self, engine, found, offer, open_store, tmp_path
    ):
        other = open_store(tmp_path / "other")
        repair(other, tmp_path / "feed")
        for store in (engine, other):  # a copy of the store goes on, beside the store itself
            offer(found(), store=store)
        sealed = batches.seal(other, "0123456789ab", articles_max=10, partly=True)
        Feed(engine, tmp_path / "feed").publish()
        report = repair(other, tmp_path / "feed")

        assert sealed
        assert (report.batches_reopened, report.articles_marked) == (1, 1)
        assert Feed(other, tmp_path / "feed").publish() == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('"version":2', '"version":"2"'),
            ('"version":2', '"version":0'),
            ('"event":"edited",', ""),
            ('"versionCreated":"', '"versionCreated":"x'),
        ],
    )
    def test_a_line_that_is_no_version_is_set_aside(
        self, published, open_store, old, new, tmp_path
    ):
        file = published / max(names_in(published))
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        (published / "manifest.json").unlink()
        report = repair(open_store(tmp_path / "other"), published)

        assert report.quarantined == ((file.name, "line"),)
