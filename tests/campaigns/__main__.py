"""`make campaign`: every campaign at full length, and the planted faults; prints one table."""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from rich.console import Console
from rich.status import Status
from rich.table import Table

from tests.campaigns.at_once import one_site, two_sites
from tests.campaigns.clocks import clock_jumps
from tests.campaigns.disks import full_log_disk, read_only_from_the_start, small_disks, stages
from tests.campaigns.kills import kills
from tests.campaigns.mounts import why_not
from tests.campaigns.planted import PLANTED, Planted
from tests.campaigns.power import power_cuts
from tests.campaigns.restored import restores
from tests.campaigns.resumed import resumes
from tests.campaigns.rig import Rig, rig
from tests.campaigns.signalled import signals
from tests.campaigns.started import ROOT
from tests.campaigns.tally import Tally

OUT = ROOT / "build" / "campaign.json"
COLUMNS = ("fault", "survived", "lost", "twice", "torn", "memory MB", "seconds")
PLANTED_TIMES = 10


@dataclass(frozen=True)
class Entry:
    """A campaign at full length."""

    run: Callable[..., Tally]
    options: dict[str, Any]
    mounts: bool = False


def entries(chosen: argparse.Namespace) -> tuple[Entry, ...]:
    """All campaigns, in the order of the table."""

    def often(run: Callable[..., Tally], times: int, *, mounts: bool = False) -> Entry:
        share = max(2, round(times * chosen.share))
        return Entry(run, {"times": share, "seed": chosen.seed}, mounts)

    return (
        often(kills, 500),
        often(power_cuts, 50, mounts=True),
        often(small_disks, 20, mounts=True),
        Entry(stages, {"kind": "full"}, mounts=True),
        Entry(stages, {"kind": "ro"}, mounts=True),
        Entry(read_only_from_the_start, {}, mounts=True),
        Entry(full_log_disk, {}, mounts=True),
        often(clock_jumps, 30),
        often(signals, 60),
        often(one_site, 10),
        often(two_sites, 10),
        often(restores, 12),
        often(resumes, 20),
    )


def main() -> int:
    """Run them; 0 when all were survived and every planted fault was caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the number of faults")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - moments
    parser.add_argument("--only", default="", help="part of the name of a campaign")
    chosen = parser.parse_args()
    # Disks are unmounted on the way out; a shell starts its background jobs with SIGINT ignored.
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _leave)
    console = Console(stderr=True)
    with Status("", console=console) as status, rig(say=_sayer(console, status)) as started:
        tallies = list(_survived(started, chosen))
        caught = list(_caught(started, chosen))
    _show(tallies, caught)
    _write(tallies, caught, chosen.seed)
    good = all(tally.clean for tally in tallies)
    return int(not (good and all(planted.caught(tally) for planted, tally in caught)))


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _sayer(console: Console, status: Status) -> Callable[[str], None]:
    """A moving line on a terminal; silence elsewhere."""
    return status.update if console.is_terminal else lambda _: None


def _survived(started: Rig, chosen: argparse.Namespace) -> Iterator[Tally]:
    for entry in entries(chosen):
        name = entry.run.__name__
        if chosen.only in name and _can(name, mounts=entry.mounts):
            with tempfile.TemporaryDirectory() as folder:
                yield entry.run(started, Path(folder), **entry.options)


def _caught(started: Rig, chosen: argparse.Namespace) -> Iterator[tuple[Planted, Tally]]:
    for planted in PLANTED:
        if chosen.only in planted.name and _can(planted.name, mounts=planted.needs_root):
            with tempfile.TemporaryDirectory() as folder:
                tallies = planted.rounds(started, Path(folder), PLANTED_TIMES, chosen.seed)
                yield planted, tallies[-1]


def _can(name: str, *, mounts: bool) -> bool:
    why = why_not() if mounts else ""
    if why:
        sys.stderr.write(f"*** NOT RUN: {name}: {why}\n")
    return not why


def _show(tallies: list[Tally], caught: list[tuple[Planted, Tally]]) -> None:
    table = Table(*COLUMNS, box=None)
    for tally in tallies:
        table.add_row(*tally.row())
    for planted, tally in caught:
        table.add_row(*tally.row(), "caught" if planted.caught(tally) else "NOT CAUGHT")
    Console(width=120).print(table)
    for wrong in (wrong for tally in tallies for wrong in tally.wrong):
        sys.stdout.write(f"wrong: {wrong}\n")


def _write(tallies: list[Tally], caught: list[tuple[Planted, Tally]], seed: int) -> None:
    planted = [tally.as_dict() | {"caught": each.caught(tally)} for each, tally in caught]
    found = {"seed": seed, "faults": [tally.as_dict() for tally in tallies], "planted": planted}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
