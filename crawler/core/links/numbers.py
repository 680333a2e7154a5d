"""Sets, maps and lists of 64-bit numbers that grow with a run: 24 bytes an entry, not 110.

Open addressing in arrays. The numbers are digests, so their lowest bits say where one stands. A
look takes a third of a microsecond; a `set` takes a tenth of that, and a number of its own.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

_FIRST_SLOTS = 64
_FREE = 0  # the number 0 is held as 1: two of 64 bits are as good as one
_MASK = (1 << 64) - 1


class Numbers:
    """A set of numbers; those beyond 64 bits, and negative ones, by their lowest 64 bits."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SLOTS))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, number: int) -> bool:
        return self._slots[self._slot(number)] != _FREE

    def add(self, number: int) -> bool:
        """Hold it; True when it is new."""
        slot = self._slot(number)
        if self._slots[slot] != _FREE:
            return False
        self._put(slot, number)
        return True

    def _put(self, slot: int, number: int) -> None:
        self._slots[slot] = number & _MASK or 1
        self._count += 1
        if 3 * self._count > 2 * len(self._slots):
            self._grow()

    def _slot(self, number: int) -> int:
        """Where the number is, or the free slot where it would be."""
        slots, number = self._slots, number & _MASK or 1
        last = len(slots) - 1
        slot = number & last
        while slots[slot] not in (_FREE, number):
            slot = slot + 1 & last
        return slot

    def _grow(self) -> None:
        """Twice the slots."""
        old, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
        for number in filter(None, old):
            self._slots[self._slot(number)] = number


class NumberMap(Numbers):
    """Numbers by number, both of 64 bits."""

    def __init__(self) -> None:
        super().__init__()
        self._values = array("Q", bytes(8 * _FIRST_SLOTS))

    def get(self, number: int) -> int | None:
        """What the number has, if anything."""
        slot = self._slot(number)
        return None if self._slots[slot] == _FREE else self._values[slot]

    def setdefault(self, number: int, value: int) -> int:
        """What the number has: the value, if it had none."""
        slot = self._slot(number)
        if self._slots[slot] != _FREE:
            return self._values[slot]
        self._values[slot] = value
        self._put(slot, number)
        return value

    def __setitem__(self, number: int, value: int) -> None:
        if self.setdefault(number, value) != value:
            self._values[self._slot(number)] = value

    def _grow(self) -> None:
        pairs = [
            (number, value)
            for number, value in zip(self._slots, self._values, strict=True)
            if number != _FREE
        ]
        self._slots = array("Q", bytes(16 * len(self._slots)))
        self._values = array("Q", bytes(8 * len(self._slots)))
        for number, value in pairs:
            slot = self._slot(number)
            self._slots[slot], self._values[slot] = number, value


class Firsts:
    """Numbers in the order in which they come, and where each came first: 14 to 20 bytes each."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._slots = array("I", bytes(4 * _FIRST_SLOTS))  # places, counted from 1
        self._count = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> int:
        return self._numbers[place]

    def get(self, number: int) -> int | None:
        """Where the number came first, from 0; None if it did not come."""
        place = self._slots[self._slot(number & _MASK)]
        return place - 1 if place else None

    def append(self, number: int) -> int:
        """One number more; returns where it came first."""
        number &= _MASK
        slot = self._slot(number)
        self._numbers.append(number)
        if place := self._slots[slot]:
            return place - 1
        self._slots[slot] = len(self._numbers)
        self._count += 1
        if 3 * self._count > 2 * len(self._slots):
            self._grow()
        return len(self._numbers) - 1

    def _slot(self, number: int) -> int:
        """Where the number's first place is held, or the free slot where it would be."""
        slots, numbers = self._slots, self._numbers
        last = len(slots) - 1
        slot = number & last
        while (place := slots[slot]) and numbers[place - 1] != number:
            slot = slot + 1 & last
        return slot

    def _grow(self) -> None:
        """Twice the slots."""
        places = [place for place in self._slots if place]
        self._slots = array("I", bytes(8 * len(self._slots)))
        for place in places:
            self._slots[self._slot(self._numbers[place - 1])] = place


def digest(*words: object) -> int:
    """An 8-byte BLAKE2b digest (RFC 7693) of strings, numbers and tuples, used in place of a key.

    Unlike `hash` it is the same in every process. Two of 100,000 meet once in three billion runs.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    return int.from_bytes(blake2b(repr(words).encode(), digest_size=8).digest())
