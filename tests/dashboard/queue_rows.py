"""A queue as it is read: its members, what waits, what is stuck, what failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.store.queue_state import (
    PUBLISHER,
    WORKER,
    FailedSite,
    Member,
    QueuedSite,
    QueueState,
)

NOW = datetime(2026, 2, 13, 3, 10, tzinfo=UTC)
EVIL = "<b>x</b>\u202e"


def member(name: str, role: str = WORKER, silent_s: float = 3.0) -> Member:
    sign = NOW - timedelta(seconds=silent_s)
    return Member(
        name=name, role=role, pid=7, started=NOW - timedelta(hours=5), last_sign=sign,
        silent_s=silent_s,
    )  # fmt: skip


def queued(site: str, age_s: float) -> QueuedSite:
    return QueuedSite(site=site, since=NOW - timedelta(seconds=age_s), age_s=age_s)


def state(**changes: Any) -> QueueState:
    values = {
        "members": (member("one"), member("two"), member("three", PUBLISHER)),
        "due": 0, "later": 0, "doing": 2, "oldest_due": None, "stalled": (), "failed": (),
    }  # fmt: skip
    return QueueState(**(values | changes))


FULL = state(
    members=(member(EVIL), member("gone", silent_s=400), member("three", PUBLISHER)),
    due=5,
    later=1,
    oldest_due=queued("windows", 4000),
    stalled=(queued("harbour", 90),),
    failed=(
        FailedSite(site="coast", at=NOW - timedelta(hours=1), code=65, why=f"a gate {EVIL}"),
        FailedSite(site="hills", at=NOW - timedelta(hours=2), code=None, why=None),
    ),
)
