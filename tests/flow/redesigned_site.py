"""A site that gives all its articles new addresses; the old ones answer 404 from then on.

Of its articles the listing shows the newest only. One is withdrawn for some days, and then the
listing shows it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.flow.evolving_site import GONE_PAGE, EvolvingSite

HOURS = 5  # between two runs
RUNS = 21
REDESIGNED = 3  # the run from which on the addresses are others
LISTED = 6
WITHDRAWN, FROM, UNTIL = 8, 6, 19


@dataclass
class RedesignedSite(EvolvingSite):
    """What it shows in a run."""

    def path(self, number: int) -> str:
        """Where an article is now."""
        return f"/story/{number}.html" if self.run >= REDESIGNED else f"/news/{1000 + number}"

    def is_gone(self, number: int) -> bool:
        """True while its address gives 404."""
        return number == WITHDRAWN and FROM <= self.run < UNTIL

    def listed(self) -> list[int]:
        """What the listing shows, newest first."""
        newest = sorted(self.out, reverse=True)[:LISTED]
        return [number for number in newest if not self.is_gone(number)]

    def answer(self, path: str) -> tuple[int, str]:
        """Status and page."""
        if path == "/":
            return 200, self.listing()
        for number in self.out:
            if path == self.path(number) and not self.is_gone(number):
                return 200, self.page(number)
        return 404, GONE_PAGE

    @property
    def out(self) -> list[int]:
        """The numbers of its articles, which are all of the first day."""
        return list(range(10))
