"""The database crashes and recovers at random moments of real runs (`pg_ctl stop -m immediate`)."""

from __future__ import annotations

import random
from pathlib import Path

from tests.campaigns.campaign import Process, ended, has_published, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.tally import Tally
from tests.postgres.campaign import PostgresRig

SOON_S = 0.2  # the time between two publications
PROMISED = {0, 74}


def restarts(
    rig: PostgresRig,
    folder: Path,
    *,
    times: int,
    seed: int,
    fault: str = "database restarted (immediate)",
) -> Tally:
    """Crash it `times` times. A folder serves until a run is over before its crash."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    number = 0
    with rig.campaign(fault) as tally:
        while tally.tried < times:
            number += 1
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            faults, over = 0, False
            wrong: list[str] = []
            while not over and tally.tried + faults < times:
                begun = faults % 2 == 0  # in turns: soon after a new part, at any moment
                process = site.start()
                over = begun and not has_published(process, consumer)
                moment = dice.uniform(0, SOON_S) if begun else rig.moment(dice)
                over = over or is_over(process, moment)
                wrong += _crash(rig, process, consumer)
                faults += 1
            rig.conclude(tally, site, consumer, faults, wrong)
    return tally


def _crash(rig: PostgresRig, process: Process, consumer: Consumer) -> list[str]:
    """What lies in the feed at that moment has been taken by readers; the run ends by itself."""
    assert rig.server
    consumer.poll()
    rig.server.stop("immediate")
    try:
        code, output = ended(process)
    finally:
        rig.server.start()
    consumer.poll()
    return [] if code in PROMISED else [f"exit code {code}: {output.strip()[-300:]}"]
