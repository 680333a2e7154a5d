"""`scrapy crawl SITE`: Scrapy's own, which says in a line what keeps a site from being crawled."""

from __future__ import annotations

import argparse
import asyncio
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl

from crawler.core.errors import RasidError, WrongUsageError


class Command(ScrapyCrawl):
    """One crawl as plain Scrapy runs it; `scrapy run` is the one that cron calls."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl; a site, an argument or a setting that is wrong makes a line and no stack."""
        from crawler.calls.running import exit_code_of

        try:
            if len(args) != 1 or args[0].startswith("-"):
                raise WrongUsageError(
                    "name one site: scrapy crawl SITE; several at once: scrapy run SITE …"
                )
            self._crawl(args[0], opts.spargs)
        except RasidError as error:
            sys.stderr.write(f"rasid: {error}\n")
            self.exitcode = exit_code_of(error)

    def _crawl(self, site: str, arguments: dict[str, str]) -> None:
        from crawler.commands.cases import profile_of

        assert self.settings is not None  # noqa: S101 - Scrapy sets both before
        assert self.crawler_process is not None  # noqa: S101 - as above
        profile_of(self.settings, site)
        task = self.crawler_process.crawl(self._create_crawler(site), **arguments)
        self.crawler_process.start()
        if isinstance(task, asyncio.Task) and task.done() and not task.cancelled():
            task.result()  # raises what ended it before it began
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1
