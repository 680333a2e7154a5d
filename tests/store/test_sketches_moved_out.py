"""A long run does not hold its index in memory: it moves to the snapshot on the way."""

from __future__ import annotations

import weakref

import pytest
from sqlalchemy import select

from crawler.core.dedup import saved_index
from crawler.store import sketch_snapshot
from crawler.store import sketches as sketches_module
from crawler.store.database import reading
from crawler.store.give_back import give_back
from crawler.store.outbox import Outbox
from crawler.store.schema import sketches
from crawler.store.sketches import Sketches

HELD = 10  # rows in memory that are worth a file
GROUP = 4


@pytest.fixture(autouse=True)
def _few_are_worth_a_file(monkeypatch):
    monkeypatch.setattr(sketch_snapshot, "HELD_ROWS", HELD)
    monkeypatch.setattr(sketch_snapshot, "HELD_SHARE", 0)
    monkeypatch.setattr(sketch_snapshot, "SAVED_ROWS", 0)
    monkeypatch.setattr(sketch_snapshot, "SAVED_SHARE", 0)


@pytest.fixture
def known(engine, tmp_path):
    return Sketches(engine, tmp_path / "duplicates")


def in_memory(known):
    """Rows of the index that no file has."""
    return len(known.current().index.rows.new_heads)


def store(known, given):
    """What becomes of each article, and how many rows were in memory after each group at most."""
    outbox = Outbox(known.engine, sketches=known, group_max=GROUP, group_age_s=float("inf"))
    outcomes, held = [], 0
    for each in given:
        stored = outbox.add(each)
        outcomes += [one.outcome for one in stored]
        held = max(held, in_memory(known)) if stored else held
    return outcomes + [one.outcome for one in outbox.flush()], held


def columns(engine):
    with reading(engine) as connection:
        return connection.execute(select(sketches).order_by(sketches.c.id)).all()


def given(told):
    stories = list(told.stories(0, 30))
    return [told.article_of(each, site) for each in stories for site in ("first", "mirror")]


def test_memory_is_bounded_and_every_copy_is_told(known, told, open_store, tmp_path, monkeypatch):
    outcomes, held = store(known, given(told))
    assert held < HELD + GROUP
    assert known.current().rows == len(outcomes) == 60
    assert outcomes.count("duplicate") >= 30

    monkeypatch.setattr(sketch_snapshot, "HELD_ROWS", 1_000)
    beside = Sketches(open_store(tmp_path / "beside"), tmp_path / "beside" / "duplicates")
    assert store(beside, given(told)) == (outcomes, 60)
    assert columns(beside.engine) == columns(known.engine)


def test_a_disk_that_is_full_costs_memory_and_no_article(known, told, monkeypatch, caplog):
    attempts = []

    def full(*_, **__):
        attempts.append(known)
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(sketch_snapshot, "save_index", full)
    outcomes, held = store(known, given(told))
    assert held == len(outcomes) == len(columns(known.engine)) == 60
    assert len(attempts) == 60 // (HELD + 2)  # not again with each group
    assert "stays in memory" in caplog.text


def test_what_this_process_wrote_is_not_read_again_to_be_checked(known, told, monkeypatch):
    digests = []
    monkeypatch.setattr(sketch_snapshot, "load_index", _noting(digests))
    store(known, given(told))
    assert digests
    assert not any(digests)

    path = known._snapshot.path
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)  # by somebody else
    digests.clear()
    known.forget()
    known.current()
    assert digests == [True]


def _noting(digests):
    def load(path, *, window_days, verify):
        if path.exists():
            digests.append(verify)
        return saved_index.load_index(path, window_days=window_days, verify=verify)

    return load


def test_the_memory_goes_back_when_nobody_holds_the_index(known, told, monkeypatch):
    alive = []
    monkeypatch.setattr(sketches_module, "give_back", lambda: alive.append(index()))
    log = known.current()
    index = weakref.ref(log.index)
    del log
    store(known, given(told))
    assert alive[0] is None


def test_memory_goes_back_on_the_way_and_when_the_index_is_saved(known, told, monkeypatch):
    monkeypatch.setattr(sketch_snapshot, "HELD_ROWS", 1_000)
    monkeypatch.setattr(sketches_module, "GIVEN_BACK_ROWS", 20)
    at = []
    monkeypatch.setattr(sketches_module, "give_back", lambda: at.append(known._log.rows))
    store(known, given(told))
    assert at == [20, 40, 60]
    assert known.save()
    assert at == [20, 40, 60, 60]
    monkeypatch.setattr(sketch_snapshot, "SAVED_ROWS", 1)
    assert not known.save()
    assert at == [20, 40, 60, 60]


def test_a_snapshot_that_the_disk_does_not_give_back_is_made_again(
    known, told, monkeypatch, caplog
):
    store(known, given(told))
    before = columns(known.engine)
    known._snapshot._own = None  # as one of an earlier run, which is read to be checked

    def broken(*_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("crawler.core.dedup.file_bytes.os.pread", broken)
        known.forget()
        assert known.current().rows == len(before)
        assert in_memory(known) == len(before)
    assert "made again from the store: " in caplog.text
    assert "Input/output error" in caplog.text


def test_a_c_library_without_the_call(monkeypatch):
    assert give_back() in (True, False)
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    assert give_back() is False
