"""Judges a run before its articles are published, and holds back those that it doubts."""

from __future__ import annotations

import logging
from typing import Any, Self
from zoneinfo import ZoneInfo

from scrapy import signals
from scrapy.crawler import Crawler
from sqlalchemy import Engine

from crawler import crawl
from crawler.core.access.hosts import netloc_of, origin_of
from crawler.core.errors import MachineError
from crawler.core.site import Expectations
from crawler.core.watch.article_signs import coverage_of
from crawler.core.watch.baseline import arrivals
from crawler.core.watch.figures import figures_of
from crawler.core.watch.outcome import COMPLETE_REASON
from crawler.core.watch.verdict import Judgement, Run, judge
from crawler.extensions.signs import Signs, robots_of
from crawler.store import store_of
from crawler.store.past import LATEST_MAX, Past, past_of
from crawler.store.politeness import StoredHosts
from crawler.store.quarantine import Quarantine

logger = logging.getLogger(__name__)
# A run that lasts is published while it goes on, once so many articles have said what it is like.
SURE_ARTICLES = 20


class Watch:
    """Says what a run shows of its source; the ledger writes it down.

    `run` is the name under which the feed may seal what this run has stored, "" while it may not.
    Stats: `rasid/run/verdict`, `rasid/run/held` (articles held back), `rasid/findings/<check>`.
    """

    def __init__(self, crawler: Crawler, engine: Engine) -> None:
        self.crawler = crawler
        self.engine = engine
        self.quarantine = Quarantine(engine)
        self.past = Past()
        self.judgement: Judgement | None = None
        self.figures: dict[str, Any] = {}
        self.is_held = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Before the feed publisher at both ends of a run."""
        made = cls(crawler, store_of(crawler.settings))
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        return made

    @property
    def run(self) -> str:
        """The run whose articles may be sealed before it is judged, or ""."""
        if self.is_held:
            return ""
        seen = self.crawler.get_extension(Signs)
        spider: Any = self.crawler.spider
        is_sure = seen is not None and seen.counts["seen/articles"] >= SURE_ARTICLES
        return str(spider.run_id) if is_sure else ""

    def opened(self) -> None:
        """Remember the past; keep what is stored from now on until it is judged."""
        spider: Any = self.crawler.spider
        now = crawl.now(self.crawler.settings)
        try:
            self.past = past_of(self.engine, spider.source, now, spider.run_id)
            self.quarantine.begin(spider.run_id, spider.source, now)
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)

    def look(self) -> None:
        """Judge what there is so far; what is doubted is held back from now on."""
        if self.run:
            self._hold(self._judged(whole=False))

    def closed(self, reason: str) -> None:
        """Judge the run; let its articles go, or hold them back."""
        spider: Any = self.crawler.spider
        whole = reason == COMPLETE_REASON and not crawl.stopped_by.number
        self.judgement = judged = self._judged(whole=whole)
        stats = self.crawler.stats
        if judged.verdict:
            stats.set_value("rasid/run/verdict", judged.verdict)
        for finding in judged.findings:
            stats.set_value(f"rasid/findings/{finding.check}", finding.level)
            logger.warning("%s: %s", spider.source, finding)
        self._hold(judged)
        try:
            if self.is_held:
                stats.set_value("rasid/run/held", self.quarantine.articles_of(spider.run_id))
            else:
                self.quarantine.let_go(spider.run_id)
        except MachineError as error:  # the next run of the site lets it go
            crawl.machine_failed(self.crawler, error)

    def _hold(self, judged: Judgement) -> None:
        if self.is_held or not judged.doubts:
            return
        spider: Any = self.crawler.spider
        reason = "; ".join(map(str, judged.doubts))
        now = crawl.now(self.crawler.settings)
        self.is_held = True
        try:
            self.quarantine.hold(spider.run_id, spider.source, reason, now)
        except MachineError as error:  # it stays in the state that holds it back as well
            crawl.machine_failed(self.crawler, error)

    def _judged(self, *, whole: bool) -> Judgement:
        spider: Any = self.crawler.spider
        site = getattr(spider, "site", None)
        now = crawl.now(self.crawler.settings)
        self.figures = self._figures()
        new = self.figures["funnel"]["new"]
        past = self.past.with_run(now, new)
        zone = ZoneInfo(getattr(site, "timezone", "UTC"))
        return judge(
            Run(
                figures=self.figures,
                expect=getattr(site, "expect", Expectations()),
                now=now,
                whole=whole,
                latest=past.figures_since(now - LATEST_MAX),
                past=[each.figures for each in past.good],
                before=past.checks_before,
                killed=past.killed,
                arrivals=arrivals(past.end(now), zone, past.counting()) if whole else None,
            )
        )

    def _figures(self) -> dict[str, Any]:
        signs = self.crawler.get_extension(Signs)
        more = signs.figures() if signs else {}
        figures = figures_of(self.crawler.stats.get_stats()) | more
        return figures | {"coverage": coverage_of(figures["seen"])} | self._host()

    def _host(self) -> dict[str, Any]:
        """What is known of the site's first host: its rules, and whether it rests."""
        spider: Any = self.crawler.spider
        urls = spider.site.start_urls or spider.site.feeds or spider.site.sitemaps
        origin = origin_of(urls[0]) if urls else None
        if origin is None:
            return {"robots": None, "backoff": None}
        records = StoredHosts(self.engine)
        try:
            record = records.read(netloc_of(origin))
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)
            return {"robots": None, "backoff": None}
        return {"robots": robots_of(record.robots_body), "backoff": record.backoff_reason}
