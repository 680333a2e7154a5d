"""The schedule: due, ran, skipped, missed, overran, and a day of it as a strip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from crawler.core.schedule import Ran, due_at, schedule_of
from crawler.dashboard.look import Source
from crawler.dashboard.queries.turns import Turn, Turns
from crawler.dashboard.views import queue
from crawler.dashboard.views.said import Said, or_all_good

TURNS = ("ran", "late", "missed", "skipped", "overran")
STATES = {"missed": 0, "late": 1, "never": 2, "due": 3, "running": 4, "waiting": 5, "unplanned": 6}
LEVELS = {"missed": "bad", "late": "warn", "unplanned": "idle", "never": "idle"}
DAY_S = 86_400
STRIP = 240  # units of a day: one is six minutes
GOOD_EXITS = frozenset({0, 75})


def shown(turns: Turns, now: datetime) -> dict[str, Any]:
    """Every source, what was missed first."""
    rows = [_row(source, turns.runs.get(source.site, []), now) for source in turns.sources]
    rows.sort(key=lambda row: (STATES[row["state"]], -row["overdue_s"], row["site"]))
    lead = [row for row in rows if row["state"] in {"missed", "late"}]
    said = [*queue.said(turns.queue), *map(_said, lead)]
    return {
        "lead": or_all_good(said, "schedule.good"),
        "rows": rows,
        "turns": TURNS,
        "queue": queue.shown(turns.queue),
    }


def _row(source: Source, runs: Sequence[Turn], now: datetime) -> dict[str, Any]:
    plan = source.plan
    row: dict[str, Any] = {
        "site": source.site,
        "every": plan.every if plan else None,
        "last": source.last,
        "longest_s": max(
            (took for run in runs if (took := _took_s(run, now)) is not None), default=None
        ),
        "strip": [_tick(run, now) for run in runs],
        "state": "unplanned",
        "due": None,
        "overdue_s": 0.0,
        "counts": {"ran": len(runs)},
    }
    if plan:
        known = [Ran(run.started, run.ended) for run in runs]
        if not known and source.last:  # its last run was before this day
            known = [Ran(source.last.started, source.last.ended)]
        planned = partial(due_at, period=plan.period, phase=plan.phase)
        found = schedule_of(known, now, plan.longest(now), plan.phase, planned)
        row |= {
            "state": found.state,
            "due": found.due_at,
            "overdue_s": found.overdue.total_seconds(),
            "counts": dict(found.turns),
        }
    return row | {"level": LEVELS.get(row["state"], "ok")}


def _tick(run: Turn, now: datetime) -> dict[str, Any]:
    """Where a run lies on a strip of 24 hours that ends now, in its units, and how it ended."""
    began = 1 - (now - run.started).total_seconds() / DAY_S
    took = (_took_s(run, now) or 0) / DAY_S
    good = run.ended is not None and run.exit_code in GOOD_EXITS
    return {"at": round(max(began, 0.0) * STRIP), "wide": round(took * STRIP), "good": good}


def _took_s(run: Turn, now: datetime) -> float | None:
    end = run.ended or (now if now - run.started < timedelta(hours=1) else None)
    return (end - run.started).total_seconds() if end else None


def _said(row: dict[str, Any]) -> Said:
    return Said(
        level=row["level"],
        key=f"schedule.{row['state']}",
        site=row["site"],
        values={"due": ("moment", row["due"]), "overdue": ("lasting", row["overdue_s"])},
    )
