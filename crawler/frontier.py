"""What is still to be fetched: one fetch for an article, and when a listing has told its news."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.core.article import identifier_of
from crawler.core.urls import canonical_url
from crawler.store.seen import Seen, Visit

NOTES_MAX = 50  # visits that wait before they are written; losing some costs only a fetch


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the links of one page."""

    urls: tuple[str, ...]  # to be fetched now
    known: int  # articles that the store has from earlier runs
    postponed: int  # addresses that gave no article and are not due again
    told: bool  # there were links, and all were dealt with before this run


class Frontier:
    """Decides for each article address once a run; the store knows what earlier runs decided."""

    def __init__(self, seen: Seen, source: str, clock: Callable[[], datetime]) -> None:
        self._seen = seen
        self._source = source
        self._clock = clock
        self._taken: set[str] = set()
        self._settled: set[str] = set()
        self._notes: list[Visit] = []

    def take(self, urls: Iterable[str]) -> Taken:
        """Claim the addresses that nobody has claimed; asks the store once."""
        links = {identifier_of(canonical_url(url)): url for url in urls}
        fresh = links.keys() - self._taken - self._settled
        known = self._seen.known(fresh)
        postponed = self._seen.postponed(fresh - known, self._clock())
        self._settled |= known | postponed
        new = [identifier for identifier in links if identifier in fresh - known - postponed]
        self._taken.update(new)
        return Taken(
            urls=tuple(links[identifier] for identifier in new),
            known=len(known),
            postponed=len(postponed),
            told=bool(links) and self._settled.issuperset(links),
        )

    def is_postponed(self, url: str) -> bool:
        """True for a section that was no listing not long ago."""
        return bool(self._seen.postponed([identifier_of(canonical_url(url))], self._clock()))

    def claim(self, url: str) -> bool:
        """Claim one address whatever the store says (a retry that is due)."""
        identifier = identifier_of(canonical_url(url))
        if identifier in self._taken:
            return False
        self._taken.add(identifier)
        return True

    def due(self, limit: int) -> list[str]:
        """Articles of this source that failed in earlier runs and may be asked again."""
        return self._seen.due(self._source, self._clock(), limit)

    def note(self, url: str, outcome: str) -> None:
        """Remember what a visit came to, so that it is not repeated at once."""
        identifier = identifier_of(canonical_url(url))
        self._notes.append(Visit(identifier, url, self._source, outcome, self._clock()))
        if len(self._notes) >= NOTES_MAX:
            self.flush()

    def flush(self) -> None:
        """Write the notes."""
        notes, self._notes = self._notes, []
        if notes:
            self._seen.note(notes)
