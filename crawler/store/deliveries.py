"""Which message went to which address: each once, also when one of several does not answer.

A message that is leaving is written down before it leaves and again when it was taken. A process
that is killed in between leaves a doubt, and after HOLD the message is sent once more: so a reader
may see it twice for each such kill, and never less than once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select

from crawler.store.database import insert_into, reading, writing
from crawler.store.schema import deliveries

HOLD = timedelta(minutes=2)  # longer than an address is waited for


class Deliveries:
    """The doings of one process; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def done(self, notice: int) -> set[str]:
        """The addresses that have taken a message."""
        query = select(deliveries.c.target).where(
            deliveries.c.notice == notice, deliveries.c.sent.is_not(None)
        )
        with reading(self._engine) as connection:
            return set(connection.scalars(query))

    def begin(self, notice: int, target: str, now: datetime) -> bool:
        """True when this process may send it: nobody has, and nobody is just doing so."""
        tried = deliveries.c.tried
        free = (tried <= now - HOLD) | (tried > now)  # the second by a clock that was wrong
        with writing(self._engine) as connection:
            row = insert_into(connection, deliveries).values(
                notice=notice, target=target, tried=now
            )
            mine = row.on_conflict_do_update(
                index_elements=["notice", "target"],
                set_={"tried": now},
                where=deliveries.c.sent.is_(None) & free,
            )
            made = connection.execute(mine.returning(deliveries.c.notice))
            return made.first() is not None

    def sent(self, notice: int, target: str, now: datetime) -> None:
        """The address has taken it."""
        row = (deliveries.c.notice == notice) & (deliveries.c.target == target)
        with writing(self._engine) as connection:
            connection.execute(deliveries.update().where(row).values(sent=now))

    def failed(self, notice: int, target: str) -> None:
        """The address has not taken it: whoever comes next may try."""
        row = (deliveries.c.notice == notice) & (deliveries.c.target == target)
        with writing(self._engine) as connection:
            connection.execute(delete(deliveries).where(row))
