"""`scrapy worker`: takes sites from the queue of the shared store and crawls them."""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
from typing import TYPE_CHECKING, Any

from scrapy.settings import SETTINGS_PRIORITIES

from crawler.command import RasidCommand
from crawler.core.duration import seconds_of
from crawler.core.errors import ConfigError, RasidError
from crawler.core.watch.outcome import CONFIG, OK, USAGE

if TYPE_CHECKING:
    from crawler.queue.working import Terms

GRACE = "60s"
PLAN_S_MAX = 59  # the seconds of a minute
SILENT = 1  # what probes of containers understand
EXTRA = ("procrastinate", "psycopg", "psycopg_pool")


class Command(RasidCommand):
    """Until SIGTERM or Ctrl-C."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--sites-at-once N] [--name NAME] [--grace TIME] | --health | --abort SITE"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Crawl the sites that are due, together with workers on other machines"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """How much, and for how long."""
        super().add_options(parser)
        parser.add_argument("--sites-at-once", type=int, default=1, metavar="N", help="(1)")
        parser.add_argument(
            "--name", default=socket.gethostname(), help="as the dashboard shows it (this machine)"
        )
        grace = f"what crawls may still take after a signal, before they are asked to end ({GRACE})"
        parser.add_argument("--grace", metavar="TIME", default=GRACE, help=grace)
        health = "exit 0 when the worker of that name gave a sign in the last 30 s, else 1"
        parser.add_argument("--health", action="store_true", help=health)
        parser.add_argument(
            "--abort", metavar="SITE", help="end the crawl of a site, by any worker"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Work; 78 without a PostgreSQL, 64 for what is misspelt."""
        del args
        try:
            if opts.sites_at_once < 1:
                sys.stderr.write(f"rasid: --sites-at-once: {opts.sites_at_once} is below 1\n")
                self.exitcode = USAGE
            elif opts.health:
                self.exitcode = self._health(self.settings, opts.name)
            elif opts.abort:
                self.exitcode = self._abort(self.settings, opts.abort)
            else:
                self.exitcode = self._work(self.settings, opts)
        except RasidError as error:
            self.exitcode = failed(error, probed=opts.health)
        except ModuleNotFoundError as error:
            self.exitcode = not_installed(error)

    def _work(self, settings: Any, opts: argparse.Namespace) -> int:
        from crawler.queue.working import Work

        terms = self._terms(settings, opts)
        if terms is None:
            return USAGE
        asyncio.run(Work(settings, terms, say).run())
        return OK

    def _terms(self, settings: Any, opts: argparse.Namespace) -> Terms | None:
        """None when the time cannot be read, which has been said then."""
        from crawler.queue.working import Terms

        try:
            grace_s = seconds_of(opts.grace)
        except ValueError as error:
            sys.stderr.write(f"rasid: --grace: {error}\n")
            return None
        return Terms(
            name=opts.name,
            sites_at_once=opts.sites_at_once,
            grace_s=grace_s,
            plan_s=plan_s_of(settings),
            given=(*given_settings(settings), "RASID_PUBLISH=off"),
        )

    def _health(self, settings: Any, name: str) -> int:
        from crawler.queue.members import health
        from crawler.store.queue_state import WORKER

        return health(settings, name, WORKER, complain)

    def _abort(self, settings: Any, site: str) -> int:
        from crawler.commands.cases import profile_of
        from crawler.queue.aborting import abort

        code = abort(settings, site, say)
        if code != OK:
            profile_of(settings, site)  # says so when there is no such site
        return code


def say(line: str) -> None:
    """A line for people, at once: systemd and containers collect it."""
    sys.stdout.write(f"rasid: {line}\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """A line of what is wrong."""
    sys.stderr.write(f"rasid: {line}\n")


def failed(error: RasidError, *, probed: bool) -> int:
    """Say it; the exit code. A probe, which comes often, does not load the engine for that."""
    sys.stderr.write(f"rasid: {error}\n")
    if probed:
        return SILENT
    from crawler.calls.running import exit_code_of

    return exit_code_of(error)


def not_installed(error: ModuleNotFoundError) -> int:
    """Say how it comes; the exit code. Raises the error when it is not of that extra."""
    if (error.name or "").partition(".")[0] not in EXTRA:
        raise error
    from crawler.core.installing import missing

    complain(missing(error.name or ""))
    return CONFIG


def plan_s_of(settings: Any) -> int:
    """RASID_PLAN_EVERY_S. Raises ConfigError when it is no whole number of seconds of a minute."""
    value = settings.get("RASID_PLAN_EVERY_S")
    try:
        seconds = int(value)
    except (TypeError, ValueError):
        seconds = 0
    if not 1 <= seconds <= PLAN_S_MAX:
        raise ConfigError(f"RASID_PLAN_EVERY_S is a whole number from 1 to {PLAN_S_MAX}: {value!r}")
    return seconds


def given_settings(settings: Any) -> list[str]:
    """What came by `-s`, as NAME=VALUE: a crawl must have it too."""
    return [
        f"{name}={settings.get(name)}"
        for name in settings
        if settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"]
    ]
