"""Which fault the site has in which run, and what each is to be called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HEALTHY, QUIET_NIGHT = "", "quiet_night"
# The verdict and the cause by which each fault is to be named within two runs; no cause: nothing is
# wrong, and nobody is to be told.
EXPECTED = {
    "renamed_classes": ("drifting", "selector_missed"),
    "soft_404": ("broken", "soft_404"),
    "challenge": ("blocked", "challenge"),
    "parked": ("moved", "parked"),
    QUIET_NIGHT: ("quiet", ""),
    "charset_flip": ("drifting", "encoding_repaired"),
    "date_format": ("drifting", "coverage_date"),
    "storm_429": ("blocked", "rate_limited"),
    "robots_change": ("blocked", "robots_forbids"),
    "moved": ("moved", "new_host"),
}
WARM_UP = 8
SICK_RUNS, WELL_RUNS = 2, 2
TAIL = 2
# Of the short form: one run of each, none for what needs a second.
SHORT = ("soft_404", "date_format", "moved")
SHORT_WARM_UP = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """One run: its fault, and its place among the runs with that fault."""

    fault: str
    number: int = 0


def whole_plan() -> list[Stage]:
    """Fifty runs: healthy ones, then each fault for two runs and two healthy ones after it."""
    return [*_well(WARM_UP), *_sick(EXPECTED, SICK_RUNS, WELL_RUNS), *_well(TAIL)]


def short_plan() -> list[Stage]:
    """Ten runs with three faults that one run is enough for."""
    return [*_well(SHORT_WARM_UP), *_sick(SHORT, 1, 1)]


def _well(runs: int) -> list[Stage]:
    return [Stage(HEALTHY)] * runs


def _sick(faults: Iterable[str], sick: int, well: int) -> Iterator[Stage]:
    for fault in faults:
        yield from (Stage(fault, number) for number in range(sick))
        yield from _well(well)
