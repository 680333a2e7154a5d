"""`scrapy migrate-store`: from SQLite to PostgreSQL, exactly once, while crawls run."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.core.duration import seconds_of
from crawler.core.errors import ConfigError, WrongUsageError

if TYPE_CHECKING:
    from crawler.store.moving.told import Way

# Scrapy calls a command by the last part of its module's name, which cannot hold a hyphen.
__name__ = "crawler.commands.migrate-store"
WAIT = "30m"


class Command(RasidCommand):
    """Copies all tables, follows what changes, verifies, and closes the old store."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--to URL] [options]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Move the store to PostgreSQL, each row exactly once, while crawls run"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options of all commands, and ours."""
        super().add_options(parser)
        parser.add_argument(
            "--to", metavar="URL", default="", help="an empty database (RASID_DATABASE_URL)"
        )
        parser.add_argument(
            "--wait", metavar="TIME", default=WAIT, help="for crawls to end (default: %(default)s)"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell sizes, change nothing")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it and say what was done."""
        del args
        try:
            wait_s = seconds_of(opts.wait)
        except ValueError as error:
            raise WrongUsageError(f"--wait: {error}") from error
        sys.stdout.write(f"{self._move(opts, wait_s)}\n")

    def _move(self, opts: argparse.Namespace, wait_s: float) -> object:
        from crawler.store.moving.told import Told, sizes

        with self._way(opts.to) as way:
            if opts.dry_run:
                return sizes(way)
            return way.move(wait_s, Told(sys.stderr.write)).run(datetime.now(UTC))

    def _way(self, to: str) -> Way:
        from crawler.store import data_dir_of
        from crawler.store.moving.told import Way

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        configured = self.settings.get("RASID_DATABASE_URL") or ""
        if not to and not configured:
            message = "no target: give --to postgresql://… or set RASID_DATABASE_URL"
            raise ConfigError(message)
        source = configured if configured.startswith("sqlite") else ""
        return Way(data_dir_of(self.settings), source, to or configured)
