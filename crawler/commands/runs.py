"""`scrapy runs`: what was run, when, and what came of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crawler.command import RasidCommand
from crawler.core.duration import in_words
from crawler.core.errors import WrongUsageError

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.store.runs import Run

COLUMNS = (
    "started (UTC)", "run", "site", "verdict", "took", "links", "fetched", "new", "published",
    "exit", "why",
)  # fmt: skip
WIDTH = 200  # of a file or a pipe: nothing is cut there
NARROW = 130  # a terminal below that has no room for run ids
SMALL = 110  # and one below that has none for the figures
BROKEN_INTO_LINES = ("why", "site")
FIGURES = ("took", "links", "fetched", "published")
NUMBERS = ("took", "links", "fetched", "new", "published", "exit")

# Of a run without an end; a plain `scrapy crawl` holds no lock that would tell.
RUNNING, KILLED = "running", "killed, or a plain `scrapy crawl`"


class Command(RasidCommand):
    """The ledger, newest first."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "[SITE] [--last N] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Show the runs so far, newest first"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """How many, and in which form."""
        super().add_options(parser)
        parser.add_argument("--last", type=int, default=20, metavar="N", help="that many runs (20)")
        parser.add_argument("--json", action="store_true", help="all figures, one run a line")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them."""
        from rich.console import Console

        from crawler.store import data_dir_of, store_of
        from crawler.store.runs import Runs
        from crawler.store.under_way import lives_of

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        if len(args) > 1 or opts.last < 1:
            raise WrongUsageError(f"usage: scrapy runs {self.syntax()}, N from 1 on")
        site, store = args[0] if args else None, store_of(self.settings)
        runs = Runs(store).recent(opts.last, site=site, anywhere=True)
        if opts.json:
            for each in runs:
                sys.stdout.write(json.dumps(each.as_dict(), ensure_ascii=False) + "\n")
        elif runs:
            console = Console()
            console = console if console.is_terminal else Console(width=WIDTH)
            lives = lives_of(store, data_dir_of(self.settings) / "locks", runs)
            console.print(_table(runs, lives, _left_out(console.width)))
        else:
            self._none(site)

    def _none(self, site: str | None) -> None:
        """Say where it was looked, since the data may lie in another folder."""
        from crawler.commands.cases import profile_of

        assert self.settings is not None  # noqa: S101 - as above
        if site is not None:
            profile_of(self.settings, site)
        where = f"{self.settings.get('RASID_DATA_DIR')} (RASID_DATA_DIR)"
        if self.settings.get("RASID_DATABASE_URL"):
            where = "the database (RASID_DATABASE_URL)"  # which holds a password
        of = f" of {site}" if site else ""
        start = f"scrapy run {site or 'SITE'}"
        sys.stdout.write(f"no runs{of} yet in {where}; start one by: {start}\n")


def _left_out(width: int) -> tuple[str, ...]:
    """The columns that a terminal of that many characters has no room for."""
    if width >= NARROW:
        return ()
    return ("run",) if width >= SMALL else ("run", *FIGURES)


def _table(runs: list[Run], lives: Mapping[str, bool], left_out: tuple[str, ...]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    shown = [index for index, name in enumerate(COLUMNS) if name not in left_out]
    for name in (COLUMNS[index] for index in shown):
        table.add_column(
            name,
            justify="right" if name in NUMBERS else "left",
            no_wrap=name not in BROKEN_INTO_LINES,
            overflow="fold",
        )
    for each in runs:
        cells = _row(each, RUNNING if lives.get(each.id) else KILLED)
        table.add_row(*(cells[index] for index in shown))
    return table


def _row(run: Run, no_end: str) -> tuple[str, ...]:
    funnel: dict[str, Any] = (run.figures or {}).get("funnel", {})
    took = in_words((run.ended - run.started).total_seconds()) if run.ended else "-"
    return (
        f"{run.started:%Y-%m-%d %H:%M:%S}",
        run.id,
        run.site,
        run.verdict or "-",
        took,
        *(str(funnel.get(name, "-")) for name in ("links", "fetched", "new", "published")),
        "-" if run.exit_code is None else str(run.exit_code),
        run.reason or no_end,
    )
