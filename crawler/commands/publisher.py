"""`scrapy publisher`: writes what the crawls of all machines have stored into the feed."""

from __future__ import annotations

import argparse
import socket
from typing import Any

from crawler.command import RasidCommand
from crawler.commands.worker import complain, failed, not_installed, say
from crawler.core.errors import RasidError
from crawler.core.watch.outcome import OK


class Command(RasidCommand):
    """Until SIGTERM or Ctrl-C."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--once] [--name NAME] | --health"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Publish what the workers have stored"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Once or always."""
        super().add_options(parser)
        parser.add_argument("--once", action="store_true", help="publish all that waits, then end")
        parser.add_argument(
            "--name", default=socket.gethostname(), help="as the dashboard shows it (this machine)"
        )
        health = "exit 0 when the publisher of that name gave a sign in the last 30 s, else 1"
        parser.add_argument("--health", action="store_true", help=health)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Publish; 78 without a PostgreSQL, 74 when the feed and the store do not fit together."""
        del args
        try:
            self.exitcode = self._run(self.settings, opts)
        except RasidError as error:
            self.exitcode = failed(error, probed=opts.health)
        except ModuleNotFoundError as error:
            self.exitcode = not_installed(error)

    def _run(self, settings: Any, opts: argparse.Namespace) -> int:
        from crawler.queue.address import queue_address
        from crawler.queue.members import health
        from crawler.store.queue_state import PUBLISHER

        if opts.health:
            return health(settings, opts.name, PUBLISHER, complain)
        queue_address(settings)
        from crawler.queue.publishing import Publishing

        publishing = Publishing(settings, opts.name, say)
        if opts.once:
            say(f"{sum(part.count for part in publishing.once())} article(s) published")
        else:
            publishing.until_signalled()
            publishing.run()
        return OK
