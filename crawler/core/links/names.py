"""A set of identifiers that grows with a run: 8 bytes of each, not its 32 hex digits."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.links.numbers import Numbers

DIGITS = 16  # of an identifier's 32: two of 100,000 meet once in three billion runs
RECENT_MAX = 512  # pages near one another link to the same; a set tells at once


class Names:
    """A set of identifiers that keeps only digests, so it cannot list them.

    `recent_max` of them are held as they are too, 150 bytes each: for a set that is asked often.
    """

    def __init__(self, *, recent_max: int = RECENT_MAX) -> None:
        self._held = Numbers()
        self._recent: set[str] = set()
        self._recent_max = recent_max

    def __contains__(self, name: object) -> bool:
        if name in self._recent:
            return True
        if not isinstance(name, str) or int(name[:DIGITS], 16) not in self._held:
            return False
        self._remember(name)
        return True

    def update(self, names: Iterable[str]) -> int:
        """Hold these too; returns how many are new."""
        new = 0
        for name in names:
            if name not in self._recent:
                new += self._held.add(int(name[:DIGITS], 16))
                self._remember(name)
        return new

    def _remember(self, name: str) -> None:
        if len(self._recent) >= self._recent_max:
            self._recent.clear()
        if self._recent_max:
            self._recent.add(name)
