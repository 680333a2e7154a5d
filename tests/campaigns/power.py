"""Power cuts at random moments of real runs, on an ext4 of their own."""

from __future__ import annotations

import random
import signal
from pathlib import Path

from tests.campaigns.campaign import RUN_S_MAX, Process, has_published, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.mounts import Disk, ext4
from tests.campaigns.rig import Rig
from tests.campaigns.tally import Tally

SOON_S = 0.2  # the time between two publications


def power_cuts(
    rig: Rig, folder: Path, *, times: int, seed: int, fault: str = "power cut (ext4)"
) -> Tally:
    """Cut until `times` runs have lost their disk. One disk serves until a run is over before."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with rig.campaign(fault) as tally:
        for number in tally.folders(times):
            with ext4(folder / str(number)) as disk:
                site = rig.site(disk.folder / "data", RASID_FREE_DISK_MIN_MB="0")
                consumer = Consumer(site.folder / "feed")
                faults, over = 0, False
                while not over and tally.tried + faults < times:
                    begun = faults % 2 == 0  # in turns: soon after a new part, at any moment
                    process = site.start()
                    over = begun and not has_published(process, consumer)
                    moment = dice.uniform(0, SOON_S) if begun else rig.moment(dice)
                    over = over or is_over(process, moment)
                    _cut(process, disk, consumer)
                    faults += not over  # what is at rest is no fault
                rig.conclude(tally, site, consumer, faults, [])
    return tally


def _cut(process: Process, disk: Disk, consumer: Consumer) -> None:
    """Cut the power. What lies in the feed at that moment has been taken by readers."""
    consumer.poll()
    disk.cut()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=RUN_S_MAX)
    disk.again()
    consumer.poll()
