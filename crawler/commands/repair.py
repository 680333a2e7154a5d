"""`scrapy repair`: after a restored backup, make the store and the parts of the feed agree."""

from __future__ import annotations

import argparse
import sys

from crawler.command import RasidCommand


class Command(RasidCommand):
    """Reads the parts that the store does not know and takes their articles in as published."""

    takes_arguments = False

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Reconcile the store with the feed after a restored backup"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say what was done."""
        del args, opts
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        from crawler.store import data_dir_of, store_of
        from crawler.store.repair import repair

        report = repair(store_of(self.settings), data_dir_of(self.settings) / "feed")
        sys.stdout.write(f"{report}\n")
