"""`scrapy runs`: what was run, when, and what came of it."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand

from crawler.core.duration import in_words

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.store.runs import Run

COLUMNS = (
    "started", "run", "site", "verdict", "took", "links", "fetched", "new", "published", "exit",
    "why",
)  # fmt: skip
WIDTH = 200  # of a file or a pipe: nothing is cut there
NARROW = 120  # a terminal below that has no room for run ids
RUN = COLUMNS.index("run")
NUMBERS = ("took", "links", "fetched", "new", "published", "exit")


class Command(ScrapyCommand):
    """The ledger, newest first."""

    requires_project = True
    requires_crawler_process = False

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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them."""
        from rich.console import Console

        from crawler.store import store_of
        from crawler.store.runs import Runs

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        runs = Runs(store_of(self.settings)).recent(opts.last, site=args[0] if args else None)
        if opts.json:
            for each in runs:
                sys.stdout.write(json.dumps(each.as_dict(), ensure_ascii=False) + "\n")
        elif runs:
            console = Console()
            console = console if console.is_terminal else Console(width=WIDTH)
            console.print(_table(runs, with_ids=console.width >= NARROW))
        else:
            sys.stdout.write("no runs yet; start one by: scrapy run\n")


def _table(runs: list[Run], *, with_ids: bool) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    shown = [index for index in range(len(COLUMNS)) if with_ids or index != RUN]
    for index in shown:
        name = COLUMNS[index]
        table.add_column(
            name, justify="right" if name in NUMBERS else "left", no_wrap=name != "why"
        )
    for each in runs:
        cells = _row(each)
        table.add_row(*(cells[index] for index in shown))
    return table


def _row(run: Run) -> tuple[str, ...]:
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
        run.reason or "running, or killed",
    )
