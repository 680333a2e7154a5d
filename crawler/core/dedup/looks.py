"""What articles share with earlier ones, remembered until they are stored.

An article is looked at twice: when it comes, and in the transaction that stores it, which may find
others before it. What two texts share does not change, so only what came between is compared anew.
"""

from __future__ import annotations

from crawler.core.dedup.glance import Glimpse
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.sketch_bytes import Sketch

MOST = 256  # articles; more do not wait
Seen = dict[int, Overlap | Glimpse | None]  # by row; None for what shares too little


class Looks:
    """Of the last 256 articles that were looked at."""

    def __init__(self) -> None:
        self._of: dict[Sketch, Seen] = {}

    def __len__(self) -> int:
        return len(self._of)

    def of(self, sketch: Sketch) -> Seen:
        """By row, what the article shares with those that it was compared with; may be added to."""
        seen = self._of.get(sketch)
        if seen is None:
            if len(self._of) >= MOST:
                del self._of[next(iter(self._of))]
            seen = self._of[sketch] = {}
        return seen

    def forget(self, sketch: Sketch) -> None:
        """The article is stored: nobody asks about it again."""
        if self._of:
            self._of.pop(sketch, None)
