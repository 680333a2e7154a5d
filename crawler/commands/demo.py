"""`scrapy demo`: crawl the embedded aggregator and show what came of it."""

from __future__ import annotations

import argparse
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import RasidCommand

if TYPE_CHECKING:
    from crawler.demo.aggregator import Aggregator

HOURS_A_RUN = 6.0  # the demo's clock moves so far from one run to the next
ARTICLES = 320
PORT = 18580  # fixed: the address is part of an article's identity from one run to the next
MIXED = "mixed"
CLOCK = "clock.json"


class Command(RasidCommand):
    """Each run moves the aggregator's clock, so that the next finds only what is new."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--serve] [--markup NAME] [--port N]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Crawl the embedded aggregator on loopback and show what came of it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Serve only, in which form, where."""
        super().add_options(parser)
        parser.add_argument("--serve", action="store_true", help="only serve it, until Ctrl-C")
        parser.add_argument(
            "--markup", default=MIXED, help="cards, br, tables, hashed, script, blog"
        )
        parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Start the aggregator, crawl it, show it."""
        del args
        try:
            self.exitcode = self._serve(opts) if opts.serve else self._crawl(opts)
        except OSError as error:
            sys.stderr.write(
                f"rasid: port {opts.port}: {error.strerror}; choose another by --port\n"
            )
            self.exitcode = 69

    def _serve(self, opts: argparse.Namespace) -> int:
        from crawler.demo.server import serving

        with serving(self._aggregator(opts.markup), port=opts.port) as url:
            sys.stdout.write(f"the aggregator is at {url} (Ctrl-C ends it)\n")
            sys.stdout.flush()
            try:
                threading.Event().wait()
            except KeyboardInterrupt:
                sys.stdout.write("\n")
        return 0

    def _crawl(self, opts: argparse.Namespace) -> int:
        from crawler.calls.running import SiteRuns
        from crawler.demo.server import serving
        from crawler.demo.shown import show

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        aggregator = self._aggregator(opts.markup)
        offset_s = (aggregator.now - datetime.now(UTC)).total_seconds()
        self._set("RASID_CLOCK_OFFSET_S", round(offset_s))
        self._set("RASID_PROGRESS", sys.stderr.isatty())
        with serving(aggregator, port=opts.port) as url:
            runs = SiteRuns(self.settings, {"start_urls": url})
            code = runs.run(["aggregator"], only_due=False)
        show(self.settings, runs.lines)
        return code

    def _aggregator(self, markup: str) -> Aggregator:
        """As of this run's moment; in a folder of the data folder, unless it is the demo's own."""
        from crawler.demo.aggregator import Aggregator
        from crawler.demo.clock import DemoClock

        assert self.settings is not None  # noqa: S101 - as above
        folder = Path(self.settings.get("RASID_DATA_DIR"))
        if not (folder / CLOCK).is_file():
            folder /= "demo"
        self._set("RASID_DATA_DIR", str(folder))
        clock = DemoClock(folder / CLOCK)
        return Aggregator(markup=markup, now=clock.advance(HOURS_A_RUN), articles=ARTICLES)

    def _set(self, name: str, value: object) -> None:
        assert self.settings is not None  # noqa: S101 - as above
        self.settings.set(name, value, priority="cmdline")
