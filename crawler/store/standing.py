"""Where a site stands, asked of the store in one transaction: for its metrics."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, select

from crawler.core.watch.metrics import Finished, Standing
from crawler.store.database import reading
from crawler.store.incidents import open_of
from crawler.store.mutes import Mutes
from crawler.store.quarantine import HELD, sealable
from crawler.store.schema import articles, incidents, notices, quarantine, runs, versions


def standing_of(engine: Engine, site: str, now: datetime) -> tuple[Finished | None, Standing]:
    """The last finished run of a site, None before the first, and all else that is measured.

    Runs that began after `now`, by a clock that was wrong, are none. Raises MachineError when the
    store cannot be read.
    """
    muted = Mutes(engine).active(now, site)
    of_site = runs.c.site == site, runs.c.started <= now
    with reading(engine) as connection:
        causes = [each.cause for each in open_of(connection, site)]
        waiting, since = _waiting(connection, site)
        standing = Standing(
            last_start=_newest(connection, runs.c.started, *of_site),
            last_success=_newest(connection, runs.c.ended, *of_site, runs.c.exit_code == 0),
            newest_article=_newest_article(connection, site),
            unpublished=waiting,
            unpublished_since=since,
            held=_held(connection, site),
            incidents=sum(not any(m.covers(site, cause) for m in muted) for cause in causes),
            is_muted=any(mute.cause is None for mute in muted),
        )
        return _finished(connection, *of_site), standing


def _finished(connection: Connection, *of_site: ColumnElement[bool]) -> Finished | None:
    columns = (runs.c.started, runs.c.ended, runs.c.exit_code, runs.c.verdict, runs.c.figures)
    query = select(*columns).where(*of_site, runs.c.ended.is_not(None))
    row = connection.execute(query.order_by(runs.c.started.desc()).limit(1)).mappings().first()
    if row is None:
        return None
    return Finished(**{**row, "figures": row["figures"] or {}})


def _newest(connection: Connection, column: Any, *where: ColumnElement[bool]) -> datetime | None:
    """From the newest run for which that holds."""
    query = select(column).where(*where)
    found: datetime | None = connection.scalar(query.order_by(runs.c.started.desc()).limit(1))
    return found


def _newest_article(connection: Connection, site: str) -> datetime | None:
    query = select(articles.c.first_seen).where(articles.c.site == site)
    found: datetime | None = connection.scalar(query.order_by(articles.c.id.desc()).limit(1))
    return found


def _waiting(connection: Connection, site: str) -> tuple[int, datetime | None]:
    """How many rows of a site should be in the feed and are not, and since when the oldest."""
    original = articles.c.duplicate_of.is_(None)
    news = _rows(connection, articles, articles.c.first_seen, site, original)
    later = _rows(connection, versions, versions.c.created, site)
    moments = [since for _, since in (news, later) if since is not None]
    return news[0] + later[0], min(moments, default=None)


def _rows(
    connection: Connection, table: Table, moment: Any, site: str, *where: Any
) -> tuple[int, datetime | None]:
    """Those of one table that are not sealed and might be."""
    waits = table.c.batch.is_(None), table.c.site == site, sealable(table=table)
    query = select(func.count(), func.min(moment)).where(*waits, *where)
    number, since = connection.execute(query).one()
    return int(number), since


def _held(connection: Connection, site: str) -> int:
    held = quarantine.c.site == site, quarantine.c.state == HELD
    query = select(func.count()).select_from(quarantine).where(*held)
    return int(connection.scalar(query) or 0)


def unsent_of(engine: Engine) -> dict[str, int]:
    """How many messages of each site were tried and not taken by all addresses.

    Raises MachineError when the store cannot be read.
    """
    query = (
        select(incidents.c.site, func.count())
        .select_from(notices.join(incidents))
        .where(notices.c.sent.is_(None), notices.c.attempts > 0)
        .group_by(incidents.c.site)
    )
    with reading(engine) as connection:
        return {site: int(number) for site, number in connection.execute(query)}
