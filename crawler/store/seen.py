"""What earlier runs decided about an address: an article, or a visit that came to nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Engine,
    Select,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
    union_all,
)

from crawler.store.backoff import CLASSES, backoff_of
from crawler.store.database import asking, chunks, insert_into, writing
from crawler.store.question import Question
from crawler.store.schema import DISCARDED, articles, visits

RETRIES_MAX = 10  # by itself; after that an address is asked when a listing shows it

_kept = articles.c.relation.is_distinct_from(DISCARDED)
SKEW = timedelta(hours=1)  # clocks of two machines differ by less; beyond, one of them was wrong
_NAMES: BindParameter[str] = bindparam("names", expanding=True)
# Made once: to put a question together takes three times as long as to ask it.
_DECIDED = Question(union_all(
    select(articles.c.identifier, literal_column("1").label("stored")).where(
        articles.c.identifier.in_(_NAMES), _kept
    ),
    select(visits.c.identifier, literal_column("0").label("stored")).where(
        visits.c.identifier.in_(_NAMES),
        visits.c.next_try > bindparam("now"),
        visits.c.last_try <= bindparam("soon"),
    ),
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """An address was asked and gave no article; `outcome` is a word that `backoff` knows."""

    identifier: str
    url: str
    site: str
    outcome: str
    at: datetime


class Seen:
    """Questions about addresses and texts; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def known(self, identifiers: Iterable[str]) -> set[str]:
        """Those that are stored as articles, copies included; not what was given up."""
        kept = select(articles.c.identifier).where(_kept)
        return self._found(kept, articles.c.identifier, identifiers)

    def postponed(self, identifiers: Iterable[str], now: datetime) -> set[str]:
        """Those that were visited without success and are not due again at `now`.

        A visit of a much later moment was written by a wrong clock, and nothing waits for it.
        """
        waiting = select(visits.c.identifier).where(
            visits.c.next_try > now, visits.c.last_try <= now + SKEW
        )
        return self._found(waiting, visits.c.identifier, identifiers)

    def decided(self, identifiers: Iterable[str], now: datetime) -> tuple[set[str], set[str]]:
        """What `known` and `postponed` say, by one question; the known are not postponed too."""
        known: set[str] = set()
        waiting: set[str] = set()
        for identifier, stored in _DECIDED.ask(self._engine, identifiers, now=now, soon=now + SKEW):
            (known if stored else waiting).add(identifier)
        return known, waiting - known

    def _found(self, query: Select[str], column: Column[str], values: Iterable[str]) -> set[str]:
        """What a query finds among some values; no values, no query."""
        found: set[str] = set()
        wanted = list(values)
        if wanted:
            with asking(self._engine) as connection:
                for chunk in chunks(wanted):
                    found.update(connection.scalars(query.where(column.in_(chunk))))
        return found

    def due(self, site: str, now: datetime, limit: int) -> list[str]:
        """Addresses of a site whose fetch failed and that may be asked again, longest due first.

        What the site answered (gone, no article) is not among them: a listing must show it again.
        """
        stored = exists().where(articles.c.identifier == visits.c.identifier, _kept)
        query = (
            select(visits.c.url)
            .where(
                visits.c.site == site,
                or_(visits.c.next_try <= now, visits.c.last_try > now + SKEW),
                visits.c.attempts < RETRIES_MAX,
                visits.c.outcome.not_in(tuple(CLASSES)),
                ~visits.c.outcome.startswith("dropped:"),
                ~stored,
            )
            .order_by(visits.c.next_try, visits.c.identifier)
            .limit(limit)
        )
        with asking(self._engine) as connection:
            return list(connection.scalars(query))

    def note(self, noted: Iterable[Visit]) -> None:
        """Write visits down: one more attempt each, and a later time for the next.

        A different kind of outcome (a failing site that now says 404) begins to count anew.
        """
        ordered = list(noted)
        with writing(self._engine) as connection:
            rows = _earlier(connection, [visit.identifier for visit in ordered])
            for visit in ordered:
                rows[visit.identifier] = _row(visit, rows.get(visit.identifier))
            changed = [rows[name] for name in dict.fromkeys(visit.identifier for visit in ordered)]
            if changed:
                _upsert(connection, changed)


def _earlier(connection: Connection, identifiers: list[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for chunk in chunks(identifiers):
        query = select(visits).where(visits.c.identifier.in_(chunk))
        found |= {row["identifier"]: dict(row) for row in connection.execute(query).mappings()}
    return found


def _row(visit: Visit, earlier: dict[str, Any] | None) -> dict[str, Any]:
    backoff = backoff_of(visit.outcome)
    again = earlier is not None and backoff_of(earlier["outcome"]) is backoff
    attempts = earlier["attempts"] + 1 if earlier and again else 1
    return {
        "identifier": visit.identifier,
        "url": visit.url,
        "site": visit.site,
        "outcome": visit.outcome,
        "attempts": attempts,
        "last_try": visit.at,
        "next_try": visit.at + backoff.after(attempts),
    }


def _upsert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    insert = insert_into(connection, visits)
    names = [column.name for column in visits.columns if column.name != "identifier"]
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["identifier"], set_={name: insert.excluded[name] for name in names}
        ),
        rows,
    )
