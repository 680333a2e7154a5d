"""What a call with nothing due notes, and what must make the next one look again."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from crawler.calls.idle import FILE, Idle, has_nothing_to_tell, is_idle, note_idle, print_of
from crawler.calls.known_sites import remember
from crawler.calls.running import SiteRuns
from crawler.core.errors import CreateError
from crawler.store import STORE_FILE, data_dir_of, store_of
from crawler.store.runs import Runs
from tests.incidents import leave_incident

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
UNTIL = NOW + timedelta(minutes=10)
LONG_AGO_S = 1_700_000_000


def age(path):
    os.utime(path, (LONG_AGO_S, LONG_AGO_S))


@pytest.fixture
def clock(standing_clock):
    return standing_clock


@pytest.fixture
def settings(few_sites):
    """Over a store that nobody has written to for long."""
    store = data_dir_of(few_sites) / STORE_FILE
    store.parent.mkdir()
    store.write_bytes(b"rows")
    age(store)
    return few_sites


@pytest.fixture
def noted(settings):
    """Nothing is due for ten minutes."""
    note_idle(settings, print_of(settings), NOW, UNTIL)
    assert is_idle(settings)
    return settings


def test_nothing_is_known_at_first(settings):
    assert not is_idle(settings)


@pytest.mark.parametrize(
    ("later", "idle"),
    [(timedelta(), True), (timedelta(minutes=9), True), (timedelta(minutes=10), False),
     (-timedelta(seconds=1), False), (timedelta(days=1), False)],
)  # fmt: skip
def test_it_holds_until_something_is_due(noted, clock, later, idle):
    clock[0] += later
    assert is_idle(noted) is idle


def written(store):
    store.write_bytes(b"rows and another")
    age(store)


def touched(store):
    os.utime(store, (LONG_AGO_S, LONG_AGO_S + 1))


def logged(store):
    log = store.with_name(f"{STORE_FILE}-wal")
    log.write_bytes(b"a commit")
    age(log)


def replaced(store):
    other = store.with_name("restored")
    shutil.copy2(store, other)
    other.replace(store)


def taken_away(store):
    store.unlink()


def a_folder(store):
    store.unlink()
    store.mkdir()
    age(store)


@pytest.mark.parametrize("change", [written, touched, logged, replaced, taken_away, a_folder])
def test_a_store_that_has_changed_is_asked(noted, tmp_path, change):
    change(tmp_path / "data" / STORE_FILE)
    assert not is_idle(noted)


def test_another_module_of_a_site_makes_it_unknown(noted, tmp_path):
    (tmp_path / "a_few_sites" / "another.py").write_text("# 1m\n")
    assert not is_idle(noted)


@pytest.mark.parametrize(
    ("name", "value"),
    [("RASID_CADENCE", "fixed"), ("RASID_DATABASE_URL", "postgresql://db/rasid")],
)
def test_another_setting_makes_it_unknown(noted, name, value):
    noted.set(name, value)
    assert not is_idle(noted)


@pytest.mark.parametrize("told", [True, False])
def test_what_is_told_holds_while_the_store_is_the_same(settings, tmp_path, told):
    note_idle(settings, print_of(settings), NOW, UNTIL, told=told)
    assert has_nothing_to_tell(settings) is told
    written(tmp_path / "data" / STORE_FILE)
    assert not has_nothing_to_tell(settings)


def test_of_messages_nothing_is_known_at_first(noted, tmp_path):
    assert not has_nothing_to_tell(noted)
    (tmp_path / "data" / FILE).write_text("[]")
    assert not has_nothing_to_tell(noted)


def test_a_store_that_was_just_written_to_has_no_print(settings, tmp_path):
    """Its next write might leave no other time of change."""
    os.utime(tmp_path / "data" / STORE_FILE)
    assert print_of(settings) is None
    note_idle(settings, print_of(settings), NOW, UNTIL)
    assert not (tmp_path / "data" / FILE).exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "\x00", '{"since": 3}', '{"since": "2025-03-01", "until": "now"}']
)
def test_a_file_that_says_nothing_is_no_error(noted, tmp_path, text):
    (tmp_path / "data" / FILE).write_text(text)
    assert not is_idle(noted)


def test_a_folder_that_cannot_be_written_is_no_error(settings, tmp_path):
    state = print_of(settings)
    (tmp_path / "data" / FILE.parent).write_text("a file where the folder should be")
    note_idle(settings, state, NOW, UNTIL)
    assert not is_idle(settings)


def test_a_full_disk_is_told_all_the_same(noted):
    idle = Idle(noted)
    noted.set("RASID_FREE_DISK_MIN_MB", "0")
    assert (idle.run([], only_due=True), idle.lines) == (0, ["rasid: nothing is due"])
    noted.set("RASID_FREE_DISK_MIN_MB", "1e12")
    with pytest.raises(CreateError, match="RASID_FREE_DISK_MIN_MB"):
        idle.run([], only_due=True)


@pytest.fixture
def crawled(settings, tmp_path):
    """A real store in which the site has just begun a run."""
    (tmp_path / "data" / STORE_FILE).unlink()
    settings.set("RASID_FREE_DISK_MIN_MB", "0")

    def begin(moment):
        runs = Runs(store_of(settings))
        runs.start(
            run_id="a", site="windows", argv=[], started=moment, versions={}, settings_hash="0"
        )
        remember(settings, {"windows": timedelta(minutes=15)})
        for path in (tmp_path / "data").glob(f"{STORE_FILE}*"):
            age(path)
        return settings

    yield begin
    store_of(settings).dispose()


@pytest.mark.parametrize(
    ("minute", "least", "most"),
    [(0, timedelta(minutes=7), timedelta(minutes=15)), (14 * 60 + 29, timedelta(), MINUTE)],
    ids=["until the site is due", "until the plans of the day end"],
)
def test_a_call_with_nothing_due_notes_until_when(crawled, clock, minute, least, most):
    clock[0] += minute * MINUTE
    settings = crawled(clock[0])
    runs = SiteRuns(settings, {})
    assert runs.run([], only_due=True) == 0
    assert runs.lines[-1] == "rasid: nothing is due"
    assert is_idle(settings)
    assert has_nothing_to_tell(settings)
    clock[0] += least
    assert is_idle(settings)
    clock[0] += most - least
    assert not is_idle(settings)


def test_a_call_that_leaves_a_message_notes_that(crawled, clock):
    settings = crawled(clock[0])
    leave_incident(settings, NOW)
    for path in data_dir_of(settings).glob(f"{STORE_FILE}*"):
        age(path)
    assert SiteRuns(settings, {}).run([], only_due=True) == 0
    assert is_idle(settings)
    assert not has_nothing_to_tell(settings)


def test_a_store_that_is_written_to_while_it_is_asked_is_asked_again(crawled, clock, monkeypatch):
    settings = crawled(clock[0])
    due = SiteRuns._due

    def while_somebody_writes(self, *given):
        found = due(self, *given)
        Runs(store_of(settings)).start(
            run_id="b", site="mirror", argv=[], started=NOW, versions={}, settings_hash="0"
        )
        return found

    monkeypatch.setattr(SiteRuns, "_due", while_somebody_writes)
    assert SiteRuns(settings, {}).run([], only_due=True) == 0
    assert not is_idle(settings)
