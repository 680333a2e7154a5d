"""Writes every run down: when, with what, what came of it."""

from __future__ import annotations

import hashlib
import json
import logging
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from importlib.metadata import version
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from sqlalchemy import Connection
from twisted.python.failure import Failure

from crawler import __version__, crawl
from crawler.calls.memory import peak_memory_bytes
from crawler.core.article import EXTRACTOR_VERSION, SCHEMA_VERSION
from crawler.core.errors import MachineError
from crawler.core.secrecy import is_secret, without_secrets
from crawler.core.site import Expectations
from crawler.core.watch.figures import figures_of
from crawler.core.watch.finding import Finding
from crawler.core.watch.outcome import Outcome, outcome_of
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.extensions.watch import Watch
from crawler.framework.logs import log_failure
from crawler.store import data_dir_of, store_of
from crawler.store.durable import make_folder, write_durably
from crawler.store.run_incidents import JudgedRun, note_run
from crawler.store.runs import Runs

logger = logging.getLogger(__name__)
LIBRARIES = ("scrapy", "twisted", "aiohttp", "selectolax", "pydantic", "sqlalchemy")


class RunLedger:
    """A row when the spider opens, finished when the engine stops. A killed run has no end."""

    def __init__(self, crawler: Crawler, runs: Runs, days: float = 0) -> None:
        self.crawler = crawler
        self.runs = runs
        self.reason = ""
        self.started: datetime | None = None
        self.days = days

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connects to the beginning and the end of a run, and to what goes wrong in it.

        Raises ConfigError.
        """
        days = crawl.number_setting(crawler.settings, "RASID_RUNS_DAYS")
        made = cls(crawler, Runs(store_of(crawler.settings)), days)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        crawler.signals.connect(made.stopped, signals.engine_stopped)
        crawler.signals.connect(made.failed, signals.item_error)
        return made

    def opened(self) -> None:
        """The run begins."""
        spider: Any = self.crawler.spider
        self.started = crawl.now(self.crawler.settings)
        try:
            self.runs.start(
                run_id=spider.run_id,
                site=spider.source,
                argv=without_secrets(command_line()),
                started=self.started,
                versions=versions(),
                settings_hash=settings_hash(self.crawler.settings),
            )
            self._forget(spider.source, self.started)
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)

    def _forget(self, source: str, now: datetime) -> None:
        """Runs of long ago, counted from the run before at the latest. Raises MachineError.

        One run of a clock that is ahead must not make the ledger forget.
        """
        if not self.days or not self.runs.has_before(source, now - timedelta(days=self.days)):
            return
        from crawler.store.forgetting import forget_runs

        now = min(now, self.runs.recent(2, source)[-1].started)
        if number := forget_runs(store_of(self.crawler.settings), source, now, self.days):
            crawl.count(self.crawler, "run/forgotten", number)
            logger.info("%d runs of more than RASID_RUNS_DAYS ago left the ledger", number)

    def failed(self, failure: Failure) -> None:
        """A step raised something that is no drop."""
        if not isinstance(failure.value, MachineError):
            crawl.count(self.crawler, "bugs")

    def closed(self, reason: str) -> None:
        """Keep why it ended."""
        self.reason = reason

    def stopped(self) -> None:
        """The run is over and its feed is written: put it all down."""
        spider: Any = self.crawler.spider
        stats = self.crawler.stats
        self._ask_the_log()
        self._ask_the_watch()
        outcome = self.judge(getattr(getattr(spider, "site", None), "expect", Expectations()))
        stats.set_value("rasid/run/exit_code", outcome.code)
        stats.set_value("rasid/run/why", outcome.why)
        publisher = self.crawler.get_extension(FeedPublisher)
        row: dict[str, Any] = {
            "ended": crawl.now(self.crawler.settings),
            "exit_code": outcome.code,
            "reason": f"{self.reason}: {outcome.why}",
            "complete": outcome.complete,
            "figures": self._figures(),
            "parts": [part.as_dict() for part in publisher.parts] if publisher else [],
            **self._judgement(),
        }
        # A dry run publishes nothing, and says nothing of the site's state.
        also = self._incidents(row) if publisher else None
        try:
            self.runs.finish(spider.run_id, **row, also=also)
            self._report(row | {"run": spider.run_id, "site": spider.source})
        except MachineError as error:
            stats.set_value("rasid/run/exit_code", error.exit_code)
            stats.set_value("rasid/run/why", str(error))
            logger.error("the run could not be written down: %s", error)

    def _figures(self) -> dict[str, Any]:
        watch = self.crawler.get_extension(Watch)
        more = watch.figures if watch else {}
        counted = figures_of(self.crawler.stats.get_stats())
        held = self.crawler.stats.get_value("rasid/run/held", 0)
        return more | counted | {"held": held, "peak_memory_bytes": peak_memory_bytes()}

    def _judgement(self) -> dict[str, Any]:
        watch = self.crawler.get_extension(Watch)
        if watch is None or watch.judgement is None:
            return {}
        judged = watch.judgement
        return {
            "verdict": judged.verdict,
            "findings": [finding.as_dict() for finding in judged.findings],
        }

    def _incidents(self, row: dict[str, Any]) -> Callable[[Connection], None] | None:
        """What writes the incidents of this run in the transaction that ends it."""
        watch = self.crawler.get_extension(Watch)
        if watch is None or watch.judgement is None:
            return None
        spider: Any = self.crawler.spider
        judged = JudgedRun(
            spider.run_id,
            spider.source,
            self.started or row["ended"],
            row["ended"],
            watch.judgement,
            row["figures"],
            watch.past,
        )
        return partial(note_run, run=judged)

    def _ask_the_watch(self) -> None:
        """A run that could not be judged is a bug; the next run lets its articles go."""
        watch = self.crawler.get_extension(Watch)
        if watch is not None and watch.judgement is None:
            crawl.count(self.crawler, "bugs")

    def _ask_the_log(self) -> None:
        """A log with holes is a failure of the machine, unless there is a greater one."""
        error = log_failure()
        if error and self.crawler.stats.get_value("rasid/machine/exit_code") is None:
            self.crawler.stats.set_value("rasid/machine/exit_code", error.exit_code)
            self.crawler.stats.set_value("rasid/machine/message", str(error))

    def _report(self, row: dict[str, Any]) -> None:
        """The last run as a file, for a look without the store."""
        folder = data_dir_of(self.crawler.settings) / "report"
        make_folder(folder)
        text = json.dumps(row, ensure_ascii=False, indent=2, default=str)
        write_durably(folder / "last_run.json", text.encode())

    def judge(self, expect: Expectations) -> Outcome:
        """The outcome of this run so far."""
        return outcome_of(
            self.crawler.stats.get_stats(),
            finish_reason=self.reason,
            expect=expect,
            signal_number=crawl.stopped_by.number,
            errors=self._errors(),
        )

    def _errors(self) -> list[Finding]:
        watch = self.crawler.get_extension(Watch)
        return watch.judgement.errors if watch and watch.judgement else []


def command_line() -> list[str]:
    """How the process was called: Scrapy takes the command's name out of `sys.argv`.

    The interpreter's own copy has it. A process that was forked or told another command line since
    has no such copy.
    """
    asked, whole = sys.argv[1:], sys.orig_argv[1:][-len(sys.argv) :]
    is_whole = any([*whole[:at], *whole[at + 1 :]] == asked for at in range(len(whole)))
    return [sys.argv[0], *whole] if is_whole else sys.argv


@cache
def versions() -> Mapping[str, str]:
    """What the runs of this process are made with."""
    found = {name: version(name) for name in LIBRARIES}
    own = {"rasid": __version__, "schema": SCHEMA_VERSION, "extractor": EXTRACTOR_VERSION}
    return own | {"python": platform.python_version()} | found


def settings_hash(settings: Any) -> str:
    """A fingerprint of all settings of a run, without secrets: a change of it is a finding."""
    plain = {
        name: repr(value) for name, value in sorted(_plain(settings).items()) if not is_secret(name)
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:12]


def _plain(settings: BaseSettings) -> dict[str, Any]:
    """As `copy_to_dict`, for a look: without a copy of all values, which takes ten milliseconds."""
    return {
        str(name): _plain(value) if isinstance(value, BaseSettings) else value
        for name, value in settings.items()
    }
