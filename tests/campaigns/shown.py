"""What a program of campaigns is asked for, and the table and the file that it leaves."""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from rich.console import Console
from rich.table import Table

from tests.campaigns.started import ROOT
from tests.campaigns.tally import Tally

COLUMNS = ("fault", "survived", "lost", "twice", "torn", "memory MB", "seconds")
Caught = list[tuple[Tally, bool]]  # of planted faults: whether they were


def options(program: str, about: str | None) -> argparse.ArgumentParser:
    """What all of them take."""
    parser = argparse.ArgumentParser(prog=program, description=about)
    parser.add_argument("--share", type=float, default=1.0, help="of the number of faults")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - moments
    return parser


def leave_in_order() -> None:
    """Whatever ends this program: disks are unmounted and servers stopped on the way out.

    A shell starts its background jobs with SIGINT ignored.
    """
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _leave)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def show(tallies: Iterable[Tally], caught: Caught) -> None:
    """Print the table, and what else went wrong."""
    table = Table(*COLUMNS, box=None)
    for tally in tallies:
        table.add_row(*tally.row())
    for tally, is_caught in caught:
        table.add_row(*tally.row(), "caught" if is_caught else "NOT CAUGHT")
    Console(width=120).print(table)
    for wrong in (wrong for tally in tallies for wrong in tally.wrong):
        sys.stdout.write(f"wrong: {wrong}\n")


def write(name: str, tallies: Iterable[Tally], caught: Caught, seed: int) -> None:
    """The same as JSON, in the folder `build`."""
    planted = [tally.as_dict() | {"caught": is_caught} for tally, is_caught in caught]
    found: dict[str, Any] = {"seed": seed, "faults": [tally.as_dict() for tally in tallies]}
    file: Path = ROOT / "build" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(found | {"planted": planted}, ensure_ascii=False, indent=2) + "\n")


def exit_code(tallies: Iterable[Tally], caught: Caught) -> int:
    """0 when all were survived and every planted fault was caught."""
    good = all(tally.clean for tally in tallies)
    return int(not (good and all(is_caught for _, is_caught in caught)))
