"""Mutes: what nobody wants to be told of, until a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, or_, select, update

from crawler.store.database import reading, writing
from crawler.store.schema import mutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A row of `mutes`; `cause` None mutes all of the site."""

    id: int
    site: str
    cause: str | None
    until: datetime
    reason: str
    made: datetime

    def as_dict(self) -> dict[str, Any]:
        """What JSON can say: times are ISO 8601 in UTC."""
        return asdict(self) | {"until": self.until.isoformat(), "made": self.made.isoformat()}

    def covers(self, site: str, cause: str) -> bool:
        """True when it mutes that cause of that site."""
        return self.site == site and self.cause in (None, cause)


def is_muted(connection: Connection, site: str, cause: str, now: datetime) -> bool:
    """True when a mute covers the cause of the site at `now`."""
    covering = select(mutes.c.id).where(
        mutes.c.site == site,
        or_(mutes.c.cause.is_(None), mutes.c.cause == cause),
        mutes.c.until > now,
    )
    return connection.execute(covering.limit(1)).first() is not None


class Mutes:
    """Makes and finds mutes; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self, site: str, cause: str | None, *, until: datetime, reason: str, now: datetime
    ) -> Mute:
        """Mute a cause of a site, or all of it with None; what was muted before stays so."""
        row = {"site": site, "cause": cause, "until": until, "reason": reason, "made": now}
        with writing(self._engine) as connection:
            made = connection.execute(insert(mutes).values(row).returning(mutes.c.id))
            return Mute(id=int(made.scalar_one()), **row)  # type: ignore[arg-type] # its columns

    def end(self, site: str, cause: str | None, *, now: datetime) -> int:
        """End the mutes of a cause, or with None all of the site; how many there were."""
        query = update(mutes).where(mutes.c.site == site, mutes.c.until > now)
        if cause is not None:
            query = query.where(mutes.c.cause == cause)
        with writing(self._engine) as connection:
            return connection.execute(query.values(until=now)).rowcount

    def active(self, now: datetime, site: str | None = None) -> list[Mute]:
        """The mutes that hold at `now`, the one that ends first in front."""
        query = select(mutes).where(mutes.c.until > now).order_by(mutes.c.until, mutes.c.id)
        if site is not None:
            query = query.where(mutes.c.site == site)
        with reading(self._engine) as connection:
            return [Mute(**dict(row)) for row in connection.execute(query).mappings()]
