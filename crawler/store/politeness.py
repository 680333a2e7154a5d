"""What all processes know of a host together: its turns, its back-off, its robots.txt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, select

from crawler.core.access.politeness import HostRecord, claimed
from crawler.store.database import insert_into, reading, writing
from crawler.store.schema import hosts


class Rows(ABC):
    """The rows of hosts inside a transaction."""

    @abstractmethod
    def get(self, host: str) -> HostRecord:
        """What is known of a host; an empty record for a new one."""

    @abstractmethod
    def put(self, record: HostRecord) -> None:
        """Keep a record in place of the one before."""


class HostRecords(ABC):
    """Reads and changes what is known of hosts; every method may raise MachineError.

    A host is `name` or `name:port`. Each change is one short transaction.
    """

    @abstractmethod
    def read(self, host: str) -> HostRecord:
        """What is known of a host; an empty record for a new one."""

    @abstractmethod
    def changing(self) -> AbstractContextManager[Rows]:
        """A transaction that sees and changes rows while nobody else does."""

    def change(self, host: str, **values: Any) -> HostRecord:
        """Set fields of a host's record and return it."""
        with self.changing() as rows:
            changed = replace(rows.get(host), **values)
            rows.put(changed)
        return changed

    def claim(
        self, host: str, at: datetime, span: timedelta, *, mine: datetime | None = None
    ) -> tuple[datetime, datetime, HostRecord]:
        """Claim time for requests: begin and end of the claim, and the host's record.

        Claims of all processes follow each other, so that together they keep the delay.

        Args:
            host: Whose turns.
            at: When they are wanted.
            span: For how long.
            mine: The end of this process's claim before, whose rest it gives up.
        """
        with self.changing() as rows:
            record = rows.get(host)
            begin, end = claimed(record, at, span, mine)
            record = replace(record, next_at=end)
            rows.put(record)
        return begin, end, record

    def give_back(self, host: str, end: datetime, used_until: datetime) -> None:
        """Return the rest of a claim, unless somebody has claimed the time after it."""
        with self.changing() as rows:
            record = rows.get(host)
            if record.next_at == end:
                rows.put(replace(record, next_at=used_until))

    def back_off(self, host: str, until: datetime, reason: str, failures: int) -> HostRecord:
        """Leave a host alone; a longer pause that another process has noted stays."""
        with self.changing() as rows:
            known = rows.get(host)
            if known.backoff_until is not None and known.backoff_until > until:
                until, reason = known.backoff_until, known.backoff_reason or reason
            noted = replace(known, backoff_until=until, backoff_reason=reason, failures=failures)
            rows.put(noted)
        return noted


class StoredHosts(HostRecords):
    """In the store, for all processes that share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, host: str) -> HostRecord:
        """See the base class."""
        with reading(self._engine) as connection:
            return _Table(connection).get(host)

    @contextmanager
    def changing(self) -> Iterator[Rows]:
        """See the base class."""
        with writing(self._engine, alone=False) as connection:
            yield _Table(connection, lock=True)


class _Table(Rows):
    """With `lock` nobody else changes a host from when it is read to the end of the transaction."""

    def __init__(self, connection: Connection, *, lock: bool = False) -> None:
        self._connection = connection
        self._lock = lock and connection.dialect.name == "postgresql"

    def get(self, host: str) -> HostRecord:
        """What is known of a host; with the lock, its row is there and ours from now on."""
        query = select(hosts).where(hosts.c.host == host)
        if self._lock:  # a row that is not there cannot be locked
            self._make(host)
            query = query.with_for_update()
        row = self._connection.execute(query).mappings().first()
        return HostRecord(host) if row is None else HostRecord(**row)

    def _make(self, host: str) -> None:
        row = asdict(HostRecord(host))
        made = insert_into(self._connection, hosts).values(row)
        self._connection.execute(made.on_conflict_do_nothing(index_elements=["host"]))

    def put(self, record: HostRecord) -> None:
        row = asdict(record)
        statement = insert_into(self._connection, hosts).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["host"], set_=row))


class OwnHosts(HostRecords, Rows):
    """In this process alone, for a fetch that leaves nothing behind."""

    def __init__(self) -> None:
        self._records: dict[str, HostRecord] = {}

    def read(self, host: str) -> HostRecord:
        """See the base class."""
        return self.get(host)

    @contextmanager
    def changing(self) -> Iterator[Rows]:
        """See the base class."""
        yield self

    def get(self, host: str) -> HostRecord:
        """See the base class."""
        return self._records.get(host) or HostRecord(host)

    def put(self, record: HostRecord) -> None:
        """See the base class."""
        self._records[record.host] = record
