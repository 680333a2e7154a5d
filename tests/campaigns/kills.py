"""kill -9 at random moments of real runs."""

from __future__ import annotations

import random
from pathlib import Path

from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.tally import Tally


def kills(rig: Rig, folder: Path, *, times: int, seed: int, fault: str = "kill -9") -> Tally:
    """Kill until `times` runs have died. A folder serves until a run survives its moment."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    number = 0
    with rig.campaign(fault) as tally:
        while tally.tried < times:
            number += 1
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            faults, died = 0, True
            while died and tally.tried + faults < times:
                died = site.kill_after(rig.moment(dice))
                faults += died
                consumer.poll()
            rig.conclude(tally, site, consumer, faults, [])
    return tally
