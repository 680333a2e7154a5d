"""The runs of the last day, as their schedule sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from crawler.dashboard.look import Look, Source
from crawler.dashboard.queries.sources import read as read_sources
from crawler.store.queue_state import QueueState, queue_state
from crawler.store.schema import runs

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A run: when, how long, with which exit code."""

    id: str
    started: datetime
    ended: datetime | None
    exit_code: int | None


@dataclass(frozen=True, slots=True)
class Turns:
    """Every source, and the runs of a day by source, oldest first; the queue where there is one."""

    sources: list[Source]
    runs: Mapping[str, list[Turn]]
    queue: QueueState | None = None


def read(look: Look) -> Turns:
    """The last 24 hours."""
    columns = (runs.c.site, runs.c.id, runs.c.started, runs.c.ended, runs.c.exit_code)
    query = select(*columns).where(runs.c.started >= look.now - DAY).order_by(runs.c.started)
    found: dict[str, list[Turn]] = {}
    for site, *values in look.connection.execute(query):
        found.setdefault(site, []).append(Turn(*values))
    return Turns(read_sources(look, ()), found, queue_state(look.connection))
