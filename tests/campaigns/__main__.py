"""`make campaign`: every campaign at full length, and the planted faults; prints one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.status import Status

from tests.campaigns.at_once import one_site, two_sites
from tests.campaigns.clocks import clock_jumps
from tests.campaigns.disks import full_log_disk, read_only_from_the_start, small_disks, stages
from tests.campaigns.kills import kills
from tests.campaigns.mounts import why_not
from tests.campaigns.planted import PLANTED
from tests.campaigns.power import power_cuts
from tests.campaigns.restored import restores
from tests.campaigns.resumed import resumes
from tests.campaigns.rig import Rig, rig
from tests.campaigns.shown import exit_code, leave_in_order, options, show, write
from tests.campaigns.signalled import signals
from tests.campaigns.tally import Tally

OUT = "campaign.json"
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
    parser = options("python -m tests.campaigns", __doc__)
    parser.add_argument("--only", default="", help="part of the name of a campaign")
    chosen = parser.parse_args()
    leave_in_order()
    console = Console(stderr=True)
    with Status("", console=console) as status, rig(say=_sayer(console, status)) as started:
        tallies = list(_survived(started, chosen))
        caught = list(_caught(started, chosen))
    show(tallies, caught)
    write(OUT, tallies, caught, chosen.seed)
    return exit_code(tallies, caught)


def _sayer(console: Console, status: Status) -> Callable[[str], None]:
    """A moving line on a terminal; silence elsewhere."""
    return status.update if console.is_terminal else lambda _: None


def _survived(started: Rig, chosen: argparse.Namespace) -> Iterator[Tally]:
    for entry in entries(chosen):
        name = entry.run.__name__
        if chosen.only in name and _can(name, mounts=entry.mounts):
            with tempfile.TemporaryDirectory() as folder:
                yield entry.run(started, Path(folder), **entry.options)


def _caught(started: Rig, chosen: argparse.Namespace) -> Iterator[tuple[Tally, bool]]:
    for planted in PLANTED:
        if chosen.only in planted.name and _can(planted.name, mounts=planted.needs_root):
            with tempfile.TemporaryDirectory() as folder:
                tallies = planted.rounds(started, Path(folder), PLANTED_TIMES, chosen.seed)
                yield tallies[-1], planted.caught(tallies[-1])


def _can(name: str, *, mounts: bool) -> bool:
    why = why_not() if mounts else ""
    if why:
        sys.stderr.write(f"*** NOT RUN: {name}: {why}\n")
    return not why


if __name__ == "__main__":
    sys.exit(main())
