"""Copies are decided where articles are written: over runs, processes, failures and damage."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import OperationalError

from crawler.core.errors import MachineError
from crawler.store import outbox as outbox_module
from crawler.store import sketch_snapshot
from crawler.store.database import reading, writing
from crawler.store.outbox import Outbox
from crawler.store.repair import repair
from crawler.store.schema import articles, sketches
from crawler.store.sketch_log import SketchLog
from crawler.store.sketches import Sketches

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("duplicates_worker.py")


@pytest.fixture(autouse=True)
def _save_always(monkeypatch):
    monkeypatch.setattr(sketch_snapshot, "SAVED_ROWS", 0)
    monkeypatch.setattr(sketch_snapshot, "SAVED_SHARE", 0)


@pytest.fixture
def opened(engine, tmp_path):
    """Sketches as another process has them."""
    return lambda: Sketches(engine, tmp_path / "duplicates")


def store(engine, known, given):
    """What becomes of each article."""
    outbox = Outbox(engine, sketches=known)
    for each in given:
        outbox.add(each)
    return [each.outcome for each in outbox.flush()]


def rows(engine):
    with reading(engine) as connection:
        return connection.execute(select(sketches).order_by(sketches.c.id)).all()


def agree(engine, known):
    """Whether the index in memory is the one that the rows give, part for part."""
    with reading(engine) as connection:
        made = SketchLog()
        assert made.follow(connection)
    log = known.current()
    ours, theirs = log.index.rows, made.index.rows
    return (log.rows, log.mark) == (made.rows, made.mark) and all(
        (ours.name(row), ours.head(row), ours.bytes_of(row))
        == (theirs.name(row), theirs.head(row), theirs.bytes_of(row))
        for row in range(made.rows)
    )


def test_a_copy_of_another_site_is_recorded_in_a_later_process(engine, opened, told):
    given = told.stories(0, 6)
    assert store(engine, opened(), map(told.article_of, given)) == ["new"] * 6
    again = [told.article_of(each, "mirror") for each in given]
    assert store(engine, opened(), again) == ["duplicate"] * 6


def test_a_row_of_a_copy_says_of_what_and_how(engine, opened, told):
    given = [each for each in told.stories(0, 60) if each.kind in ("story", "near_copy")]
    store(engine, opened(), map(told.article_of, given))
    near = [each for each in given if each.kind == "near_copy"]
    with reading(engine) as connection:
        found = connection.execute(
            select(articles.c.identifier, articles.c.duplicate_of, articles.c.relation)
        ).all()
    by_name = {row.identifier: row for row in found}
    originals = {each.id: told.article_of(each).identifier for each in given}
    assert len(near) >= 3
    for each in near:
        row = by_name[told.article_of(each).identifier]
        assert row.relation in ("same", "contained", None), row
        if row.relation:
            assert row.duplicate_of == originals[each.of]


def test_rows_count_from_one_without_a_gap_also_after_a_known_article(engine, opened, told):
    first = [told.article_of(each) for each in told.stories(0, 4)]
    store(engine, opened(), first)
    assert store(engine, opened(), first[:2]) == ["known", "known"]
    store(engine, opened(), [told.article_of(each) for each in told.stories(4, 6)])
    assert [row.id for row in rows(engine)] == [1, 2, 3, 4, 5, 6]


def test_a_group_that_is_not_committed_is_not_learned(engine, opened, told, monkeypatch):
    known = opened()
    lost = told.article_of(told.stories(0, 1)[0])
    outbox = Outbox(engine, sketches=known)
    outbox.add(lost)

    def fails_late(connection, group):
        real(connection, group)
        assert known._log.rows == 1  # in memory, and about to be rolled back
        raise OSError(28, "No space left on device")

    real = outbox_module._insert
    with monkeypatch.context() as patch:
        patch.setattr(outbox_module, "_insert", fails_late)
        with pytest.raises(MachineError):
            outbox.flush()
    assert known.current().rows == 0
    assert rows(engine) == []
    copy = told.article_of(told.stories(0, 1)[0], "mirror")
    assert store(engine, known, [copy]) == ["new"]
    assert [each.outcome for each in outbox.flush()] == ["duplicate"]
    assert agree(engine, known)


def test_what_another_process_commits_is_seen_at_once(engine, open_store, tmp_path, told):
    ours = Sketches(engine, tmp_path / "duplicates")
    theirs_engine = open_store()
    theirs = Sketches(theirs_engine, tmp_path / "duplicates")
    story = told.stories(0, 1)[0]
    assert ours.current().rows == 0
    store(theirs_engine, theirs, [told.article_of(story)])
    assert ours.current().rows == 1
    assert store(engine, ours, [told.article_of(story, "mirror")]) == ["duplicate"]


def test_an_answer_falls_when_another_process_commits(engine, open_store, tmp_path, told):
    """Judged when it came, and again in the transaction: what came between is seen."""
    ours = Sketches(engine, tmp_path / "duplicates")
    theirs_engine = open_store()
    first, *_, other = told.stories(0, 3)
    store(engine, ours, [told.article_of(other)])
    ours_article = told.article_of(first, "mirror")
    judge = ours.current().index.judge
    assert judge(ours_article.sketch).match is None
    theirs = told.article_of(first)
    store(theirs_engine, Sketches(theirs_engine, tmp_path / "duplicates"), [theirs])
    with ours.writing() as (_, log):
        assert log.index.judge(ours_article.sketch).match.identifier == theirs.identifier


def test_nothing_is_asked_while_nothing_changes(engine, opened, told, monkeypatch):
    known = opened()
    store(engine, known, [told.article_of(told.stories(0, 1)[0])])
    known.current()
    monkeypatch.setattr("crawler.store.sketches.reading", None)  # would fail
    assert known.current().rows == 1


def test_two_processes_store_the_same_at_the_same_moment(engine, url_of, tmp_path, told):
    working = [
        subprocess.Popen(
            [sys.executable, str(WORKER), str(tmp_path), site, "0", "40"],
            cwd=ROOT, text=True,
            env={"PYTHONPATH": str(ROOT), "RASID_DATABASE_URL": url_of(tmp_path)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for site in ("windows", "mirror")
    ]  # fmt: skip
    for each in working:
        assert each.stdout.readline() == "ready\n"
    for each in working:
        each.stdin.write("\n")
        each.stdin.flush()
    for each in working:
        each.communicate()
        assert each.returncode == 0
    with reading(engine) as connection:
        lines = connection.scalars(select(articles.c.line).where(articles.c.duplicate_of.is_(None)))
        bodies = [json.loads(line)["articleBody"] for line in lines]
        total = connection.scalar(select(func.count()).select_from(sketches))
    assert total == 80
    assert len(bodies) == len(set(bodies))
    assert len(bodies) <= len({tuple(each.paragraphs) for each in told.stories(0, 40)})
    assert agree(engine, Sketches(engine, tmp_path / "duplicates"))


class TestSnapshot:
    @pytest.fixture
    def path(self, engine, opened, told):
        known = opened()
        store(engine, known, map(told.article_of, told.stories(0, 12)))
        assert known.save()
        return known._snapshot.path

    def loaded(self, known):
        """Rows that came from the snapshot."""
        return len(known.current().index.rows.old_heads)

    def test_it_is_loaded_and_the_rest_is_caught_up(self, engine, opened, path, told):
        store(engine, opened(), map(told.article_of, told.stories(12, 20)))
        known = opened()
        assert self.loaded(known) == 12
        assert agree(engine, known)
        again = [told.article_of(each, "mirror") for each in told.stories(0, 20)]
        assert set(store(engine, known, again)) == {"duplicate"}

    @pytest.mark.parametrize("damage", ["gone", "half", "foreign", "flipped", "empty", "folder"])
    def test_a_bad_one_is_made_again(self, engine, opened, path, damage, told):
        data = path.read_bytes()
        path.unlink()
        match damage:
            case "half":
                path.write_bytes(data[: len(data) // 2])
            case "foreign":
                path.write_bytes(data.replace(b"RSDDUP", b"OTHERS"))
            case "flipped":
                path.write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
            case "empty":
                path.touch()
            case "folder":
                path.mkdir()
        known = opened()
        assert self.loaded(known) == 0
        assert agree(engine, known)

    def test_one_of_another_store_is_not_opened(self, path, open_store, tmp_path):
        other = open_store(tmp_path / "other")
        known = Sketches(other, path.parent)
        assert known._snapshot.path != path
        assert known.current().rows == 0

    def test_one_that_is_ahead_of_a_restored_store_is_made_again(self, engine, opened, path, told):
        with writing(engine) as connection:
            connection.execute(delete(sketches).where(sketches.c.id > 5))
            connection.execute(delete(articles).where(articles.c.id > 5))
        known = opened()
        assert self.loaded(known) == 0
        assert known.current().rows == 5
        # As many rows as in the snapshot, and not the same: a count would not tell.
        store(engine, known, map(told.article_of, told.stories(20, 27)))
        assert len(rows(engine)) == 12
        assert self.loaded(opened()) == 0
        assert agree(engine, opened())

    def test_a_store_that_is_restored_under_a_process(self, engine, opened, path):
        known = opened()
        assert known.current().rows == 12
        with writing(engine) as connection:
            connection.execute(delete(sketches).where(sketches.c.id > 3))
        assert known.current().rows == 3
        assert not path.exists()

    def test_damage_where_nobody_looked(self, engine, opened, path, told, monkeypatch):
        monkeypatch.setattr(sketch_snapshot, "VERIFIED_BYTES", 0)
        data = bytearray(path.read_bytes())
        kept = opened().current().index.rows.bytes_of(0)
        at = data.index(kept)
        data[at + 60] ^= 1
        path.write_bytes(data)
        known = opened()
        assert self.loaded(known) == 12
        body = "\n\n".join(told.stories(0, 1)[0].paragraphs) + "\n\nوانتهى البيان بعد ساعة."
        copy = told.article_of(told.stories(0, 1)[0], "mirror")
        near = told.with_sketch("عنوان", body, copy.url, "mirror", copy.first_seen)
        assert store(engine, known, [near]) in (["duplicate"], ["new"])
        assert agree(engine, known)

    def test_nothing_is_saved_when_little_is_new(self, engine, opened, path, monkeypatch):
        monkeypatch.setattr(sketch_snapshot, "SAVED_ROWS", 1)
        known = opened()
        known.current()
        assert not known.save()


def test_a_row_that_cannot_be_read_finds_nothing_and_keeps_its_place(engine, opened, told):
    given = [told.article_of(each) for each in told.stories(0, 3)]
    store(engine, opened(), given)
    log = SketchLog()
    with reading(engine) as connection:
        log.follow(connection)
    log.index.take("later", None, b"a sketch of a later version", searched=True)
    assert log.index.rows.name(3) == "later"
    assert log.index.judge(given[1].sketch).match.identifier == given[1].identifier


def test_a_damaged_log_is_said_and_mended_by_repair(engine, opened, told, tmp_path):
    store(engine, opened(), map(told.article_of, told.stories(0, 5)))
    with writing(engine) as connection:
        connection.execute(update(sketches).where(sketches.c.id == 3).values(searched=False))
    with pytest.raises(MachineError, match=r"damaged after row 2.*scrapy repair"):
        opened().current()
    report = repair(engine, tmp_path / "feed")
    assert report.sketches_dropped
    assert "sketches were damaged" in str(report)
    again = [told.article_of(each, "mirror") for each in told.stories(0, 5)]
    assert store(engine, opened(), again) == ["duplicate"] * 5  # word for word, by content key
    assert agree(engine, opened())


def test_articles_of_before_have_no_sketch_and_are_found_word_for_word(engine, opened, told):
    given = told.stories(0, 3)
    store(engine, None, map(told.article_of, given))
    assert rows(engine) == []
    copies = [told.article_of(each, site) for site in ("one", "two") for each in given]
    assert store(engine, opened(), copies) == ["duplicate"] * 6
    with reading(engine) as connection:
        heads = set(
            connection.scalars(
                select(articles.c.duplicate_of).where(articles.c.duplicate_of.is_not(None))
            )
        )
    assert heads == {told.article_of(each).identifier for each in given}


@pytest.mark.sqlite_only("its table of pages")
def test_the_bytes_of_a_document_on_disk(engine, opened, told):
    """What the table and its indexes take beside the sketches: pages are never quite full."""
    given = [each for each in told.stories(0, 700) if each.kind == "story"][:500]
    store(engine, opened(), map(told.article_of, given))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            found = connection.exec_driver_sql(
                "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%sketches%'"
            ).scalar()
        except OperationalError as error:
            pytest.skip(f"this SQLite has no dbstat: {error}")
    kept = rows(engine)
    sketch_bytes = sum(len(row.data) for row in kept)
    assert found <= 1.25 * sketch_bytes
    assert sum(len(row.data) < 100 for row in kept) == 0


def test_a_word_for_word_copy_takes_next_to_nothing(engine, opened, told):
    given = told.stories(0, 20)
    store(engine, opened(), map(told.article_of, given))
    store(engine, opened(), [told.article_of(each, "mirror") for each in given])
    copies = rows(engine)[20:]
    assert len(copies) == 20
    assert max(len(row.data) for row in copies) < 100
