"""Articles that are stored and not published: while their run is judged, and when it is doubted.

Their rows are marks as seen, as all others; only the seal passes them by. So nothing is fetched
twice while a person decides, and what is released is published once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from crawler.store.database import insert_into, reading, writing
from crawler.store.discarding import discard_articles
from crawler.store.schema import articles, quarantine

JUDGING, HELD, RELEASED, DISCARDED = "judging", "held", "released", "discarded"
# A run that was killed judges nothing any more. The next run of its site lets its articles go; for
# a site that is never run again somebody else does, after the longest crawl that can be.
JUDGING_MAX = timedelta(days=2)
_of_the_feed = and_(articles.c.duplicate_of.is_(None), articles.c.batch.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRun:
    """A run whose articles are or were held back; `articles` counts those that wait."""

    run: str
    site: str
    state: str
    reason: str
    made: datetime
    decided: datetime | None
    articles: int

    def as_dict(self) -> dict[str, Any]:
        """What JSON can say: times are ISO 8601 in UTC."""
        decided = self.decided and self.decided.isoformat()
        return asdict(self) | {"made": self.made.isoformat(), "decided": decided}


def sealable(own: str = "", table: Table = articles) -> ColumnElement[bool]:
    """The articles that may be sealed: of no run that is judged or held, but for `own`.

    `table` is where they are rows: their later versions are held back with them.
    """
    judged = and_(quarantine.c.state == JUDGING, quarantine.c.run != own)
    waiting = or_(quarantine.c.state == HELD, judged)
    return table.c.run_id.not_in(select(quarantine.c.run).where(waiting))


def hold(connection: Connection, run: str, site: str, reason: str, now: datetime) -> None:
    """Hold back what a run has stored and still stores, from this transaction on."""
    _put(connection, run, site, HELD, reason, now)


def let_go(connection: Connection, run: str) -> None:
    """The run is judged and not doubted."""
    judged = quarantine.c.run == run, quarantine.c.state == JUDGING
    connection.execute(delete(quarantine).where(*judged))


class Quarantine:
    """Holds runs back and lets them go; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, run: str, site: str, now: datetime) -> None:
        """A run begins: nobody but itself seals its articles until it is judged.

        No other run of the site is alive, or it does not matter: what one left unjudged is let go.
        """
        left = and_(
            quarantine.c.state == JUDGING,
            or_(quarantine.c.site == site, quarantine.c.made < now - JUDGING_MAX),
        )
        with writing(self._engine) as connection:
            connection.execute(delete(quarantine).where(left))
            _put(connection, run, site, JUDGING, "", now)

    def hold(self, run: str, site: str, reason: str, now: datetime) -> None:
        """Hold back what a run has stored and still stores."""
        with writing(self._engine) as connection:
            hold(connection, run, site, reason, now)

    def let_go(self, run: str) -> None:
        """The run is judged and not doubted."""
        with writing(self._engine) as connection:
            let_go(connection, run)

    def runs(self, site: str | None = None, *, state: str | None = HELD) -> list[HeldRun]:
        """Runs that are held back, or in another state, newest first; None means any state."""
        query = _with_articles()
        if site is not None:
            query = query.where(quarantine.c.site == site)
        if state is not None:
            query = query.where(quarantine.c.state == state)
        with reading(self._engine) as connection:
            return [HeldRun(**dict(row)) for row in connection.execute(query).mappings()]

    def articles_of(self, run: str) -> int:
        """How many articles of a run wait to be published."""
        query = select(func.count()).select_from(articles)
        with reading(self._engine) as connection:
            found = connection.scalar(query.where(_of_the_feed, articles.c.run_id == run))
            return int(found or 0)

    def release(self, run: str, now: datetime) -> None:
        """Let the articles of a held run into the feed. Raises KeyError when it is not held."""
        with writing(self._engine) as connection:
            _decide(connection, run, RELEASED, now)

    def discard(self, run: str, now: datetime) -> int:
        """Have the articles of a held run fetched again; how many. Raises as `release` does."""
        with writing(self._engine) as connection:
            _decide(connection, run, DISCARDED, now)
            return discard_articles(connection, run, now)


def _put(  # noqa: PLR0913, PLR0917 - the columns of its row
    connection: Connection, run: str, site: str, state: str, reason: str, now: datetime
) -> None:
    row = {"run": run, "site": site, "state": state, "reason": reason, "made": now}
    insert = insert_into(connection, quarantine)
    changed = {name: insert.excluded[name] for name in ("state", "reason")}
    connection.execute(
        insert.on_conflict_do_update(index_elements=["run"], set_=changed).values(row)
    )


def _decide(connection: Connection, run: str, state: str, now: datetime) -> None:
    held = quarantine.c.run == run, quarantine.c.state == HELD
    done = connection.execute(update(quarantine).where(*held).values(state=state, decided=now))
    if done.rowcount != 1:
        raise KeyError(run)


def _with_articles() -> Any:
    number = (
        select(func.count())
        .select_from(articles)
        .where(_of_the_feed, articles.c.run_id == quarantine.c.run)
        .scalar_subquery()
    )
    order = quarantine.c.made.desc(), quarantine.c.run.desc()
    return select(quarantine, number.label("articles")).order_by(*order)
