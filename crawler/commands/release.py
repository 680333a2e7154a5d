"""`scrapy release`: what becomes of articles that were held back because their run is doubted."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.core.errors import WrongUsageError

if TYPE_CHECKING:
    from crawler.store.quarantine import HeldRun


class Command(RasidCommand):
    """Without a name it shows the runs that are held back."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "[SITE|RUN ...] [--discard] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Publish articles of a doubted run, or have them fetched again"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What becomes of them."""
        super().add_options(parser)
        parser.add_argument("--discard", action="store_true", help="have them fetched again")
        parser.add_argument("--json", action="store_true", help="what is held back, a run a line")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say what was done; a name that holds nothing back exits with 64."""
        from crawler.store import store_of
        from crawler.store.quarantine import Quarantine

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        held = Quarantine(store_of(self.settings)).runs()
        unknown = [name for name in args if not _named(held, name)]
        if unknown:
            raise WrongUsageError(f"nothing of {unknown[0]!r} is held back")
        if args:
            named = {each.run: each for name in args for each in _named(held, name)}
            self._decide(list(named.values()), discard=opts.discard)
        else:
            _show(held, as_json=opts.json)

    def _decide(self, runs: list[HeldRun], *, discard: bool) -> None:
        from crawler import crawl
        from crawler.store import feed_of, store_of
        from crawler.store.quarantine import Quarantine

        assert self.settings is not None  # noqa: S101 - as above
        quarantine = Quarantine(store_of(self.settings))
        now = crawl.now(self.settings)
        for each in runs:
            if discard:
                number = quarantine.discard(each.run, now)
                done = f"{number} article(s) given up, the next run of the site fetches them again"
            else:
                quarantine.release(each.run, now)
                done = f"{each.articles} article(s) released"
            sys.stdout.write(f"{each.site} {each.run}: {done}\n")
        published = sum(part.count for part in feed_of(self.settings).publish())
        sys.stdout.write(f"{published} article(s) published\n")


def _named(runs: list[HeldRun], name: str) -> list[HeldRun]:
    """The runs of a site, at whatever address, or the one with this id."""
    return [
        each for each in runs if name in (each.run, each.site) or each.site.startswith(f"{name}@")
    ]


def _show(runs: list[HeldRun], *, as_json: bool) -> None:
    if as_json:
        for each in runs:
            sys.stdout.write(json.dumps(each.as_dict(), ensure_ascii=False) + "\n")
        return
    for each in runs:
        sys.stdout.write(
            f"{each.made:%Y-%m-%d %H:%M} UTC {each.site} {each.run}: {each.articles} article(s) "
            f"held back: {each.reason}\n"
        )
    if not runs:
        sys.stdout.write("nothing is held back\n")
