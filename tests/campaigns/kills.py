"""kill -9 at random moments of real runs."""

from __future__ import annotations

import random
from pathlib import Path

from tests.campaigns.campaign import Site
from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.tally import OVER_MAX, Tally


def kills(rig: Rig, folder: Path, *, times: int, seed: int, fault: str = "kill -9") -> Tally:
    """Kill until `times` runs have died. A folder serves until a run survives its moment.

    Raises AssertionError when run after run ends by itself before it can be killed.
    """
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    number = over = 0
    with rig.campaign(fault) as tally:
        while tally.tried < times:
            number += 1
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            faults = _kill(rig, site, consumer, dice, times - tally.tried)
            over = 0 if faults else over + 1
            assert over < OVER_MAX, (
                f"{over} runs in a row were over before their kill: {_end(site)}"
            )
            rig.conclude(tally, site, consumer, faults, [])
    return tally


def _kill(rig: Rig, site: Site, consumer: Consumer, dice: random.Random, times: int) -> int:
    """How many runs of a folder were killed before one survived its moment, `times` at most."""
    for faults in range(times):
        died = site.kill_after(rig.moment(dice))
        consumer.poll()
        if not died:
            return faults
    return times


def _end(site: Site) -> str:
    """How a run of that folder ends by itself, for whoever looks for the reason."""
    code, output = site.finish()
    return f"exit code {code}: {output.strip()[-300:]}"
