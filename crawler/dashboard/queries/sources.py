"""Where every source stands: its last run, its last good one, a week of hours, what is wrong.

Asked for all sources at once: a query costs more than its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from crawler.dashboard.look import Look, Source
from crawler.store.hours import SUMS, hour_of
from crawler.store.incidents import incident_of
from crawler.store.mutes import Mute
from crawler.store.runs import Run
from crawler.store.schema import articles, hours, incidents, mutes, runs

WEEK_H = 24 * 8  # the last day and seven before it to compare with
HOUR = timedelta(hours=1)


def read(look: Look, columns: Sequence[str] = SUMS, only: str | None = None) -> list[Source]:
    """All sources with a profile or a run, by name; or `only` the one with that name.

    `columns` are those of the hours that are needed; none reads no hours.
    """
    if look.sources is not None:
        return [each for each in look.sources if only in {None, each.site}]
    connection = look.connection
    newest = _newest(connection, only, look.now)
    names = [only] if only else sorted({*look.plans, *newest})
    last = _last(connection, newest)
    sums = _hours(connection, names, look.now, columns) if columns else {}
    wrong = _by_site(map(incident_of, _open(connection)))
    muted = _by_site(Mute(**dict(row)) for row in _muted(connection, look.now))
    return [
        Source(
            site=name,
            plan=look.plans.get(name),
            newest=newest[name][1] if name in newest else None,
            hours=tuple(sums.get(name, ())),
            incidents=tuple(wrong.get(name, ())),
            mutes=tuple(muted.get(name, ())),
            **_good(connection, name, last.get(name), look.now),
        )
        for name in names
    ]


def sites(connection: Connection) -> list[str]:
    """The sites that have run, by name."""
    return list(connection.scalars(select(runs.c.site).distinct().order_by(runs.c.site)))


def last_good(connection: Connection, site: str, before: datetime | None = None) -> Run | None:
    """The newest run that ended with 0, before a moment; found through the sums of the hours."""
    where = [hours.c.site == site, hours.c.good > 0]
    if before is not None:
        where.append(hours.c.hour <= hour_of(before))
    query = select(hours.c.hour).where(*where).order_by(hours.c.hour.desc()).limit(2)
    for hour in connection.scalars(query).all():  # the good ones of the first may be too late
        begun = datetime.fromisoformat(f"{hour}:00:00+00:00")
        end = begun + HOUR if before is None else min(begun + HOUR, before)
        in_it = runs.c.started >= begun, runs.c.started < end, runs.c.exit_code == 0
        good = select(runs).where(runs.c.site == site, *in_it).order_by(runs.c.started.desc())
        row = connection.execute(good.limit(1)).mappings().first()
        if row is not None:
            return run_of(row)
    return None


def run_of(row: RowMapping) -> Run:
    """A run from its columns."""
    values = dict(row)
    for name in ("argv", "parts", "findings"):
        values[name] = tuple(values[name] or ())
    return Run(**values)


def _newest(
    connection: Connection, only: str | None, now: datetime
) -> dict[str, tuple[str, datetime | None]]:
    """The last run of each site, and when its newest article was first seen.

    What began after `now` was written by a clock that was wrong.
    """
    query = select(runs.c.site, func.max(runs.c.started).label("started")).group_by(runs.c.site)
    query = query.where(runs.c.started <= now)
    if only is not None:
        query = query.where(runs.c.site == only)
    began = query.subquery()
    key = select(runs.c.id).where(runs.c.site == began.c.site, runs.c.started == began.c.started)
    seen = select(articles.c.first_seen).where(articles.c.site == began.c.site)
    found = connection.execute(
        select(
            began.c.site,
            key.order_by(runs.c.id.desc()).limit(1).scalar_subquery(),
            seen.order_by(articles.c.id.desc()).limit(1).scalar_subquery(),
        )
    )
    return {site: (last, first_seen) for site, last, first_seen in found}


def _last(
    connection: Connection, newest: Mapping[str, tuple[str, datetime | None]]
) -> dict[str, Run]:
    query = select(runs).where(runs.c.id.in_([key for key, _ in newest.values()]))
    return {row["site"]: run_of(row) for row in connection.execute(query).mappings()}


def _good(connection: Connection, site: str, last: Run | None, now: datetime) -> dict[str, Any]:
    good = last if last and last.exit_code == 0 else last_good(connection, site, now)
    if good is last:
        return {"last": last, "last_good": good}
    query = select(func.min(runs.c.started)).where(runs.c.site == site)
    if good is not None:
        query = query.where(runs.c.started > good.started)
    return {"last": last, "last_good": good, "bad_since": connection.scalar(query)}


def _hours(
    connection: Connection, names: list[str], now: datetime, columns: Sequence[str]
) -> dict[str, list[Mapping[str, Any]]]:
    kept = ("hour", *columns)
    since = hour_of(now - HOUR * WEEK_H)
    query = select(hours.c.site, *(hours.c[name] for name in kept))
    query = query.where(hours.c.site.in_(names), hours.c.hour > since)
    found: dict[str, list[Mapping[str, Any]]] = {}
    for site, *values in connection.execute(query.order_by(hours.c.site, hours.c.hour)):
        found.setdefault(site, []).append(dict(zip(kept, values, strict=True)))
    return found


def _open(connection: Connection) -> Iterable[RowMapping]:
    query = select(incidents).where(incidents.c.closed.is_(None))
    return connection.execute(query.order_by(incidents.c.opened, incidents.c.id)).mappings()


def _muted(connection: Connection, now: datetime) -> Iterable[RowMapping]:
    return connection.execute(select(mutes).where(mutes.c.until > now)).mappings()


def _by_site(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.site, []).append(row)
    return found
