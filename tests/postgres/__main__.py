"""`python -m tests.postgres`: the campaigns on PostgreSQL at full length; prints one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.campaigns.kills import kills
from tests.campaigns.shown import exit_code, leave_in_order, options, show, write
from tests.campaigns.signalled import signals
from tests.campaigns.tally import Tally
from tests.postgres.broken import PLANTED, Planted
from tests.postgres.campaign import PostgresRig, postgres_rig
from tests.postgres.machines import machines
from tests.postgres.restarts import restarts

OUT = "campaign_postgres.json"
LONG = {kills: 100, restarts: 6, machines: 6, signals: 6}


def main() -> int:
    """Run them; 0 when all were survived and every planted fault was caught."""
    chosen = options("python -m tests.postgres", __doc__).parse_args()
    leave_in_order()
    with postgres_rig(say=lambda words: print(words, file=sys.stderr)) as rig:
        tallies = list(_survived(rig, chosen))
        lasts = [(planted, _last(planted, rig)) for planted in PLANTED]
    caught = [(tally, planted.caught(tally)) for planted, tally in lasts]
    show(tallies, caught)
    write(OUT, tallies, caught, chosen.seed)
    return exit_code(tallies, caught)


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


if __name__ == "__main__":
    sys.exit(main())
