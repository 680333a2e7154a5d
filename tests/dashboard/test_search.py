"""Finding headlines as a reader types them, in the transaction that stores them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import OperationalError

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.store import migrations
from crawler.store.database import database_url, open_database, reading, writing
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.schema import DISCARDED, articles
from crawler.store.search import add_headlines, headline_of, search, words_of
from crawler.store.versions import Versions

NOW = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
HEADLINES = (
    "وصولُ أوّلِ سفينةٍ إلى المرفأ الشرقي ١٢ يناير",
    "إنارة الطريق الساحلى قبل الشتاء",
    "Port Sudan: 3 ships wait",
    "بالمدرسة الجديدة معرض للكتاب",
)


def new(number: int, headline: str, **changes: object) -> NewArticle:
    url = f"https://news.example/{number}"
    made = Article(
        identifier=identifier_of(url), url=url, headline=headline, articleBody=f"نص {number}",
        alternativeHeadline="عنوان آخر", inLanguage="ar", datePublished="2026-02-03T00:00:00Z",
        provider=Provider(name="n", url="https://news.example/"), metadata=Metadata(spider="s"),
    )  # fmt: skip
    values = {
        "identifier": made.identifier, "url": url, "site": "windows", "line": made.to_line(),
        "content_key": content_key(made.articleBody), "run_id": "r", "first_seen": NOW,
    }  # fmt: skip
    return NewArticle(**(values | changes))


@pytest.fixture
def stored(engine):
    outbox = Outbox(engine)
    for number, headline in enumerate(HEADLINES):
        outbox.add(new(number, headline))
    outbox.flush()
    return engine


def test_an_article_without_a_date_has_none(engine):
    """How the date was looked for stands in `metadata` under the same name."""
    undated = Article(
        identifier=identifier_of("https://news.example/9"), url="https://news.example/9",
        headline="افتتاح سوق الأسماك", articleBody="نص", inLanguage="ar",
        provider=Provider(name="n", url="https://news.example/"),
        metadata=Metadata(spider="s", fieldMethods={"datePublished": "text"}),
    )  # fmt: skip
    outbox = Outbox(engine)
    outbox.add(new(9, "", line=undated.to_line()))
    outbox.add(new(10, "سوق الخضار"))
    outbox.flush()
    with reading(engine) as connection:
        hits = search(connection, "سوق", 10)
    assert {hit.url[-1]: hit.published for hit in hits} == {"9": None, "0": "2026-02-03T00:00:00Z"}


def found(engine, query, limit=10):
    with reading(engine) as connection:
        return [hit.headline for hit in search(connection, query, limit)]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("وصول اول سفينه", 0),  # no marks, no hamza, heh for teh marbuta
        ("المرفا الشرقى", 0),
        ("مرفأ", 0),  # without "the"
        ("12 يناير", 0),
        ("١٢", 0),
        ("انارة الساحلي", 1),
        ("الساح", 1),  # the beginning of a word
        ("SUDAN port", 2),
        ("3", 2),
        ("المدرسة", 3),  # the headline has "in the"
        ("مدرسه كتاب", 3),  # and "for the"
        ("مدرـــسة", 3),  # with tatweel
    ],
)
def test_as_a_reader_types_it(stored, query, at):
    assert found(stored, query) == [HEADLINES[at]]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "؟!*\"'()",
        "لا وجود لها",
        "ship* OR",
        "NEAR(a b)",
        "words:سفينة",
        "x" * 5000,
        "\x00",
    ],
    ids=["empty", "spaces", "signs", "unknown", "or", "near", "column", "long", "nul"],
)
def test_what_finds_nothing_is_no_error(stored, query):
    assert found(stored, query) == []


def test_newest_first_and_no_more_than_asked(stored):
    Outbox(stored, group_max=1).add(new(9, "سفينة أخرى"))
    assert found(stored, "سفينة") == ["سفينة أخرى", HEADLINES[0]]
    assert found(stored, "سفينة", limit=1) == ["سفينة أخرى"]


def test_a_hit_says_where_and_when(stored):
    with reading(stored) as connection:
        hit = search(connection, "ships", 1)[0]
    assert (hit.url, hit.site, hit.first_seen) == ("https://news.example/2", "windows", NOW)
    assert (hit.published, hit.copy_of) == ("2026-02-03T00:00:00Z", None)


def test_a_group_that_is_not_committed_is_not_found(engine):
    class Stop(Exception):  # noqa: N818 - ends the transaction
        pass

    def broken():
        with writing(engine) as connection:
            connection.execute(insert(articles).values(new(1, "سفينة").row()))
            add_headlines(connection, [(1, new(1, "سفينة").line)])
            raise Stop

    with pytest.raises(Stop):
        broken()
    assert found(engine, "سفينة") == []


def test_an_article_that_was_given_up_is_not_found(stored):
    with writing(stored) as connection:
        connection.execute(update(articles).where(articles.c.id == 1).values(relation=DISCARDED))
    assert found(stored, "سفينة") == []
    with writing(stored) as connection:
        connection.execute(delete(articles).where(articles.c.id == 2))
    assert found(stored, "إنارة") == []


def test_a_new_headline_of_an_article_is_found(stored):
    with writing(stored) as connection:
        row = new(0, "تأخر السفينة يومين")
        connection.execute(update(articles).where(articles.c.id == 1).values(line=row.line))
        add_headlines(connection, [(1, row.line)])
        add_headlines(connection, [])
    assert found(stored, "يومين") == ["تأخر السفينة يومين"]


def test_a_correction_is_found_and_shown(stored):
    was = Article.model_validate_json(new(0, HEADLINES[0]).line)
    now = was.model_copy(update={"headline": "تأخر السفينة الأولى إلى الغد"})
    event, _ = Versions(stored).offer(now, site="windows", run_id="r2", now=NOW)
    assert event == "edited"
    assert found(stored, "تأخر الغد") == ["تأخر السفينة الأولى إلى الغد"]
    assert found(stored, "المرفأ") == ["تأخر السفينة الأولى إلى الغد"]  # as it was first, too


def test_a_store_of_before_is_indexed(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HEAD", "0007")
        engine = open_database(database_url(tmp_path))
        with writing(engine) as connection:
            for number, headline in enumerate(HEADLINES):
                connection.execute(insert(articles).values(new(number, headline).row()))
        engine.dispose()
    engine = open_database(database_url(tmp_path))
    assert found(engine, "سفينه") == [HEADLINES[0]]
    assert found(engine, "ships") == [HEADLINES[2]]
    engine.dispose()


def test_it_costs_few_bytes(engine):
    def size():
        with reading(engine) as connection:
            pages = connection.scalar(
                text("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'headlines%'")
            )
        return pages or 0

    try:
        before = size()
    except OperationalError:
        pytest.skip("this SQLite has no dbstat")
    with writing(engine) as connection:
        add_headlines(
            connection, [(n, new(n, f"{HEADLINES[n % 4]} {n % 97}").line) for n in range(3000)]
        )
    assert size() - before < 3000 * 60


def test_words_and_headlines_of_lines():
    assert words_of("أُعلِن: ١٢ سفينةً!") == "اعلن 12 سفينه"
    assert headline_of(new(1, 'قال "نعم"\\').line) == 'قال "نعم"\\'
    assert headline_of('{"url":"u"}') == ""
    assert headline_of('{"headline":null}') == ""
