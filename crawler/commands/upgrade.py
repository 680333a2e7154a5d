"""`scrapy upgrade`: the tables of store and queue as this release wants them, before a roll-out.

Every command does it by itself when it opens a store. Where many machines share one, it is done
once, by one who is waited for.
"""

from __future__ import annotations

import argparse
import sys

from crawler.command import RasidCommand


class Command(RasidCommand):
    """Makes what is missing, changes what is older; run again it does nothing."""

    takes_arguments = False

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Bring the tables of store and queue to this release"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say which revision there is now."""
        del args, opts
        sys.stdout.write(f"{self._upgrade()}\n")

    def _upgrade(self) -> str:
        from crawler.store import store_of
        from crawler.store.migrations import HEAD

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        engine = store_of(self.settings)
        if engine.dialect.name != "postgresql":
            return f"store: revision {HEAD}"
        from crawler.queue.tables import make_tables

        new = make_tables(engine)
        queue = f"{len(new)} steps applied" if new else "up to date"
        return f"store: revision {HEAD}, queue: {queue}"
