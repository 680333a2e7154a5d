"""Which articles were looked at again, how often and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, ScalarSelect, case, func, select

from crawler.core.revisits import Looked
from crawler.store.database import insert_into, reading, writing
from crawler.store.schema import articles, revisits, runs, versions

NEWEST = 5_000  # of a source; none here publishes more in the longest time that is looked back


class Revisits:
    """Questions about looks, and new ones; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def recent(self, site: str, now: datetime, hours: float) -> list[Looked]:
        """The published articles of a source that were first seen in the last `hours`."""
        since = now - timedelta(hours=hours)
        query = (
            select(
                articles.c.identifier,
                func.coalesce(revisits.c.url, articles.c.url),
                articles.c.first_seen,
                func.coalesce(revisits.c.visits, 0),
                revisits.c.last,
                revisits.c.gone_run,
                case(
                    (
                        revisits.c.gone_run.is_not(None),
                        func.coalesce(runs.c.started, revisits.c.last),
                    )
                ),
                case((revisits.c.visits.is_not(None), _newest_event() == "withdrawn"), else_=False),
            )
            .join(revisits, revisits.c.identifier == articles.c.identifier, isouter=True)
            .join(runs, runs.c.id == revisits.c.gone_run, isouter=True)
            .where(
                articles.c.site == site,
                articles.c.first_seen >= since,
                articles.c.duplicate_of.is_(None),
                articles.c.batch.is_not(None),
            )
            .order_by(articles.c.first_seen.desc())
            .limit(NEWEST)
        )
        with reading(self._engine) as connection:
            return [Looked(*row[:-1], bool(row[-1])) for row in connection.execute(query)]

    def looked(self, article: Looked, site: str, now: datetime, *, gone_run: str | None) -> None:
        """An article was looked at and is as it was, or is gone for the first time."""
        with writing(self._engine) as connection:
            looked_at(connection, article.identifier, article.url, site, now, gone_run=gone_run)


def _newest_event() -> ScalarSelect[str]:
    """What became of an article last; how we read it says nothing of that."""
    events = select(versions.c.event).where(
        versions.c.identifier == articles.c.identifier, versions.c.event != "reextracted"
    )
    return events.order_by(versions.c.version.desc()).limit(1).scalar_subquery()


def looked_at(  # noqa: PLR0913 - a row's columns
    connection: Connection,
    identifier: str,
    url: str,
    site: str,
    now: datetime,
    *,
    gone_run: str | None,
) -> None:
    """Count a look in the transaction of what it found."""
    row = {"identifier": identifier, "site": site, "url": url, "last": now, "gone_run": gone_run}
    insert = insert_into(connection, revisits)
    changed = {name: insert.excluded[name] for name in ("url", "last", "gone_run")}
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["identifier"], set_=changed | {"visits": revisits.c.visits + 1}
        ),
        [row | {"visits": 1}],
    )
