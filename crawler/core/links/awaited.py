"""Addresses that are queued or being fetched, by the parts that decide their content."""

from __future__ import annotations


class Awaited:
    """Addresses under keys; the first that came under a key speaks for it."""

    def __init__(self) -> None:
        self._urls: dict[int, tuple[str, ...]] = {}

    def add(self, key: int, url: str) -> None:
        """One more under a key."""
        urls = self._urls.get(key, ())
        if url not in urls:
            self._urls[key] = (*urls, url)

    def first(self, key: int) -> str | None:
        """The address that speaks for a key, if there is one."""
        urls = self._urls.get(key)
        return urls[0] if urls else None

    def drop(self, key: int, url: str) -> None:
        """The address is no longer on its way."""
        left = tuple(each for each in self._urls.pop(key, ()) if each != url)
        if left:
            self._urls[key] = left
