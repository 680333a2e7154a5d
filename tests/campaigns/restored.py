"""A store restored from an old copy: refused, repaired, and then nothing lost and nothing twice."""

from __future__ import annotations

import random
import signal
from pathlib import Path

from tests.campaigns.campaign import Site, ended
from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.store_state import copy_store, restore_store
from tests.campaigns.tally import Tally

REFUSED = 74
GONE_EVERY = 3  # each third time there is no copy: the store is gone


def restores(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """Copy the store after a kill, finish, put the copy back: `times` times."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with rig.campaign("old copy of the store restored") as tally:
        for number in tally.folders(times):
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            copy = folder / f"copy-{number}.db"
            killed = site.kill_after(rig.moment(dice), signal.SIGTERM)
            consumer.poll()
            if not killed or not copy_store(site.folder, copy):
                continue
            wrong = rig.last_run(site)
            if not consumer.has_news():
                continue  # the kill came after the last article: the copy is as good as the store
            consumer.poll()
            restore_store(site.folder, None if tally.tried % GONE_EVERY else copy)
            rig.conclude(tally, site, consumer, 1, wrong + _way_out(site))
    return tally


def _way_out(site: Site) -> list[str]:
    """What is wrong with the refusal and with the repair."""
    code, output = site.finish()
    wrong = []
    if code != REFUSED or "scrapy repair" not in output:
        wrong.append(f"not refused: exit code {code}: {output[-300:]}")
    code, output = ended(site.command("repair"))
    return wrong if code == 0 else [*wrong, f"repair ended with {code}: {output[-300:]}"]
