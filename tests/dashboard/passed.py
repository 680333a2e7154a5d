"""Runs and hours that have passed, as the queries give them to the views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.store.hours import SUMS
from crawler.store.runs import Run

NOW = datetime(2026, 2, 13, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_run(ago_h: float = 0.5, **changes: Any) -> Run:
    started = NOW - HOUR * ago_h
    values = {
        "id": "r1", "site": "windows", "argv": ("scrapy",), "started": started, "versions": {},
        "settings_hash": "x", "ended": started + timedelta(minutes=2), "exit_code": 0, "reason": "",
    }  # fmt: skip
    return Run(**(values | changes))


def hour(ago_h: int, **sums: float) -> dict[str, Any]:
    """A row of `hours`; one hour that passed nothing but what is named."""
    return {"hour": f"{NOW - HOUR * ago_h:%Y-%m-%dT%H}", **dict.fromkeys(SUMS, 0), **sums}


def week(today: Mapping[str, float] = {}, since_h: int = 24, **usual: float) -> tuple[Any, ...]:
    """Eight days of hours; `today` differs in the last `since_h` hours."""
    rows = []
    for ago in range(24 * 8 - 1, -1, -1):
        sums = usual | today if ago < since_h else usual
        rows.append(hour(ago, runs=1, **sums))
    return tuple(rows)
