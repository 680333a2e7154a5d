"""`scrapy upgrade`: the tables of store and queue as this release wants them, before a roll-out.

Every command does it by itself when it opens a store. Where many machines share one, it is done
once, by one who is waited for.
"""

from __future__ import annotations

import argparse
import sys

from crawler.command import RasidCommand
from crawler.core.errors import WrongUsageError


class Command(RasidCommand):
    """Makes what is missing, changes what is older; run again it does nothing."""

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Bring the tables of store and queue to this release"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say which revision there is now."""
        del opts
        if args:
            raise WrongUsageError(f"unknown argument {args[0]!r}")
        sys.stdout.write(f"{self._upgrade()}\n")

    def _upgrade(self) -> str:
        from crawler.store import store_of
        from crawler.store.migrations import HEAD

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        engine = store_of(self.settings)
        if engine.dialect.name != "postgresql":
            return f"store {HEAD}"
        from crawler.queue.tables import make_tables

        new = make_tables(engine)
        return f"store {HEAD}, queue: {f'{len(new)} steps applied' if new else 'up to date'}"
