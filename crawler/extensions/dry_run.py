"""A dry run: it fetches, judges and counts as any run does, and is none that a later run goes by.

In the ledger it would stand for a run that has stored what it saw: a whole one, after which no
listing is walked to its end, and a quiet one, of which the hours of a site are learned.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from crawler import crawl
from crawler.core.article import Article
from crawler.core.site import Expectations
from crawler.core.versions import FIRST
from crawler.extensions.run_ledger import RunLedger
from crawler.extensions.watch import Watch
from crawler.store import sketches_of
from crawler.store.deciding import COPIES
from crawler.store.quarantine import Quarantine


class CountArticle:
    """In place of the step that stores: what it would have stored, and what are copies."""

    def __init__(self, stats: StatsCollector, *, withhold: bool) -> None:
        self.stats = stats
        self.withhold = withhold

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Copies are told apart as by the settings of the store."""
        return cls(crawler.stats, withhold=sketches_of(crawler.settings).withhold)

    def process_item(self, item: Article) -> Article:
        """The article, or DropItem `duplicate`."""
        if item.version > FIRST:  # whether it is one, only the store can say
            return item
        is_copy = self.withhold and item.duplicate and item.duplicate.relation in COPIES
        self.stats.inc_value(f"rasid/store_article/{'duplicate' if is_copy else 'new'}")
        if is_copy:
            raise DropItem("duplicate")
        return item


class NothingHeld(Quarantine):
    """Of a run without articles there is nothing to hold back."""

    def begin(self, run: str, site: str, now: datetime) -> None:
        """Nothing."""

    def hold(self, run: str, site: str, reason: str, now: datetime) -> None:
        """Nothing."""

    def let_go(self, run: str) -> None:
        """Nothing."""


class DryWatch(Watch):
    """Judges, and holds nothing back."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As of any run."""
        made = super().from_crawler(crawler)
        made.quarantine = NothingHeld(made.engine)
        return made


class DryLedger(RunLedger):
    """Finds the outcome, and writes no row."""

    def opened(self) -> None:
        """The run begins."""
        self.started = crawl.now(self.crawler.settings)
        self.crawler.stats.set_value("rasid/run/dry", value=True)

    def stopped(self) -> None:
        """The run is over: what came of it, for the line and the exit code."""
        self._ask_the_log()
        self._ask_the_watch()
        spider = self.crawler.spider
        outcome = self.judge(getattr(getattr(spider, "site", None), "expect", Expectations()))
        self.crawler.stats.set_value("rasid/run/exit_code", outcome.code)
        self.crawler.stats.set_value("rasid/run/why", outcome.why)
