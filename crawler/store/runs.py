"""The ledger: a row for each run, written when it begins and completed when it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from crawler.store.database import insert_into, reading, writing
from crawler.store.hours import add_run
from crawler.store.schema import runs, state


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it was written down; `ended` None means running, or killed."""

    id: str
    site: str
    argv: tuple[str, ...]
    started: datetime
    versions: Mapping[str, str]
    settings_hash: str
    ended: datetime | None = None
    exit_code: int | None = None
    reason: str | None = None
    complete: bool | None = None
    figures: Mapping[str, Any] | None = None
    parts: tuple[Mapping[str, Any], ...] = ()
    verdict: str | None = None
    findings: tuple[Mapping[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """What JSON can say: times are ISO 8601 in UTC."""
        times = {
            name: moment.isoformat() if moment else None
            for name, moment in (("started", self.started), ("ended", self.ended))
        }
        return asdict(self) | times


class Runs:
    """Writes and reads the ledger; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(  # noqa: PLR0913 - a row's columns, by name
        self,
        *,
        run_id: str,
        site: str,
        argv: Sequence[str],
        started: datetime,
        versions: Mapping[str, str],
        settings_hash: str,
    ) -> None:
        """A run begins: its row is on the disk when this returns."""
        row = {
            "id": run_id,
            "site": site,
            "argv": list(argv),
            "started": started,
            "versions": dict(versions),
            "settings_hash": settings_hash,
        }
        with writing(self._engine) as connection:
            connection.execute(insert(runs).values(row))
            _set_newest(connection, site, run_id)

    def finish(  # noqa: PLR0913 - a row's columns, by name
        self,
        run_id: str,
        *,
        ended: datetime,
        exit_code: int,
        reason: str,
        figures: Mapping[str, Any],
        parts: Sequence[Mapping[str, Any]] = (),
        complete: bool = False,
        verdict: str | None = None,
        findings: Sequence[Mapping[str, Any]] = (),
        also: Callable[[Connection], None] | None = None,
    ) -> None:
        """A run ends; `complete`: it walked all that its listings showed.

        `also` writes what follows from it in the same transaction: incidents and their notices.
        Raises KeyError for a run that never began.
        """
        row = {
            "ended": ended,
            "exit_code": exit_code,
            "reason": reason,
            "complete": complete,
            "figures": dict(figures),
            "parts": [dict(part) for part in parts],
            "verdict": verdict,
            "findings": [dict(finding) for finding in findings],
        }
        with writing(self._engine) as connection:
            done = connection.execute(update(runs).where(runs.c.id == run_id).values(row))
            if done.rowcount != 1:
                raise KeyError(run_id)
            if also:
                also(connection)
            add_run(connection, run_id)

    def recent(
        self,
        limit: int,
        site: str | None = None,
        *,
        anywhere: bool = False,
        until: datetime | None = None,
    ) -> list[Run]:
        """The latest runs, of one site or of all, newest first.

        `anywhere`: also those of the site at another address, given by `-a start_urls=URL`.
        `until`: none that began after that moment, by a clock that was wrong.
        """
        query = select(runs).order_by(runs.c.started.desc(), runs.c.id.desc()).limit(limit)
        if site is not None:
            named = runs.c.site == site
            if anywhere:
                named |= runs.c.site.startswith(f"{site}@", autoescape=True)
            query = query.where(named)
        if until is not None:
            query = query.where(runs.c.started <= until)
        with reading(self._engine) as connection:
            return [_run(row) for row in connection.execute(query).mappings()]

    def history(self, site: str, since: datetime) -> list[Run]:
        """The runs of a site that began at `since` or later, oldest first."""
        query = select(runs).where(runs.c.site == site, runs.c.started >= since)
        with reading(self._engine) as connection:
            ordered = connection.execute(query.order_by(runs.c.started, runs.c.id))
            return [_run(row) for row in ordered.mappings()]

    def has_before(self, site: str, moment: datetime) -> bool:
        """True when a run of the site began before a moment."""
        query = select(runs.c.id).where(runs.c.site == site, runs.c.started < moment).limit(1)
        with reading(self._engine) as connection:
            return connection.scalar(query) is not None

    def last_was_complete(self, site: str) -> bool:
        """True when the newest run of the site ended and had walked everything.

        A run that was killed or cut short leaves gaps behind the newest articles: the next one
        must not stop where it meets what is known. The newest is the one that began last, whatever
        the clock said: a clock that jumped back would let an older run stand for a killed one.
        """
        query = select(runs.c.complete).join(state, state.c.value == runs.c.id)
        with reading(self._engine) as connection:
            found = connection.execute(query.where(state.c.key == _newest_key(site))).one_or_none()
        if found is None:  # a store whose last run was before this was written down
            newest = self.recent(1, site)
            return bool(newest and newest[0].complete)
        return bool(found.complete)


def _set_newest(connection: Connection, site: str, run_id: str) -> None:
    insert_newest = insert_into(connection, state).values(key=_newest_key(site), value=run_id)
    connection.execute(
        insert_newest.on_conflict_do_update(
            index_elements=["key"], set_={"value": insert_newest.excluded.value}
        )
    )


def _newest_key(site: str) -> str:
    """A key of `state`, at most 32 characters; names of sites may be longer."""
    return f"newest:{hashlib.blake2b(site.encode(), digest_size=12).hexdigest()}"


def _run(row: RowMapping) -> Run:
    values = dict(row)
    values["argv"] = tuple(values["argv"])
    values["parts"] = tuple(values["parts"] or ())
    values["findings"] = tuple(values["findings"] or ())
    return Run(**values)
