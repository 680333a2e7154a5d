"""`scrapy mute`: no messages about a site, or about one cause, until a moment."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.core.duration import seconds_of
from crawler.core.errors import WrongUsageError
from crawler.core.watch.causes import CAUSES

if TYPE_CHECKING:
    from crawler.store.mutes import Mute, Mutes

NAMES_MAX = 2  # a site and a cause


class Command(RasidCommand):
    """Without a name it shows what is muted."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "[SITE [CAUSE]] [--until DATE|TIME --reason TEXT | --end] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Send no messages about a site until a date"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Until when, and why."""
        super().add_options(parser)
        until = "the end: a day or a time in UTC, 2025-03-01 or 2025-03-01T18:00, or 90m, 12h, 3d"
        parser.add_argument("--until", metavar="DATE|TIME", default="", help=until)
        parser.add_argument("--reason", metavar="TEXT", default="", help="why; shown on the page")
        parser.add_argument("--end", action="store_true", help="end it now")
        parser.add_argument("--json", action="store_true", help="what is muted, one a line")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say what holds now."""
        from crawler import crawl
        from crawler.store import store_of
        from crawler.store.mutes import Mutes

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        now = crawl.now(self.settings)
        mutes = Mutes(store_of(self.settings))
        if args:
            self._change(mutes, args, opts, now)
        _show(mutes.active(now), as_json=opts.json)

    def _change(
        self, mutes: Mutes, args: list[str], opts: argparse.Namespace, now: datetime
    ) -> None:
        site, cause = self._named(args)
        if opts.end:
            if not mutes.end(site, cause, now=now):
                raise WrongUsageError(f"nothing of {' '.join(args)} is muted")
            return
        if not opts.until or not opts.reason.strip():
            raise WrongUsageError("say until when by --until and why by --reason")
        until = moment_of(opts.until, now)
        if until <= now:
            raise WrongUsageError(f"--until {opts.until}: that is over")
        mutes.add(site, cause, until=until, reason=opts.reason.strip(), now=now)

    def _named(self, args: list[str]) -> tuple[str, str | None]:
        from scrapy.spiderloader import get_spider_loader

        assert self.settings is not None  # noqa: S101 - as above
        if len(args) > NAMES_MAX:
            raise WrongUsageError(f"usage: scrapy mute {self.syntax()}")
        site, cause = args[0], args[1] if len(args) == NAMES_MAX else None
        known = get_spider_loader(self.settings).list()
        if site.partition("@")[0] not in known:
            raise WrongUsageError(f"no site {site!r}; there are {', '.join(known)}")
        if cause is not None and cause not in CAUSES:
            raise WrongUsageError(f"no cause {cause!r}; there are {', '.join(CAUSES)}")
        return site, cause


def moment_of(text: str, now: datetime) -> datetime:
    """The moment that a person means: a day begins at 0:00 UTC, a length begins now.

    Raises WrongUsageError for anything else.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            return now + timedelta(seconds=seconds_of(text))
        except (ValueError, OverflowError) as error:
            raise WrongUsageError(
                f"--until {text!r} is no day, no time and no length; write it as 2025-03-01, "
                "2025-03-01T18:00 (UTC), or 90m, 12h, 3d"
            ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _show(mutes: list[Mute], *, as_json: bool) -> None:
    for each in mutes:
        if as_json:
            sys.stdout.write(json.dumps(each.as_dict(), ensure_ascii=False) + "\n")
        else:
            what = f"{each.site} {each.cause or '(all causes)'}"
            sys.stdout.write(
                f"{what}: muted until {each.until:%Y-%m-%d %H:%M} UTC: {each.reason}\n"
            )
    if not mutes and not as_json:
        sys.stdout.write("nothing is muted\n")
