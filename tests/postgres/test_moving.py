"""What a move takes along: every row, numbers, copies, headlines; and what it tells."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, insert, text

from crawler.store.database import reading, writing
from crawler.store.lock import SiteLock
from crawler.store.moving.told import Told, Way, sizes
from crawler.store.outbox import Outbox
from crawler.store.schema import metadata, mutes, state
from crawler.store.search import search
from crawler.store.sketches import Sketches
from crawler.store.versions import Versions
from tests.postgres import moving as made
from tests.store.told import article_of, stories

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 60
ONCE = {"lost": 0, "twice": 0, "torn": 0}


def test_every_row_of_every_table_is_the_same(tmp_path, postgres_urls):
    postgres_url = postgres_urls(empty=True)
    with made.store(tmp_path) as old:
        made.fill_all_tables(old)
        before = made.all_rows(old)
    moved = made.moving(tmp_path, postgres_url)

    with made.store(tmp_path, postgres_url) as new:
        assert made.all_rows(new) == before
    assert {name: each.rows for name, each in moved.tables.items()} == {
        table.name: made.ROWS for table in metadata.sorted_tables if table is not state
    }
    assert str(moved.tables["articles"]) in str(moved)


def test_it_waits_for_a_crawl_and_says_so(tmp_path, postgres_url):
    made.crawl(tmp_path, "", 0)
    held = SiteLock(tmp_path / "locks" / "windows.lock", "long")
    held.__enter__()
    said: list[str] = []

    def tell(words: str) -> None:
        said.append(words)
        if "waiting for windows" in words and held:
            held.__exit__(None, None, None)

    made.moving(tmp_path, postgres_url, say=Told(tell))
    assert said[1] == "waiting for windows\n"


def test_new_numbers_begin_above_all_that_were_given(tmp_path, postgres_url):
    """Also above those of rows that are gone: SQLite remembers them, and so must the sequence."""
    row = {"site": "windows", "until": made.NOW, "reason": "r", "made": made.NOW}
    with made.store(tmp_path) as old, writing(old) as connection:
        connection.execute(insert(mutes), [row] * 3)
        connection.execute(text("DELETE FROM mutes"))
    made.moving(tmp_path, postgres_url)
    with made.store(tmp_path, postgres_url) as new, writing(new) as connection:
        assert connection.scalar(insert(mutes).values(row).returning(mutes.c.id)) == 4


def test_rows_that_go_or_change_while_it_copies_go_there_too(tmp_path, postgres_url):
    made.crawl(tmp_path, "", 0)
    with made.store(tmp_path) as old:
        made.fill_more(old)

        def change(_: str) -> None:
            with writing(old) as connection:
                connection.execute(text("DELETE FROM visits WHERE identifier LIKE 'b%'"))
                connection.execute(text("UPDATE visits SET attempts = 9 WHERE identifier = 'a1'"))
                connection.execute(text("UPDATE articles SET seq = NULL, batch = NULL"))
                connection.execute(text("DELETE FROM batches"))

        made.moving(tmp_path, postgres_url, say=change)
        rows = made.all_rows(old)
    with made.store(tmp_path, postgres_url) as new:
        found = made.all_rows(new)
    assert found["visits"] == rows["visits"]
    assert found["articles"] == rows["articles"]
    assert found["batches"] == []


def test_copies_are_known_and_the_snapshot_stays_good(tmp_path, postgres_url):
    told = stories(0, 600)
    with made.store(tmp_path) as old:
        sketches = Sketches(old, tmp_path / "duplicates")
        outbox = Outbox(old, sketches=sketches)
        for each in told:
            outbox.add(article_of(each))
        outbox.flush()
        assert sketches.save()
    made.moving(tmp_path, postgres_url)
    with made.store(tmp_path, postgres_url) as new:
        sketches = Sketches(new, tmp_path / "duplicates")
        with reading(new) as connection:
            assert sketches._snapshot.load(connection, 90).rows == 600
        outbox = Outbox(new, sketches=sketches)
        outbox.add(article_of(told[7], site="other"))
        assert [each.outcome for each in outbox.flush()] == ["duplicate"]


def test_headlines_are_found_by_their_newest_words(tmp_path, postgres_url, make_article):
    made.crawl(tmp_path, "", 0)
    corrected = make_article(url="https://news.example/7", headline="السفينة تغادر", articleBody="")
    with made.store(tmp_path) as old:
        found = Versions(old).newest(corrected.identifier)
        changed = found.model_copy(update={"headline": "السفينة تغادر الميناء اليوم"})
        offered, _ = Versions(old).offer(changed, site="windows", run_id="r", now=made.NOW)
        assert offered == "edited"
    made.moving(tmp_path, postgres_url)
    with made.store(tmp_path, postgres_url) as new, reading(new) as connection:
        assert [hit.url for hit in search(connection, "سفينة", 5)] == ["https://news.example/7"]
        assert [hit.url for hit in search(connection, "القافلة 8", 5)] == ["https://news.example/8"]


def test_a_dry_run_tells_sizes_and_leaves_no_trace(tmp_path, postgres_urls):
    postgres_url = postgres_urls(empty=True)
    made.crawl(tmp_path, "", 0)
    with (
        SiteLock(tmp_path / "locks" / "windows.lock", "long"),
        Way(tmp_path, "", postgres_url) as way,
    ):
        said = sizes(way)
    assert "articles              20" in said
    assert "to be waited for: windows" in said
    assert "target: can be used" in said
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert (
            connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname='public'")) == 0
        )
    engine.dispose()


def test_a_dry_run_says_what_speaks_against_the_target(tmp_path, postgres_url):
    made.crawl(tmp_path, "", 0)
    made.crawl(tmp_path / "other", postgres_url, 0)
    with Way(tmp_path, "", postgres_url) as way:
        assert "target: the target is not empty" in sizes(way)
