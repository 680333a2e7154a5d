"""A set of identifiers that grows with a run: 8 bytes of each, not its 32 hex digits."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.links.numbers import Numbers

DIGITS = 16  # of an identifier's 32: two of 100,000 meet once in three billion runs


class Names:
    """Which identifiers were given; they cannot be had back."""

    def __init__(self) -> None:
        self._held = Numbers()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and int(name[:DIGITS], 16) in self._held

    def update(self, names: Iterable[str]) -> int:
        """Hold these too; returns how many are new."""
        return sum(self._held.add(int(name[:DIGITS], 16)) for name in names)
