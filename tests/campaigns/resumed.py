"""After a kill the next run asks only for what is missing, and walks a cut listing again."""

from __future__ import annotations

import random
import signal
from pathlib import Path

from tests.campaigns.campaign import Site, asked, truth
from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.store_state import stored_paths, visited_paths
from tests.campaigns.tally import Tally


def resumes(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """Kill a first run, count at the server what the second one asks: `times` times."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with rig.campaign("resumed after a kill") as tally:
        listings = rig.listings()
        for number in tally.folders(times):
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            moment = dice.uniform(rig.idle_s / 2, rig.whole_s)
            if site.kill_after(moment, dice.choice((signal.SIGKILL, signal.SIGTERM))):
                wrong = _second_run(rig, site, listings)
                rig.conclude(tally, site, consumer, 1, wrong)
    return tally


def _second_run(rig: Rig, site: Site, listings: set[str]) -> list[str]:
    """What it asked that it had, and what it did not ask that was missing."""
    articles = set(truth(rig.url))
    had = stored_paths(site.folder) | visited_paths(site.folder)
    before = asked(rig.url)
    wrong = rig.last_run(site)
    again = {path: count - before.get(path, 0) for path, count in asked(rig.url).items()}
    repeated = [path for path in had & articles if again[path]]
    skipped = [path for path in articles - had if again.get(path, 0) != 1]
    unwalked = [path for path in listings - had if not again.get(path)]
    for what, paths in (
        ("asked again what was stored", repeated),
        ("did not ask once for what was missing", skipped),
        ("did not walk again", unwalked),
    ):
        if paths:
            wrong.append(f"{what}: {len(paths)}, such as {paths[0]}")
    return wrong
