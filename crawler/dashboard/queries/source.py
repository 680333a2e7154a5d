"""One source: ninety days of it, its newest runs, what it was found guilty of, its headlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from crawler.dashboard.links import slug
from crawler.dashboard.look import Look, Source
from crawler.dashboard.queries.lines import Line, newest
from crawler.dashboard.queries.sources import read as read_sources
from crawler.dashboard.queries.sources import run_of, sites
from crawler.store.hours import SUMS, hour_of, merged
from crawler.store.incidents import Incident, incident_of
from crawler.store.runs import Run
from crawler.store.schema import hours, incidents, runs

DAYS = 90
RUNS = 24
HEADLINES = 12
INCIDENTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSource:
    """`days`: sums by day ("2025-01-31"), oldest first, each with its `counts`."""

    source: Source
    days: list[dict[str, Any]]
    runs: list[Run]
    incidents: list[Incident]
    headlines: list[Line]


def read(look: Look) -> OneSource | None:
    """The source whose slug is asked for; None when there is none."""
    names = {*look.plans, *sites(look.connection)}
    site = next((name for name in sorted(names) if slug(name) == look.about), None)
    if site is None:
        return None
    connection = look.connection
    return OneSource(
        source=read_sources(look, only=site)[0],
        days=_days(connection, site, look.now),
        runs=_runs(connection, site),
        incidents=_incidents(connection, site),
        headlines=newest(connection, site, HEADLINES),
    )


def _days(connection: Connection, site: str, now: datetime) -> list[dict[str, Any]]:
    since = hour_of(now - timedelta(days=DAYS))[:10]
    query = select(hours).where(hours.c.site == site, hours.c.hour >= since)
    found: dict[str, list[Mapping[Any, Any]]] = {}
    for row in connection.execute(query.order_by(hours.c.hour)).mappings():
        found.setdefault(row["hour"][:10], []).append(row)
    return [_day(day, rows) for day, rows in found.items()]


def _day(day: str, rows: list[Mapping[Any, Any]]) -> dict[str, Any]:
    sums = {name: sum(row[name] for row in rows) for name in SUMS}
    return {"day": day, **sums, "counts": merged(row["counts"] for row in rows)}


def _runs(connection: Connection, site: str) -> list[Run]:
    query = select(runs).where(runs.c.site == site).order_by(runs.c.started.desc()).limit(RUNS)
    return [run_of(row) for row in connection.execute(query).mappings()]


def _incidents(connection: Connection, site: str) -> list[Incident]:
    query = select(incidents).where(incidents.c.site == site).order_by(incidents.c.opened.desc())
    rows = connection.execute(query.limit(INCIDENTS)).mappings()
    return [incident_of(row) for row in rows]
