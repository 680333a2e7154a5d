"""The metrics of all sites, written where the feed is.

A site is crawled on one machine now and on another one an hour later. Were its file written by its
crawls, each machine would keep an old copy, and what stands in that would raise alarms for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scrapy.settings import BaseSettings
from sqlalchemy import Engine, bindparam, text

from crawler import crawl
from crawler.site_metrics import write_site, write_unsent
from crawler.store.database import reading
from crawler.store.schema import UtcTime
from crawler.store.standing import unsent_of

AT_ONCE_MAX = 100  # a file is flushed to the disk: after a start not all of 10,000 in one go
# One look into an index for each site. What began later was written by a clock that was wrong.
_NEWEST = text("""
    SELECT asked.site, run.started, run.ended
    FROM unnest(CAST(:sites AS text[])) AS asked(site)
    JOIN LATERAL (SELECT started, ended FROM runs WHERE runs.site = asked.site AND started <= :now
                  ORDER BY started DESC LIMIT 1) AS run ON true
""").bindparams(bindparam("now", type_=UtcTime()))
Ends = tuple[datetime, datetime | None]


@dataclass
class SiteFiles:
    """`periods`: the sites, with what their profiles wish."""

    settings: BaseSettings
    engine: Engine
    periods: Mapping[str, timedelta]
    _told: dict[str, Ends] = field(default_factory=dict)
    _unsent: dict[str, int] | None = None

    def renew(self) -> list[str]:
        """Write those whose newest run has begun or ended since; them. Raises MachineError.

        What is known of messages that did not go out is written where it has changed.
        """
        self._renew_unsent()
        newest = self._newest()
        changed = [site for site, ends in newest.items() if self._told.get(site) != ends]
        changed.sort(key=lambda site: newest[site][1] or newest[site][0])  # nobody waits for ever
        for site in changed[:AT_ONCE_MAX]:
            write_site(self.settings, site, self.periods[site], crawl.now(self.settings))
            self._told[site] = newest[site]
        return changed[:AT_ONCE_MAX]

    def _renew_unsent(self) -> None:
        unsent = unsent_of(self.engine)
        if unsent != self._unsent:
            write_unsent(self.settings, unsent)
            self._unsent = unsent

    def _newest(self) -> dict[str, Ends]:
        asked = {"sites": list(self.periods), "now": crawl.now(self.settings)}
        with reading(self.engine) as connection:
            found = connection.execute(_NEWEST, asked)
            return {site: (started, ended) for site, started, ended in found}
