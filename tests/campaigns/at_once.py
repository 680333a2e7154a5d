"""Runs at once: of one site (the second leaves with 75), and of two sites on one store."""

from __future__ import annotations

import random
import signal
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.campaigns.campaign import Site, aggregator, ended, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.tally import Tally

LOCKED, KILLED = 75, -signal.SIGKILL
RUNS = 3
NAMES = ("first_window", "second_window")
MODULE = """
from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider
class {name}(AggregatorSpider):
    profile = SiteProfile(name="{name}", start_urls=("{url}",))
"""


def one_site(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """Three runs of one site within a second; one works, the others leave."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with rig.campaign("runs of one site at once") as tally:
        for number in range(times):
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            started = []
            for _ in range(RUNS):
                started.append(site.start())
                is_over(started[0], dice.uniform(0, rig.idle_s))
            codes = sorted(ended(process)[0] for process in started)
            consumer.poll()
            good = codes[0] == 0 and set(codes) <= {0, LOCKED} and LOCKED in codes
            wrong = [] if good else [f"exit codes {codes}"]
            rig.conclude(tally, site, consumer, 1, wrong)
    return tally


def two_sites(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """Two sites with the same articles at once on one store, one of the runs killed."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    now = datetime.now(UTC).isoformat()
    with ExitStack() as servers, rig.campaign("two sites at once on one store") as tally:
        same = ("--seed", "7", "--now", now)
        urls = [servers.enter_context(aggregator(rig.articles, "cards", *same)) for _ in NAMES]
        _write_profiles(folder / "two_sites", urls)
        rig = rig.over(urls[0])
        for number in tally.folders(times):
            site = rig.site(folder / f"data-{number}", SPIDER_MODULES="two_sites")
            site.path = (str(folder),)
            consumer = Consumer(site.folder / "feed")
            codes = _both(rig, site, dice, consumer)
            wrong = [] if codes <= {0, KILLED} else [f"exit codes {sorted(codes)}"]
            wrong += [
                f"{name} ended with {code}: {output[-300:]}"
                for name in NAMES
                for code, output in [ended(site.command("run", name))]
                if code
            ]
            consumer.poll()
            tally.settle(int(KILLED in codes), rig.verdict(site, consumer), wrong)
            rig.say(f"{tally.fault}: {tally.tried}")
    return tally


def _both(rig: Rig, site: Site, dice: random.Random, consumer: Consumer) -> set[int]:
    """Both at once, and at a random moment one of them is killed; their exit codes."""
    runs = [site.command("run", name) for name in NAMES]
    victim = dice.choice(runs)
    if not is_over(victim, rig.moment(dice) * len(runs)):
        victim.send_signal(signal.SIGKILL)
    consumer.poll()
    codes = {ended(process)[0] for process in runs}
    consumer.poll()
    return codes


def _write_profiles(package: Path, urls: list[str]) -> None:
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    for name, url in zip(NAMES, urls, strict=True):
        (package / f"{name}.py").write_text(MODULE.format(name=name, url=url))
