"""The lines of recent pages outlive a run; what is not written was only a count."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import event, text

from crawler.core.errors import MachineError
from crawler.core.noise.learned import LearnedNoise, PageLines
from crawler.store import migrations
from crawler.store.blocks import Blocks
from crawler.store.database import epoch, reading, writing

HOUR = "2025-03-01T09"


def page(*lines: str, hour: str = HOUR) -> PageLines:
    return PageLines(hour, frozenset(lines))


def test_what_is_written_is_read(engine):
    kept = Blocks(engine, "windows")
    kept.add("a", page("1", "2!"))
    kept.add("b", page())
    assert kept.read() == {}
    kept.flush()
    kept.flush()
    assert Blocks(engine, "windows").read() == {"a": page("1", "2!"), "b": page()}
    assert Blocks(engine, "doors").read() == {}


def test_a_full_group_is_written(engine):
    kept = Blocks(engine, "windows", group_max=3)
    for key in "abcde":
        kept.add(key, page("1"))
    assert Blocks(engine, "windows").read().keys() == set("abc")  # a kill would lose two


def test_two_processes_make_one_window(engine, open_store):
    one, other = Blocks(engine, "windows"), Blocks(open_store(), "windows")
    one.add("a", page("1"))
    one.add("b", page("1", hour="2025-03-01T10"))
    other.add("a", page("2"))
    other.add("b", page("2"))
    one.flush()
    other.flush()
    assert one.read() == {"a": page("1", "2"), "b": page("1", hour="2025-03-01T10")}


def test_a_page_that_waits_is_one_page(engine):
    kept = Blocks(engine, "windows")
    for line in "12":
        kept.add("a", page(line))
    kept.add("a", page("3", hour="2025-03-01T08"))
    kept.flush()
    assert kept.read() == {"a": page("1", "2")}


def test_a_page_that_shows_nothing_new_is_not_written_again(engine):
    kept, inserted = Blocks(engine, "windows"), []

    def seen(_connection, _cursor, statement, parameters, *_rest):
        if statement.startswith("INSERT"):
            inserted.append(parameters)

    kept.add("a", page("1", "2"))
    kept.flush()
    event.listen(engine, "before_cursor_execute", seen)
    for lines in ("1", "12", "13"):
        kept.add("a", page(*lines))
        kept.flush()
    event.remove(engine, "before_cursor_execute", seen)
    assert len(inserted) == 1  # the third line
    assert kept.read() == {"a": page("1", "2", "3")}


def test_sites_share_no_page(engine):
    doors, windows = Blocks(engine, "doors"), Blocks(engine, "windows")
    doors.add("a", page("9", hour="2030-01-01T00"))
    doors.flush()
    windows.add("a", page("1"))
    windows.flush()
    assert windows.read() == {"a": page("1")}
    assert doors.read() == {"a": page("9", hour="2030-01-01T00")}


def test_what_left_the_window_is_forgotten(engine):
    kept, noise = Blocks(engine, "windows"), LearnedNoise()
    Blocks(engine, "doors").add("z", page())
    numbers = list(range(1_000))
    random.Random(3).shuffle(numbers)  # noqa: S311 - an order, not a secret
    for number in numbers:
        key, hour = f"{number:04}", f"2025-03-{number // 50 + 1:02}T09"
        kept.add(key, noise.observe(key, [f"خبر {chr(0x628 + number % 20)}"], hour=hour))
    kept.flush()
    assert kept.read() == dict(noise.pages)
    assert kept.read().keys() == {f"{number:04}" for number in range(600, 1_000)}


def test_a_site_is_not_forgotten_for_another(engine):
    doors, windows = Blocks(engine, "doors"), Blocks(engine, "windows")
    old = {key: page("9", hour="2020-01-01T00") for key in ("000", "001", "499")}
    for key in ("000", "001"):
        doors.add(key, old[key])
    doors.flush()
    for number in range(500):
        windows.add(f"{number:03}", page("1"))
    windows.flush()
    doors.add("499", old["499"])
    doors.flush()
    assert windows.read().keys() == {f"{number:03}" for number in range(100, 500)}
    assert doors.read() == old


def test_what_could_not_be_written_waits_for_the_next_group(engine, may_write):
    kept = Blocks(engine, "windows", group_max=2)
    may_write(engine, yes=False)
    kept.add("a", page("1"))
    with pytest.raises(MachineError, match="read-only"):
        kept.add("b", page("1"))
    kept.add("c", page("1"))  # no group is full: the store is not asked again at each page
    may_write(engine, yes=True)
    kept.add("d", page("1"))
    assert kept.read().keys() == set("abcd")


def test_what_waits_is_bounded_by_the_window(engine, may_write):
    kept = Blocks(engine, "windows", group_max=10)
    may_write(engine, yes=False)
    for number in range(1_000):
        try:
            kept.add(f"{number:04}", page("1"))
        except MachineError:
            assert len(kept._waiting) <= 400
    may_write(engine, yes=True)
    kept.flush()
    assert kept.read().keys() == {f"{number:04}" for number in range(600, 1_000)}


@pytest.mark.sqlite_only("on a server: tests/postgres/test_store_migrations")
def test_a_store_of_the_first_release_is_brought_up(tmp_path, open_store, monkeypatch, article):
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HEAD", "0001")
        old = open_store(tmp_path)
    with writing(old) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
        connection.execute(text("UPDATE state SET value = '7' WHERE key = 'seq_highest'"))
    name = epoch(old)
    new = open_store(tmp_path)
    kept = Blocks(new, "windows")
    kept.add("a", page("1"))
    kept.flush()
    assert kept.read() == {"a": page("1")}
    assert epoch(new) == name
    with reading(new) as connection:
        assert connection.scalar(text("SELECT value FROM state WHERE key = 'seq_highest'")) == "7"
