"""Which sites are due, by the rule of `scrapy run --due`, and who does not need to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from sqlalchemy import ARRAY, Engine, Text, cast, func, select, text

from crawler import crawl
from crawler.core.cadence import Plan
from crawler.plans import plans_of, waits_of
from crawler.store.database import epoch, reading
from crawler.store.queue_state import QUEUE
from crawler.store.schema import runs

# A crawl that failed before it could write itself down (a broken profile) leaves its site due.
REST_S = 300.0
_BUSY = """
    SELECT lock FROM procrastinate_jobs
    WHERE queue_name = :queue AND status IN ('todo', 'doing')
    UNION
    SELECT lock FROM procrastinate_jobs AS j
    JOIN procrastinate_events AS e ON e.job_id = j.id AND e.type = 'failed'
    WHERE queue_name = :queue AND status = 'failed'
      AND e.at > now() - make_interval(secs => :rest)
"""


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites that have an address: their period, and their host."""

    periods: Mapping[str, timedelta]
    hosts: Mapping[str, str]


def sites_of(settings: BaseSettings) -> Sites:
    """The sites of the spider modules; a broken one is logged by its loader and left out."""
    loader = get_spider_loader(settings)
    load: Any = loader.load
    profiles = {name: getattr(load(name), "profile", None) for name in loader.list()}
    asked = {name: profile for name, profile in profiles.items() if profile and profile.start_urls}
    return Sites(
        {name: profile.period for name, profile in asked.items()},
        {name: profile.main_host or name for name, profile in asked.items()},
    )


@dataclass
class Planner:
    """Knows which sites to put into the queue now."""

    settings: BaseSettings
    engine: Engine
    sites: Sites
    _plans: Mapping[str, Plan] = field(default_factory=dict)
    _day: datetime | None = None
    _place: str = ""

    def due(self) -> list[str]:
        """The sites whose time has come and that no job waits or works for, the latest first.

        Raises MachineError.
        """
        now = crawl.now(self.settings)
        self._place = self._place or epoch(self.engine)
        started = self._started(now)
        waits = waits_of(self._plans_at(now), self.sites.periods, started, self._place, now)
        busy = self._busy()
        due = [(wait, name) for name, wait in waits.items() if wait <= 0 and name not in busy]
        return [name for _, name in sorted(due)]

    def _plans_at(self, now: datetime) -> Mapping[str, Plan]:
        """A plan holds for a day of UTC, and takes a while to make."""
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if day != self._day:
            self._plans = plans_of(self.settings, self.sites.periods, self.sites.hosts, now)
            self._day = day
        return self._plans

    def _started(self, now: datetime) -> dict[str, datetime | None]:
        """One look into an index for each site; to group the runs of years would read them all.

        What began after `now` was written by a clock that was wrong.
        """
        names = cast(list(self.sites.periods), ARRAY(Text))
        asked = select(func.unnest(names).label("site")).subquery()
        of_site = runs.c.site == asked.c.site, runs.c.started <= now
        last = select(func.max(runs.c.started)).where(*of_site)
        with reading(self.engine) as connection:
            found = connection.execute(select(asked.c.site, last.scalar_subquery()))
            return dict(found.all())

    def _busy(self) -> set[str]:
        asked = {"queue": QUEUE, "rest": REST_S}
        with reading(self.engine) as connection:
            return set(connection.scalars(text(_BUSY), asked))
