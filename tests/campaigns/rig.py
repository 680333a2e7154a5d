"""What all campaigns share: an aggregator, a launcher, what must come, how long runs take."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.campaigns.campaign import STEPS, Site, aggregator, asked, stories, truth, without
from tests.campaigns.consumer import Consumer
from tests.campaigns.started import Launcher, launching
from tests.campaigns.store_state import copies
from tests.campaigns.tally import Tally, timed

ARTICLES = 80  # two groups of the outbox, some parts, and some listing pages

RULES = ("/robots.txt", "/.well-known/")  # what is asked about a host, and kept for a while


def silent(_: str) -> None:
    """Nobody looks."""


@dataclass
class Rig:
    """`whole_s`: a run that has everything to do; `idle_s`: one that has nothing to do."""

    url: str
    launcher: Launcher
    stories: dict[str, str]
    articles: int
    whole_s: float = 0.0
    idle_s: float = 0.0
    say: Callable[[str], None] = silent
    steps: str = STEPS
    plants: dict[str, dict[str, Any]] = field(default_factory=dict)

    def site(self, folder: Path, **settings: str) -> Site:
        """A data folder whose runs come from the launcher."""
        if self.steps != STEPS:
            settings["ITEM_PIPELINES"] = without(STEPS, self.steps)
        return Site(self.url, folder, settings, self.launcher, dict(self.plants))

    def over(self, url: str) -> Rig:
        """The same for another aggregator."""
        return replace(self, url=url, stories=stories(url))

    def listings(self) -> set[str]:
        """The paths of listings that a whole run asks for."""
        with tempfile.TemporaryDirectory() as folder:
            site = self.site(Path(folder) / "data")
            before = asked(self.url)
            assert site.finish()[0] == 0
            after = asked(self.url)
        articles = truth(self.url)
        return {
            path
            for path, count in after.items()
            if path not in articles and not path.startswith(RULES) and count > before.get(path, 0)
        }

    def moment(self, dice: random.Random) -> float:
        """A moment of a run, in seconds from its start."""
        return dice.uniform(self.idle_s / 4, self.whole_s)

    @contextmanager
    def campaign(self, fault: str) -> Iterator[Tally]:
        """A tally of its own, with the memory and the time of the runs in it."""
        self.launcher.peak_kb = 0
        with timed(Tally(fault)) as tally:
            yield tally
        tally.peak_mb = round(self.launcher.peak_kb * 1024 / 1_000_000, 1)
        self.say(f"{fault}: {tally.survived} of {tally.tried} survived")

    def conclude(
        self, tally: Tally, site: Site, consumer: Consumer, faults: int, wrong: list[str]
    ) -> None:
        """The last run of a folder, undisturbed; then the readers are asked."""
        wrong += self.last_run(site)
        consumer.poll()
        tally.settle(faults, self.verdict(site, consumer), wrong)
        self.say(f"{tally.fault}: {tally.tried}")

    def verdict(self, site: Site, consumer: Consumer) -> dict[str, int]:
        """What the readers say. A copy need not come when that of which it is one has come."""
        told = copies(site.folder, consumer.identifiers)
        return consumer.verdict(body for path, body in self.stories.items() if path not in told)

    def last_run(self, site: Site) -> list[str]:
        """What is wrong with an undisturbed run, in words."""
        code, output = site.finish()
        return [] if code == 0 else [f"the next run ended with {code}: {output.strip()[-300:]}"]


@contextmanager
def rig(articles: int = ARTICLES, say: Callable[[str], None] = silent) -> Iterator[Rig]:
    """Start the aggregator and the launcher, and measure two runs."""
    with (
        aggregator(articles) as url,
        launching() as launcher,
        tempfile.TemporaryDirectory() as folder,
    ):
        made = Rig(url, launcher, stories(url), articles, say=say)
        made.whole_s, made.idle_s = (_run_s(made, Path(folder) / "data") for _ in range(2))
        yield made


def _run_s(made: Rig, folder: Path) -> float:
    begun = time.perf_counter()
    code, output = made.site(folder).finish()
    assert code == 0, output
    return time.perf_counter() - begun
