"""One look at the store: at which moment, through which connection, about what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from crawler.core.cadence import HISTORY_MIN, LONGEST
from crawler.store.incidents import Incident
from crawler.store.mutes import Mute
from crawler.store.runs import Run


@dataclass(frozen=True, slots=True)
class Plan:
    """What the profile of a site says of its runs; `phase` shifts its slots.

    `since`: the first hour of its history, from which an adaptive cadence learns; None: fixed.
    """

    every: str
    period: timedelta
    phase: timedelta = timedelta()
    since: datetime | None = None

    def longest(self, now: datetime) -> timedelta:
        """The longest wait between two runs that may be planned."""
        is_learned = self.since is not None and now - self.since >= HISTORY_MIN
        return self.period * LONGEST if is_learned else self.period


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as the store knows it; `hours` are of the last eight days, oldest first.

    `bad_since`: the first run after the last good one, None while the last one is good.
    """

    site: str
    plan: Plan | None = None
    last: Run | None = None
    last_good: Run | None = None
    bad_since: datetime | None = None
    newest: datetime | None = None
    hours: tuple[Mapping[str, Any], ...] = ()
    incidents: tuple[Incident, ...] = ()
    mutes: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """`about` is the slug of a source or a run, or what is searched for.

    `sources`: all of them, where they were read before for more than one page.
    """

    connection: Connection
    now: datetime
    plans: Mapping[str, Plan] = field(default_factory=dict)
    data_dir: Path | None = None
    about: str = ""
    sources: tuple[Source, ...] | None = None
