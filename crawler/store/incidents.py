"""Incidents: what is wrong with a source, from the first run that shows it to the first without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from crawler.store.database import reading
from crawler.store.mutes import is_muted
from crawler.store.notices import announce, retract
from crawler.store.schema import incidents

TIMES = ("opened", "last_seen", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A row of `incidents`; `closed` None means that it lasts."""

    id: int
    site: str
    cause: str
    verdict: str
    level: str
    opened: datetime
    opened_run: str
    last_seen: datetime
    last_run: str
    runs: int
    closed: datetime | None = None
    closed_run: str | None = None
    url_bad: str | None = None
    url_good: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    command: str = ""

    def as_dict(self) -> dict[str, Any]:
        """What JSON can say: times are ISO 8601 in UTC."""
        moments = {name: getattr(self, name) for name in TIMES}
        times = {name: moment and moment.isoformat() for name, moment in moments.items()}
        return asdict(self) | times


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A cause as a run shows it; `first_run`, `first_at` and `runs`: where it was seen first."""

    site: str
    cause: str
    verdict: str
    level: str
    run: str
    at: datetime
    first_run: str
    first_at: datetime
    runs: int = 1
    url_bad: str | None = None
    url_good: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    command: str = ""


def open_incident(connection: Connection, seen: Seen) -> int:
    """Write an incident and the notice of it; its key."""
    row = {
        "site": seen.site,
        "cause": seen.cause,
        "verdict": seen.verdict,
        "level": seen.level,
        "opened": seen.first_at,
        "opened_run": seen.first_run,
        "last_seen": seen.at,
        "last_run": seen.run,
        "runs": seen.runs,
        "url_bad": seen.url_bad,
        "url_good": seen.url_good,
        "facts": dict(seen.facts),
        "command": seen.command,
    }
    made = connection.execute(insert(incidents).values(row).returning(incidents.c.id))
    key = int(made.scalar_one())
    announce(connection, key, "opened", seen.at)
    return key


def continue_incident(connection: Connection, incident: Incident, seen: Seen) -> None:
    """One run more shows the cause; its facts become those of this run."""
    values: dict[str, Any] = {
        "verdict": seen.verdict,
        "level": seen.level,
        "last_seen": seen.at,
        "last_run": seen.run,
        "runs": incident.runs + 1,
        "facts": dict(seen.facts),
    }
    if seen.url_bad:
        values["url_bad"] = seen.url_bad
    connection.execute(update(incidents).where(incidents.c.id == incident.id).values(values))


def close_incident(connection: Connection, incident: Incident, run: str, at: datetime) -> None:
    """The cause is gone: a notice of it, unless nobody was told because the cause is muted."""
    where = incidents.c.id == incident.id
    connection.execute(update(incidents).where(where).values(closed=at, closed_run=run))
    muted = is_muted(connection, incident.site, incident.cause, at)
    if not (muted and retract(connection, incident.id)):
        announce(connection, incident.id, "closed", at)


def is_back(connection: Connection, incident: Incident, within: timedelta) -> bool:
    """True when the same cause had ended so short a time before it began, in a transaction."""
    closed = incidents.c.closed.between(incident.opened - within, incident.opened)
    same = incidents.c.site == incident.site, incidents.c.cause == incident.cause
    return connection.scalar(select(incidents.c.id).where(*same, closed).limit(1)) is not None


def open_of(connection: Connection, site: str) -> list[Incident]:
    """The open incidents of a site, in a transaction."""
    query = select(incidents).where(incidents.c.site == site, incidents.c.closed.is_(None))
    return [incident_of(row) for row in connection.execute(query).mappings()]


class Incidents:
    """Questions about incidents; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, site: str | None = None) -> list[Incident]:
        """Those that last, of one site or of all, the longest first."""
        query = select(incidents).where(incidents.c.closed.is_(None))
        if site is not None:
            query = query.where(incidents.c.site == site)
        return self._found(query.order_by(incidents.c.opened, incidents.c.id))

    def recent(self, limit: int, site: str | None = None) -> list[Incident]:
        """The latest incidents, open or closed, newest first."""
        query = select(incidents).order_by(incidents.c.opened.desc(), incidents.c.id.desc())
        if site is not None:
            query = query.where(incidents.c.site == site)
        return self._found(query.limit(limit))

    def get(self, keys: Iterable[int]) -> dict[int, Incident]:
        """The incidents with these keys."""
        found = self._found(select(incidents).where(incidents.c.id.in_(list(keys))))
        return {each.id: each for each in found}

    def _found(self, query: Any) -> list[Incident]:
        with reading(self._engine) as connection:
            return [incident_of(row) for row in connection.execute(query).mappings()]


def incident_of(row: RowMapping) -> Incident:
    """An incident from its columns."""
    return Incident(**dict(row))
