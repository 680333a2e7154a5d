"""What is to be told of incidents, each once: written with the incident, sent afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, delete, insert, select, update

from crawler.store.database import reading, writing
from crawler.store.mutes import Mutes
from crawler.store.schema import incidents, notices

Kind = Literal["opened", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A row of `notices` with the site and the cause of its incident."""

    id: int
    incident: int
    kind: Kind
    created: datetime
    tried: datetime | None
    sent: datetime | None
    attempts: int
    last_error: str | None
    site: str
    cause: str


def announce(connection: Connection, incident: int, kind: Kind, at: datetime) -> None:
    """Something is to be told, in the transaction that makes it true."""
    row = {"incident": incident, "kind": kind, "created": at, "attempts": 0}
    connection.execute(insert(notices).values(row))


def retract(connection: Connection, incident: int) -> bool:
    """Take back that an incident began if nobody has been told; True when it was so."""
    untold = notices.c.incident == incident, notices.c.kind == "opened", notices.c.attempts == 0
    return connection.execute(delete(notices).where(*untold)).rowcount > 0


class Notices:
    """The outbox of messages; every method may raise MachineError.

    `trying` before a message leaves and `sent` after it: a process that is killed in between
    leaves a notice with `tried` and without `sent`, which may be told twice and never less.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def waiting(self) -> bool:
        """True while one is not sent, muted or not."""
        query = select(notices.c.id).where(notices.c.sent.is_(None)).limit(1)
        with reading(self._engine) as connection:
            return connection.scalar(query) is not None

    def due(self, now: datetime, limit: int = 100) -> list[Notice]:
        """What is not sent yet and not muted at `now`, the oldest first."""
        query = (
            select(notices, incidents.c.site, incidents.c.cause)
            .join(incidents, incidents.c.id == notices.c.incident)
            .where(notices.c.sent.is_(None))
            .order_by(notices.c.id)
        )
        muted = Mutes(self._engine).active(now)
        with reading(self._engine) as connection:
            found = [Notice(**dict(row)) for row in connection.execute(query).mappings()]
        told = (each for each in found if not any(m.covers(each.site, each.cause) for m in muted))
        return list(told)[:limit]

    def trying(self, key: int, now: datetime) -> None:
        """A message is about to leave: counted before, on the disk when this returns."""
        values = {"tried": now, "attempts": notices.c.attempts + 1}
        self._set(key, values)

    def sent(self, key: int, now: datetime) -> None:
        """The message was taken by whoever delivers it."""
        self._set(key, {"sent": now, "last_error": None})

    def failed(self, key: int, error: str) -> None:
        """The message was not taken; it stays due."""
        self._set(key, {"last_error": error})

    def _set(self, key: int, values: dict[str, object]) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(notices).where(notices.c.id == key).values(values))
