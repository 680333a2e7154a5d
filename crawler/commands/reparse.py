"""`scrapy reparse`: the archive through today's engine, without network; what differs, and why."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.core.errors import ProfileError, RasidError, WrongUsageError
from crawler.core.watch.outcome import CONFIG, IOERROR, OK

if TYPE_CHECKING:
    from crawler.core.reparse_tally import Tally
    from crawler.corpus.reparsing import Reading

OURS = "RASID_"


class Command(RasidCommand):
    """Every kept page, compared with the article that was published of it."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--site SITE] [--since DAY|AGE] [--apply] [--jobs N] [--engine dask] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Read the archive with today's engine and show what differs (no network)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which pages, and what to do with what differs."""
        super().add_options(parser)
        parser.add_argument("--site", help="only pages of this site")
        parser.add_argument(
            "--since", metavar="D", help="only pages read since 2025-01-31, or in the last 7d"
        )
        parser.add_argument(
            "--apply", action="store_true", help="publish what differs as next versions"
        )
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (1)")
        parser.add_argument(
            "--engine",
            metavar="E",
            help="dask://HOST:PORT: workers of a scheduler; dask: N workers of its own",
        )
        parser.add_argument("--json", action="store_true", help="one object")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the differences; exit 74 when a file of the archive is damaged."""
        try:
            reading = self._reading(args, opts)
        except ProfileError:
            raise  # it is a ValueError too, and says more by its own code
        except ValueError as error:
            raise WrongUsageError(str(error)) from error
        self._read(reading, opts)

    def _read(self, reading: Reading, opts: argparse.Namespace) -> None:
        from crawler.corpus.reparsing import read_again
        from crawler.store import feed_of

        tally = read_again(reading)
        if reading.apply and any(tally.applied.values()):
            parts = feed_of(reading.settings).publish()
            tally.applied["parts"] += len(parts)
        self._show(tally, as_json=bool(opts.json))
        if tally.damage and self.exitcode == OK:
            self.exitcode = IOERROR

    def _show(self, tally: Tally, *, as_json: bool) -> None:
        if as_json:
            sys.stdout.write(json.dumps(tally.as_dict(), ensure_ascii=False) + "\n")
            return
        from crawler.commands.reparse_told import show

        show(tally)

    def _reading(self, args: list[str], opts: argparse.Namespace) -> Reading:
        """What is asked for. Raises ValueError for what cannot be."""
        from scrapy.settings import BaseSettings

        from crawler import crawl
        from crawler.corpus.mind import engine_for, profiles_of
        from crawler.corpus.reparsing import Reading

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        if args:
            raise ValueError(f"unknown argument {args[0]!r}; a site is named by --site")
        engine = engine_for(self.settings, opts.engine, opts.jobs)
        modules = self.settings.getlist("SPIDER_MODULES")
        profiles, broken = profiles_of(modules)
        self._tell(broken)
        if opts.site and opts.site not in profiles:
            raise ValueError(f"no site {opts.site!r}; there are {', '.join(sorted(profiles))}")
        now = crawl.now(self.settings)
        ours = [name for name in self.settings if name.startswith(OURS)]
        return Reading(
            settings=BaseSettings({name: self.settings[name] for name in ours}),
            profiles=profiles,
            modules=modules,
            engine=engine,
            run_id=f"{now:%Y%m%dT%H%M%SZ}-reparse-{secrets.token_hex(2)}",
            now=now,
            site=opts.site,
            since=since(opts.since, now) if opts.since else None,
            apply=bool(opts.apply),
        )

    def _tell(self, broken: Mapping[str, RasidError]) -> None:
        for site, error in broken.items():
            sys.stderr.write(f"rasid: {site}: {error}\n")
            self.exitcode = CONFIG


def since(text: str, now: datetime) -> datetime:
    """A day in UTC, or an age such as 7d. Raises ValueError, which says both forms."""
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return now - timedelta(seconds=_age_s(text))
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _age_s(text: str) -> float:
    from crawler.core.duration import seconds_of

    try:
        return seconds_of(text)
    except ValueError as error:
        raise ValueError(f"--since {text!r} is no day (2025-01-31) and no age (12h, 7d)") from error
