"""Remembers comparisons of an article until it is stored.

An article is looked up twice: when it comes, and in the transaction that stores it, when others may
have come before it. What two texts share does not change, so only newcomers are compared again.
"""

from __future__ import annotations

from crawler.core.dedup.glance import Glimpse
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.sketch_bytes import Sketch

MOST = 256  # articles; more do not wait
Seen = dict[int, Overlap | Glimpse | None]  # by row; None for what shares too little


class Looks:
    """The comparisons of the last 256 articles that were looked up."""

    def __init__(self) -> None:
        self._of: dict[Sketch, Seen] = {}

    def __len__(self) -> int:
        return len(self._of)

    def of(self, sketch: Sketch) -> Seen:
        """The comparisons of an article by row; the caller may add to them."""
        seen = self._of.get(sketch)
        if seen is None:
            if len(self._of) >= MOST:
                del self._of[next(iter(self._of))]
            seen = self._of[sketch] = {}
        return seen

    def forget(self, sketch: Sketch) -> None:
        """Drop the comparisons of an article that is stored."""
        if self._of:
            self._of.pop(sketch, None)
