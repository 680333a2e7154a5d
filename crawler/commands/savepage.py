"""`scrapy savepage`: keeps a page as it was received, with what must come of it, for a test."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crawler.command import RasidCommand
from crawler.commands.cases import (
    ROOT,
    cases_of,
    folder_of,
    page_in,
    profile_of,
    write_case,
)
from crawler.core.errors import ConfigError, WrongUsageError
from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile
from crawler.core.watch.outcome import QUALITY


class Command(RasidCommand):
    """A file is read without network; an address is asked once, as a crawl would ask."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "URL|FILE --site NAME --case NAME [--url URL] | --again --site NAME"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Save a page and what must come of it under tests/sites/"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which site, which case, and where to."""
        super().add_options(parser)
        parser.add_argument("--site", default="", help="whose page it is")
        parser.add_argument("--case", default="", help="listing…, or a name such as article_short")
        parser.add_argument("--url", default="", help="address that the page in FILE had")
        parser.add_argument("--out", default=str(ROOT), help="folder that holds tests/sites/")
        parser.add_argument(
            "--again", action="store_true", help="write anew what must come of all saved pages"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Save it and print the file that a person has to read."""
        if not opts.site or opts.again == bool(args) or (args and not opts.case):
            raise WrongUsageError(f"usage: scrapy savepage {self.syntax()}")
        self._save(args, opts)

    def _save(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        profile = profile_of(self.settings, opts.site)
        folder = folder_of(Path(opts.out), opts.site)
        if opts.again:
            cases = list(cases_of(folder))
            if not cases:
                raise ConfigError(f"no saved page in {folder}; save one first")
        else:
            cases = [(opts.case, self._page(args[0], opts.url, profile))]
        for case, saved in cases:
            target = write_case(folder, case, saved, profile)
            sys.stdout.write(f"{target}: read it before it is committed\n")
            if '"notAnArticle"' in target.read_text(encoding="utf-8"):
                self.exitcode = QUALITY

    def _page(self, argument: str, url: str, profile: SiteProfile) -> SavedPage:
        assert self.settings is not None  # noqa: S101 - as above
        if "://" in argument:
            from crawler.calls.fetching import fetch_one

            return fetch_one(self.settings, argument, profile)
        return page_in(Path(argument), url or next(iter(profile.start_urls), "http://localhost/"))
