"""The broken stores, each with the campaign that must catch it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.campaigns.campaign import STEPS
from tests.campaigns.kills import kills
from tests.campaigns.power import power_cuts
from tests.campaigns.rig import Rig
from tests.campaigns.tally import Tally

ROUNDS_MAX = 8
BROKEN = "tests.campaigns.broken"


@dataclass(frozen=True)
class Planted:
    """`shows` names the figure that cannot stay 0."""

    name: str
    campaign: Callable[..., Tally]
    shows: str
    steps: str = STEPS
    plants: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def needs_root(self) -> bool:
        """Shows under a power cut only."""
        return self.campaign is power_cuts

    def run(self, rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
        """The campaign on the broken store."""
        plants: dict[str, dict[str, Any]] = {f"{BROKEN}.{name}": {} for name in self.plants}
        broken = replace(rig, steps=self.steps, plants=plants)
        return self.campaign(broken, folder, times=times, seed=seed, fault=self.name)

    def rounds(self, rig: Rig, folder: Path, times: int = 3, seed: int = 2) -> list[Tally]:
        """So many faults a round until one is caught: all of them may come at harmless moments."""
        tallies: list[Tally] = []
        while len(tallies) < ROUNDS_MAX and not any(map(self.caught, tallies)):
            number = seed + len(tallies)
            tallies.append(self.run(rig, folder / f"seed-{number}", times=times, seed=number))
        return tallies

    def caught(self, tally: Tally) -> bool:
        """True when the campaign has seen it."""
        return bool(getattr(tally, self.shows))


PLANTED = (
    Planted("planted: seen first", kills, "lost", steps=f"{BROKEN}.SeenFirst"),
    Planted("planted: published first", kills, "twice", steps=f"{BROKEN}.PublishFirst"),
    Planted(
        "planted: synchronous=NORMAL",
        power_cuts,
        "twice",
        plants=("normal_synchronous", "no_guard"),
    ),
    Planted(
        "planted: synchronous=NORMAL, guard on",
        power_cuts,
        "wrong",  # the guard refuses to go on: nothing is twice, and a person has to come
        plants=("normal_synchronous",),
    ),
)
