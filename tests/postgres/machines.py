"""Two machines on one store: both begin the same site, one works and one may be killed."""

from __future__ import annotations

import random
import signal
from pathlib import Path

from tests.campaigns.campaign import Process, Site, ended, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.store_state import overlapping_runs
from tests.campaigns.tally import Tally
from tests.postgres.campaign import PostgresRig

PROMISED = {0, 75, -signal.SIGKILL}


def machines(rig: PostgresRig, folder: Path, *, times: int, seed: int) -> Tally:
    """Two data folders stand for two machines; only the first has the feed and publishes."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with rig.campaign("one site on two machines, one killed") as tally:
        for number in range(times):
            sites = two(rig, folder / str(number))
            consumer = Consumer(sites[0].folder / "feed")
            runs = [each.start() for each in dice.sample(sites, k=2)]
            if not is_over(runs[0], rig.moment(dice)):
                runs[0].send_signal(signal.SIGKILL)
            wrong = _told(runs, sites[0])
            consumer.poll()
            rig.conclude(tally, sites[0], consumer, 1, wrong)
    return tally


def both_at_once(rig: PostgresRig, folder: Path) -> list[str]:
    """What is wrong with two runs that nobody disturbs."""
    sites = two(rig, folder)
    return _told([each.start() for each in sites], sites[0])


def two(rig: PostgresRig, folder: Path) -> list[Site]:
    """The data folders of two machines; the feed is with the first."""
    assert rig.stores
    url = rig.stores.take()
    second = rig.site_on(url, folder / "second", RASID_PUBLISH="off")
    return [rig.site_on(url, folder / "first"), second]


def _told(runs: list[Process], site: Site) -> list[str]:
    codes = sorted(ended(run)[0] for run in runs)
    wrong = [] if set(codes) <= PROMISED else [f"exit codes {codes}"]
    if overlapping_runs(site.folder):
        wrong.append("both crawled at the same time")
    return wrong
