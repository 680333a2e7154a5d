"""Which runs leave the ledger, and what has to stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from crawler.store import forgetting
from crawler.store.database import writing
from crawler.store.forgetting import forget_runs
from crawler.store.runs import Runs
from crawler.store.schema import quarantine

DAY = timedelta(days=1)


@pytest.fixture
def ran(engine, now, monkeypatch):
    """Runs of a site that began so many days ago; the newest two stay always."""
    monkeypatch.setattr(forgetting, "GOOD_RUNS", 2)

    def begin(*days, site="windows"):
        for each in days:
            Runs(engine).start(
                run_id=f"{site}-{each}",
                site=site,
                argv=(),
                started=now - each * DAY,
                versions={},
                settings_hash="",
            )

    return begin


@pytest.fixture
def left(engine):
    def names(site="windows"):
        return [int(run.id.rpartition("-")[2]) for run in Runs(engine).recent(99, site)]

    return names


@pytest.mark.parametrize(
    ("days", "kept"),
    [(400, [1, 30, 80, 399]), (70, [1, 30]), (1, [1, 30])],
)
def test_runs_of_long_ago_leave_the_ledger_of_their_site(  # noqa: PLR0913, PLR0917 - a row of the table
    engine, ran, left, now, days, kept
):
    ran(1, 30, 80, 399, 401, 900)
    ran(401, 500, 900, site="other")

    assert forget_runs(engine, "windows", now, days) == 6 - len(kept)
    assert left() == kept
    assert left("other") == [401, 500, 900]
    assert forget_runs(engine, "windows", now, days) == 0


def test_by_what_a_run_is_judged_is_never_forgotten(engine, ran, left, now):
    ran(1, 2, 59, 60, 62)
    forget_runs(engine, "windows", now, 3)

    assert left() == [1, 2, 59, 60]


def test_the_newest_runs_of_a_site_that_rests_stay(engine, ran, left, now):
    ran(800, 900, 1_000)
    forget_runs(engine, "windows", now, 400)

    assert left() == [800, 900]


@pytest.mark.parametrize(
    ("state", "stays"), [("held", True), ("judging", True), ("released", False)]
)
def test_a_run_whose_articles_wait_for_a_decision_stays(  # noqa: PLR0913, PLR0917 - a row of the table
    engine, ran, left, now, state, stays
):
    ran(1, 2, 500)
    row = {"run": "windows-500", "site": "windows", "state": state, "made": now, "reason": ""}
    with writing(engine) as connection:
        connection.execute(insert(quarantine), [row])
    forget_runs(engine, "windows", now, 400)

    assert (500 in left()) is stays


def test_years_of_runs_go_in_several_steps(engine, ran, left, now, monkeypatch):
    monkeypatch.setattr(forgetting, "AT_ONCE", 3)
    ran(1, 2, *range(500, 504))

    assert [forget_runs(engine, "windows", now, 400) for _ in range(3)] == [3, 1, 0]
    assert left() == [1, 2]
