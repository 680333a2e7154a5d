"""`scrapy repair`: after a restored backup, make the store and the parts of the feed agree."""

from __future__ import annotations

import argparse
import sys

from crawler.command import RasidCommand
from crawler.core.watch.outcome import IOERROR

WRITTEN = "changed since it was published, written again as it was"
LOST = "changed since it was published, and the store has not its bytes; restore the file"


class Command(RasidCommand):
    """Takes in the articles of parts that the store does not know; checks those that it knows."""

    takes_arguments = False

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Reconcile the store with the feed after a restored backup"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say what was done."""
        del args, opts
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        from crawler.store import data_dir_of, store_of
        from crawler.store.changed_parts import check_store, write_again
        from crawler.store.repair import repair

        store, feed = store_of(self.settings), data_dir_of(self.settings) / "feed"
        check_store(store)
        sys.stdout.write(f"{repair(store, feed)}\n")
        for file, is_whole in write_again(store, feed):
            sys.stdout.write(f"{WRITTEN if is_whole else LOST}: {file}\n")
            self.exitcode = self.exitcode if is_whole else IOERROR
