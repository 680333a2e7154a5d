"""How many new articles the runs of each hour brought: what the cadence learns from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select

from crawler.core.cadence import Hour
from crawler.store.database import reading
from crawler.store.hours import hour_of
from crawler.store.schema import hours


def arrivals_of(
    engine: Engine, sites: Collection[str], since: datetime, until: datetime
) -> dict[str, list[Hour]]:
    """The hours of each site from `since` to before `until`, oldest first. Raises MachineError."""
    query = select(hours.c.site, hours.c.hour, hours.c.good, hours.c.new).where(
        hours.c.site.in_(sites), hours.c.hour >= _key(since), hours.c.hour < _key(until)
    )
    found: dict[str, list[Hour]] = {}
    with reading(engine) as connection:
        for row in connection.execute(query.order_by(hours.c.site, hours.c.hour)):
            begins = datetime.fromisoformat(f"{row.hour}:00+00:00")
            found.setdefault(row.site, []).append(Hour(begins, row.good, row.new))
    return found


def first_hour_of(engine: Engine, site: str) -> datetime | None:
    """The first hour in which a run of the site began, None before. Raises MachineError."""
    query = select(func.min(hours.c.hour)).where(hours.c.site == site)
    with reading(engine) as connection:
        hour = connection.scalar(query)
    return datetime.fromisoformat(f"{hour}:00+00:00") if hour else None


def _key(moment: datetime) -> str:
    return hour_of(moment.astimezone(UTC))
