"""`scrapy search`: stored articles by the words of their headline."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from crawler.command import RasidCommand
from crawler.core.errors import WrongUsageError

LIMIT = 20


class Command(RasidCommand):
    """The newest that have all words; forms of letters, vowel signs and digits are one."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "WORD … [--last N] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Find stored articles by words of their headline"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """How many, and in which form."""
        super().add_options(parser)
        parser.add_argument("--last", type=int, default=LIMIT, metavar="N", help=f"({LIMIT})")
        parser.add_argument("--json", action="store_true", help="one article a line")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them, newest first."""
        from crawler.core.arabic.text import clean_text
        from crawler.dashboard.opening import open_to_read
        from crawler.store.database import reading
        from crawler.store.search import search

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        words = " ".join(args).strip()
        if not words or opts.last < 1:
            raise WrongUsageError(f"which words? usage: scrapy search {self.syntax()}")
        engine = open_to_read(self.settings)
        with reading(engine) as connection:
            hits = search(connection, words, opts.last)
        engine.dispose()
        for hit in hits:
            if opts.json:
                row = asdict(hit) | {"first_seen": hit.first_seen.isoformat()}
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                told = clean_text(hit.headline).replace("\n", " ")  # no escape reaches a terminal
                sys.stdout.write(f"{hit.first_seen:%Y-%m-%d %H:%M} UTC  {told}\n  {hit.url}\n")
        if not hits:
            sys.stderr.write("rasid: no headline has all of these words\n")
