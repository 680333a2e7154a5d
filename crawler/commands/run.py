"""`scrapy run`: what cron calls. Lock, disk guard, crawl, one line, an exit code to believe."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from crawler.core.duration import seconds_of
from crawler.core.errors import RasidError
from crawler.core.watch.outcome import OK, USAGE

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from crawler.calls.idle import Idle
    from crawler.calls.outside import Outside
    from crawler.calls.running import SiteRuns

BUDGET_TIMEOUT_SHARE = 0.15  # of the budget: what is under way at 80 % ends before 95 %
TIMEOUT_MIN_S = 1.0
# What a dry run leaves out, and what it has instead: it fetches and judges, and is in no ledger.
DRY: dict[str, dict[str, int | None]] = {
    "ITEM_PIPELINES": {
        "pipelines.store_article.StoreArticle": None,
        "crawler.extensions.dry_run.CountArticle": 600,
    },
    "EXTENSIONS": {
        "crawler.extensions.archive.PageArchive": None,
        "crawler.extensions.watch.Watch": None,
        "crawler.extensions.dry_run.DryWatch": 170,
        "crawler.extensions.feed_publisher.FeedPublisher": None,
        "crawler.extensions.run_ledger.RunLedger": None,
        "crawler.extensions.dry_run.DryLedger": 900,
        "crawler.extensions.metrics_file.MetricsFile": None,
        "crawler.extensions.report.Report": None,
    },
}


class Command(BaseRunSpiderCommand):
    """Crawl sites and publish what is new."""

    requires_project = True
    requires_crawler_process = False  # made when it is known that there is something to do

    def syntax(self) -> str:
        """As shown by -h."""
        return "[SITE ...] [options]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Crawl sites and publish what is new (the cron entry)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options of `crawl`, and ours. Wrong ones exit with 64."""
        super().add_options(parser)
        parser.add_argument("--due", action="store_true", help="only sites whose time has come")
        parser.add_argument(
            "--budget", metavar="TIME", help="time for all of it, such as 90s or 10m"
        )
        parser.add_argument("--dry-run", action="store_true", help="crawl, but store nothing")
        parser.error = _usage  # type: ignore[method-assign] # sysexits instead of argparse's 2

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse what is misspelt before anything is asked of any site."""
        try:
            super().process_options(args, opts)
            self._process_ours(args, opts)
        except (UsageError, ValueError) as error:
            _usage(str(error))

    def _process_ours(self, args: list[str], opts: argparse.Namespace) -> None:
        unknown = [arg for arg in args if arg.startswith("-")]
        if unknown:
            raise UsageError(f"unknown option {unknown[0]}; see scrapy run -h")
        if opts.budget:
            budget_s = _seconds("--budget", opts.budget)
            timeout_s = max(TIMEOUT_MIN_S, budget_s * BUDGET_TIMEOUT_SHARE)
            self._set("RASID_BUDGET_S", budget_s)
            self._set("DOWNLOAD_TIMEOUT", min(timeout_s, self._number("DOWNLOAD_TIMEOUT")))
        if opts.dry_run:
            for name, paths in DRY.items():
                self._set(name, self._dict(name) | paths)
        self._set("RASID_PROGRESS", sys.stderr.isatty())

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it, and set the exit code."""
        from crawler.calls.memory import resting_collector

        with resting_collector():
            self._begin(args, opts)

    def _begin(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.calls.outside import Outside

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        runs = self._runs(self.settings, args, opts)
        try:
            with Outside(self.settings, dry=opts.dry_run) as outside:
                self.exitcode = self._run(runs, args, opts, outside)
        except RasidError as error:
            from crawler.calls.running import exit_code_of

            sys.stderr.write(f"rasid: {error}\n")
            self.exitcode = exit_code_of(error)
        if runs.lines and (self.exitcode != OK or not opts.due or runs.crawled):
            sys.stdout.write("\n".join(runs.lines) + "\n")

    def _runs(
        self, settings: Settings, args: list[str], opts: argparse.Namespace
    ) -> SiteRuns | Idle:
        """What runs the sites; only where something may be due all that it needs is loaded."""
        from crawler.calls.idle import Idle, is_idle
        from crawler.calls.memory import end_without_looking

        if opts.due and not args and is_idle(settings):
            end_without_looking()
            return Idle(settings)
        from crawler.calls.running import SiteRuns

        return SiteRuns(settings, opts.spargs)

    def _run(
        self, runs: SiteRuns | Idle, args: list[str], opts: argparse.Namespace, outside: Outside
    ) -> int:
        try:
            code = runs.run(args, only_due=opts.due)
        except RasidError as error:
            from crawler.calls.running import exit_code_of

            sys.stderr.write(f"rasid: {error}\n")
            code = exit_code_of(error)
        code, line = outside.ended(code, crawled=bool(runs.crawled))
        if line:
            runs.lines.append(line)
        return code

    def _set(self, name: str, value: object) -> None:
        assert self.settings is not None  # noqa: S101
        self.settings.set(name, value, priority="cmdline")

    def _number(self, name: str) -> float:
        assert self.settings is not None  # noqa: S101
        return self.settings.getfloat(name)

    def _dict(self, name: str) -> dict[str, object]:
        assert self.settings is not None  # noqa: S101
        return self.settings.getdict(name)


def _seconds(option: str, text: str) -> float:
    try:
        return seconds_of(text)
    except ValueError as error:
        message = f"{option}: {error}"
        raise UsageError(message) from error


def _usage(message: str) -> NoReturn:
    sys.stderr.write(f"rasid: {message or 'wrong usage; see scrapy run -h'}\n")
    sys.exit(USAGE)
