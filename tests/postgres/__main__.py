"""`python -m tests.postgres`: the campaigns on PostgreSQL at full length; prints one table."""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console
from rich.table import Table

from tests.campaigns.__main__ import COLUMNS
from tests.campaigns.kills import kills
from tests.campaigns.signalled import signals
from tests.campaigns.started import ROOT
from tests.campaigns.tally import Tally
from tests.postgres.broken import PLANTED, Planted
from tests.postgres.campaign import PostgresRig, postgres_rig
from tests.postgres.machines import machines
from tests.postgres.restarts import restarts

OUT = ROOT / "build" / "campaign_postgres.json"
LONG = {kills: 100, restarts: 6, machines: 6, signals: 6}


def main() -> int:
    """Run them; 0 when all were survived and every planted fault was caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.postgres", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the number of faults")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - moments
    chosen = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _leave)
    with postgres_rig(say=lambda words: print(words, file=sys.stderr)) as rig:
        tallies = list(_survived(rig, chosen))
        caught = [(planted, _last(planted, rig)) for planted in PLANTED]
    _show(tallies, caught)
    good = all(tally.clean for tally in tallies)
    return int(not (good and all(planted.caught(tally) for planted, tally in caught)))


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _survived(rig: PostgresRig, chosen: argparse.Namespace) -> Iterator[Tally]:
    for campaign, times in LONG.items():
        often = max(2, round(times * chosen.share))
        with tempfile.TemporaryDirectory() as folder:
            yield campaign(rig, Path(folder), times=often, seed=chosen.seed)


def _last(planted: Planted, rig: PostgresRig) -> Tally:
    """The round that caught it, or the last one."""
    tally = Tally(str(planted))
    with tempfile.TemporaryDirectory() as folder:
        for tally in planted.rounds(rig, Path(folder)):
            if planted.caught(tally):
                break
    return tally


def _show(tallies: list[Tally], caught: list[tuple[Planted, Tally]]) -> None:
    table = Table(*COLUMNS, box=None)
    for tally in tallies:
        table.add_row(*tally.row())
    for planted, tally in caught:
        table.add_row(*tally.row(), "caught" if planted.caught(tally) else "NOT CAUGHT")
    Console(width=120).print(table)
    for wrong in (wrong for tally in tallies for wrong in tally.wrong):
        sys.stdout.write(f"wrong: {wrong}\n")
    OUT.parent.mkdir(exist_ok=True)
    found = [tally.as_dict() for tally in [*tallies, *(tally for _, tally in caught)]]
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
