"""The pages of a host that were fetched: each address with each content, some 40 bytes a page."""

from __future__ import annotations

from crawler.core.links.address import Address, address_of
from crawler.core.links.numbers import Firsts, Numbers, digest
from crawler.core.links.packed import PackedTexts


class Pages:
    """Rows of address and content, numbered from 0 as they came; none stands twice."""

    def __init__(self) -> None:
        self._urls = PackedTexts()
        self._names = Firsts()
        self._contents = Firsts()
        self._shared = Numbers()
        self._more: dict[int, tuple[int, ...]] = {}  # by its first row: an address's further rows

    def __len__(self) -> int:
        return len(self._urls)

    def add(self, url: str, content: int) -> bool:
        """Hold a page; False when the address has shown this content before."""
        name = digest(url)
        first = self._names.get(name)
        if first is not None:
            if content in self._shown(first):
                return False
            self._more[first] = (*self._more.get(first, ()), len(self))
        self._urls.append(url)
        self._names.append(name)
        self._contents.append(content)
        return True

    def contents(self, url: str) -> tuple[int, ...]:
        """All that the address has shown."""
        first = self._names.get(digest(url))
        return () if first is None else self._shown(first)

    def _shown(self, first: int) -> tuple[int, ...]:
        """All that the address has shown whose first row this is."""
        return tuple(self._contents[row] for row in (first, *self._more.get(first, ())))

    def is_first(self, row: int) -> bool:
        """True for the first row that shows its content."""
        return self._contents.get(self._contents[row]) == row

    def share(self, row: int) -> int | None:
        """Note that a second address shows this row's content; returns the row that did so first.

        None when this was known, or when the row is the first itself.
        """
        content = self._contents[row]
        first = self._contents.get(content)
        return first if first != row and self._shared.add(content) else None

    def is_shared(self, row: int) -> bool:
        """True when several addresses were noted to show the row's content."""
        return self._contents[row] in self._shared

    def url(self, row: int) -> str:
        """The address of a row."""
        return self._urls[row]

    def address(self, row: int) -> Address:
        """The parts of its address."""
        return address_of(self._urls[row])

    def content(self, row: int) -> int:
        """What it has shown."""
        return self._contents[row]
