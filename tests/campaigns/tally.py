"""What a campaign came to: faults tried and survived, and what its readers lost or got twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

DAMAGE = ("lost", "twice", "torn")
OVER_MAX = 20  # data folders in a row in which no fault could be made


@dataclass
class Tally:
    """`tried` counts the faults that were made, not those that were meant.

    `wrong` says in words what else did not go as promised: an exit code, a refusal, a hang.
    """

    fault: str
    tried: int = 0
    survived: int = 0
    lost: int = 0
    twice: int = 0
    torn: int = 0
    peak_mb: float = 0.0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def settle(self, faults: int, verdict: dict[str, int], wrong: list[str]) -> None:
        """A data folder is at its end: so many faults, and what came of all of them."""
        self.tried += faults
        self.survived += 0 if wrong or any(verdict.values()) else faults
        for name in DAMAGE:
            setattr(self, name, getattr(self, name) + verdict[name])
        self.wrong += wrong

    @property
    def clean(self) -> bool:
        """A fault was made, and every one survived: nothing lost, nothing twice, nothing torn."""
        damage = any(getattr(self, name) for name in DAMAGE)
        return 0 < self.tried == self.survived and not damage and not self.wrong

    def folders(self, times: int) -> Iterator[int]:
        """Numbers of data folders until so many faults were made.

        Raises AssertionError when folder after folder comes to its end without one.
        """
        number = none = 0
        while (tried := self.tried) < times:
            number += 1
            yield number
            none = 0 if self.tried > tried else none + 1
            assert none < OVER_MAX, f"{self.fault}: no fault could be made {none} times in a row"

    def row(self) -> tuple[str, ...]:
        """For a table."""
        counts = (f"{getattr(self, name):,}" for name in DAMAGE)
        share = f"{self.survived:,}/{self.tried:,}"
        return (self.fault, share, *counts, f"{self.peak_mb:,.0f}", f"{self.seconds:,.0f}")

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@contextmanager
def timed(tally: Tally) -> Iterator[Tally]:
    """Adds the time that the body takes."""
    begun = time.perf_counter()
    try:
        yield tally
    finally:
        tally.seconds += round(time.perf_counter() - begun, 1)
