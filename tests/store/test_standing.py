"""Where a site stands, of its own rows only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.watch.metrics import Standing
from crawler.store.database import writing
from crawler.store.incidents import Incidents, Seen, close_incident, open_incident
from crawler.store.mutes import Mutes
from crawler.store.notices import Notices
from crawler.store.runs import Runs
from crawler.store.schema import articles, quarantine, versions
from crawler.store.standing import standing_of, unsent_of

START = datetime(2025, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def run(engine, name, at, *, code=0, **more):
    runs = Runs(engine)
    values = {"site": "windows", "argv": [], "versions": {}, "settings_hash": ""}
    runs.start(run_id=name, started=at, **(values | more))
    if code is not None:
        runs.finish(name, ended=at + timedelta(minutes=1), exit_code=code, reason="", figures={})


def row(engine, number, at, **more):
    values = {
        "identifier": f"a{number}", "url": "https://windows.example/", "site": "windows",
        "content_key": f"k{number}", "run_id": "r1", "first_seen": at, "line": "{}",
    }  # fmt: skip
    with writing(engine) as connection:
        connection.execute(articles.insert().values(values | more))


def test_a_site_of_which_nothing_is_known(engine):
    run(engine, "r1", START, site="doors")
    row(engine, 1, START, site="doors")
    assert standing_of(engine, "windows", START) == (None, Standing())


def test_its_runs(engine):
    run(engine, "r1", START)
    run(engine, "r2", START + HOUR, code=65)
    run(engine, "r3", START + 2 * HOUR, code=None)
    run(engine, "r4", START + 3 * HOUR, site="doors")
    run(engine, "r5", START + 30 * HOUR)  # by a clock that was wrong
    finished, standing = standing_of(engine, "windows", START + 4 * HOUR)
    assert (finished.started, finished.exit_code) == (START + HOUR, 65)
    assert standing.last_start == START + 2 * HOUR
    assert standing.last_success == START + timedelta(minutes=1)


def test_what_waits_for_the_feed_are_articles_and_later_versions(engine):
    row(engine, 1, START + HOUR)
    row(engine, 2, START + 2 * HOUR)
    row(engine, 3, START, duplicate_of="a1", relation="same")
    row(engine, 4, START, site="doors")
    _, standing = standing_of(engine, "windows", START)
    assert (standing.unpublished, standing.unpublished_since) == (2, START + HOUR)

    version = {
        "identifier": "a1", "version": 2, "event": "edited", "site": "windows", "run_id": "r1",
        "created": START, "line": "{}",
    }  # fmt: skip
    with writing(engine) as connection:
        connection.execute(versions.insert().values(version))
    _, standing = standing_of(engine, "windows", START)
    assert (standing.unpublished, standing.unpublished_since) == (3, START)


@pytest.mark.parametrize(("state", "waiting", "held"), [("held", 0, 1), ("released", 1, 0)])
def test_what_is_held_back_is_counted_apart(engine, state, waiting, held):
    row(engine, 1, START)
    doubted = {"run": "r1", "site": "windows", "state": state, "reason": "", "made": START}
    with writing(engine) as connection:
        connection.execute(quarantine.insert().values(doubted))
    _, standing = standing_of(engine, "windows", START)
    assert (standing.unpublished, standing.held) == (waiting, held)


@pytest.fixture
def incident(engine):
    seen = Seen(
        site="windows", cause="bug", verdict="broken", level="error", run="r1", at=START,
        first_run="r1", first_at=START,
    )  # fmt: skip
    with writing(engine) as connection:
        return open_incident(connection, seen)


def test_open_incidents(engine, incident):
    assert standing_of(engine, "windows", START)[1].incidents == 1
    with writing(engine) as connection:
        close_incident(connection, Incidents(engine).get([incident])[incident], "r2", START + HOUR)
    assert (
        standing_of(engine, "windows", START)[1]
        == standing_of(engine, "doors", START)[1]
        == Standing()
    )


@pytest.mark.parametrize(
    ("cause", "is_muted", "lasting"), [(None, True, 0), ("bug", False, 0), ("stale", False, 1)]
)
def test_what_is_muted_is_no_open_incident(engine, incident, cause, is_muted, lasting):
    until = START + 2 * HOUR
    Mutes(engine).add("windows", cause, until=until, reason="they rebuild", now=START)
    _, standing = standing_of(engine, "windows", START + HOUR)
    assert (standing.is_muted, standing.incidents) == (is_muted, lasting)
    _, standing = standing_of(engine, "windows", until)
    assert (standing.is_muted, standing.incidents) == (False, 1)


def test_messages_that_were_tried_and_not_taken(engine, incident):
    assert unsent_of(engine) == {}  # nobody has tried: there may be nobody to tell
    (notice,) = Notices(engine).due(START)
    Notices(engine).trying(notice.id, START)
    assert unsent_of(engine) == {"windows": 1}
    Notices(engine).sent(notice.id, START)
    assert unsent_of(engine) == {}
