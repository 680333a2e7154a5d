"""The queue of many machines: who works, what waits, what is stuck."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.dashboard.views.said import Said
from crawler.store.queue_state import Member, QueueState

WAITS_MAX_S = 900.0  # the usual period of a site: whoever waits so long misses a turn
ROWS_MAX = 20


def shown(state: QueueState | None) -> dict[str, Any] | None:
    """Numbers and rows; None where one machine works without a queue."""
    if state is None or not _is_used(state):
        return None
    return {
        "state": state,
        "workers": _alive(state.workers),
        "publishers": _alive(state.publishers),
        "members": [_member(each) for each in state.members],
        "stalled": state.stalled[:ROWS_MAX],
        "failed": state.failed[:ROWS_MAX],
        "is_late": _is_late(state),
    }


def said(state: QueueState | None) -> Iterator[Said]:
    """What a person must know of it."""
    if state is None or not _is_used(state):
        return
    if not _alive(state.workers):
        yield Said(level="bad", key="queue.no_worker", values={"number": ("count", state.due)})
    elif state.oldest_due and _is_late(state):
        values = {"time": ("lasting", state.oldest_due.age_s)}
        yield Said(level="bad", key="queue.late", site=state.oldest_due.site, values=values)
    if not _alive(state.publishers):
        yield Said(level="warn", key="queue.no_publisher")
    for each in state.stalled[:ROWS_MAX]:
        values = {"time": ("lasting", each.age_s)}
        yield Said(level="warn", key="queue.stalled", site=each.site, values=values)


def _is_used(state: QueueState) -> bool:
    """False where there are tables and nobody ever came: cron on a PostgreSQL store."""
    return bool(state.members or state.due or state.later or state.doing)


def _alive(members: tuple[Member, ...]) -> int:
    return sum(each.alive for each in members)


def _is_late(state: QueueState) -> bool:
    return state.oldest_due is not None and state.oldest_due.age_s > WAITS_MAX_S


def _member(each: Member) -> dict[str, Any]:
    return {"member": each, "level": "ok" if each.alive else "bad"}
