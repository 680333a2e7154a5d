"""`scrapy export`: published articles as RSS, Atom, JSON Feed, JSON-LD, ninjs, Zyte or Parquet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.command import RasidCommand
from crawler.core.errors import ProfileError, WrongUsageError

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from crawler.core.export.channel import Channel
    from crawler.core.export.rights import Takedown
    from crawler.core.site import SiteProfile
    from crawler.corpus.exporting import Export

FORMATS = ("rss", "atom", "jsonfeed", "jsonld", "ninjs", "zyte", "parquet")
PURPOSES = ("monitoring", "search", "training")
TAKEDOWN = "takedown.txt"  # in the data folder
TITLE = "راصد"
ZONE = "Asia/Aden"


class Command(RasidCommand):
    """From the store, each article in its newest version."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "--format NAME -o PATH|- [--site SITE] [--since DAY|AGE] [--by-day] [options]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Write published articles as RSS, Atom, JSON Feed, JSON-LD, ninjs, Zyte or Parquet"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What, for whom, where."""
        super().add_options(parser)
        add = parser.add_argument
        add("--format", choices=FORMATS, help="the form")
        add("-o", dest="out", metavar="PATH", help="the file, - for standard output; a folder")
        add("--site", help="only articles of this site")
        add("--since", metavar="D", help="new or renewed since 2025-01-31, or in the last 7d")
        add("--limit", type=int, metavar="N", help="the newest N of them")
        add("--by-day", action="store_true", help="a file for each day of publication")
        add("--timezone", default=ZONE, help=f"in which a day begins ({ZONE})")
        add("--purpose", choices=PURPOSES, default=PURPOSES[0], help="what the articles are for")
        add("--takedown", metavar="FILE", help=f"what must not go out (data/{TAKEDOWN})")
        add("--title", help="of the feed")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write it, and say on standard error what was written and what was left out, and why."""
        try:
            export = self._export(args, opts)
        except ProfileError:
            raise  # it is a ValueError too, and says more by its own code
        except (ValueError, OSError) as error:
            raise WrongUsageError(str(error)) from error
        self._write(export, opts)

    def _write(self, export: Export, opts: argparse.Namespace) -> None:
        where = opts.out
        if opts.by_day:
            where = f"{len(export.to_days(Path(opts.out)))} files in {opts.out}"
        else:
            export.to_file(opts.out)
        left = "".join(f"; {number} {why}" for why, number in sorted(export.left_out.items()))
        left = f", left out{left[1:]}" if left else ""
        sys.stderr.write(f"rasid: {export.written} articles as {opts.format} to {where}{left}\n")

    def _export(self, args: list[str], opts: argparse.Namespace) -> Export:
        """What is asked for. Raises ValueError for what cannot be, OSError without a list."""
        from crawler import crawl
        from crawler.commands.reparse import since
        from crawler.corpus.exporting import Export
        from crawler.store import store_of
        from crawler.store.published import Wanted

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        _check(args, opts)
        now = crawl.now(self.settings)
        engine = store_of(self.settings)
        profile = self._profile(engine, opts.site) if opts.site else None
        return Export(
            engine=engine,
            form=opts.format,
            wanted=Wanted(
                site=opts.site,
                since=since(opts.since, now) if opts.since else None,
                most=opts.limit,
            ),
            channel=_channel(profile, opts.title or (None if profile else opts.site), now),
            purpose=opts.purpose,
            takedown=self._takedown(opts.takedown),
            zone=ZoneInfo(opts.timezone),
        )

    def _takedown(self, file: str | None) -> Takedown:
        from crawler.core.export.rights import Takedown
        from crawler.store import data_dir_of

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        path = Path(file) if file else data_dir_of(self.settings) / TAKEDOWN
        if file is None and not path.exists():
            return Takedown()
        return Takedown.parse(path.read_text(encoding="utf-8").split("\n"))

    def _profile(self, engine: Engine, site: str) -> SiteProfile | None:
        """None for a site that is crawled no more, whose articles are there all the same."""
        from crawler.commands.cases import profile_of
        from crawler.store.published import Wanted, published

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        try:
            return profile_of(self.settings, site)
        except WrongUsageError:
            if next(published(engine, Wanted(site=site, most=1)), None) is None:
                raise
            return None


def _check(args: list[str], opts: argparse.Namespace) -> None:
    """Raise ValueError for what cannot be."""
    if args:
        raise ValueError(f"unknown argument {args[0]!r}; a site is named by --site")
    if not opts.format or not opts.out:
        raise ValueError(f"name a form (--format {'|'.join(FORMATS)}) and a file (-o PATH)")
    if opts.limit is not None and opts.limit < 1:
        raise ValueError(f"--limit is a number from 1 on: {opts.limit}")
    if opts.by_day and opts.out == "-":
        raise ValueError("--by-day needs a folder: -o FOLDER")
    try:
        ZoneInfo(opts.timezone)
    except (ValueError, LookupError, OSError) as error:
        raise ValueError(f"--timezone is no zone of the IANA database: {opts.timezone}") from error


def _channel(profile: SiteProfile | None, title: str | None, now: datetime) -> Channel:
    from crawler.core.export.channel import Channel
    from crawler.core.stamps import utc

    names = profile.site_names if profile else ()
    urls = profile.start_urls if profile else ()
    return Channel(
        title=title or next(iter(names), profile.name if profile else TITLE),
        url=next(iter(urls), ""),
        updated=utc(now.replace(microsecond=0)),
        language=profile.language if profile else "ar",
    )
