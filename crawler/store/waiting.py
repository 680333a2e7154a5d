"""The articles of a crawl that wait to be stored, so that copies in one group are told at once."""

from __future__ import annotations

from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.match import Match
from crawler.core.dedup.sketch import Sketch
from crawler.store.story_index import StoryIndex

MOST = 200  # four groups; what never reaches the store is forgotten


class Waiting:
    """A small index beside that of the store; nothing in it is committed."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._index = StoryIndex()
        self._seen_rows = 0

    def follow(self, index: StoryIndex) -> None:
        """Forget what has become a row of the store's index since the last call."""
        rows = index.rows
        if len(rows) == self._seen_rows and len(self._sketches) <= MOST:
            return
        if self._sketches:
            for row in range(min(self._seen_rows, len(rows)), len(rows)):
                self._sketches.pop(rows.name(row), None)
        for name in list(self._sketches)[:-MOST]:
            del self._sketches[name]
        self._seen_rows = len(rows)
        self._index = StoryIndex(window_days=index.window_days)
        frequency = index.frequency
        self._index.frequency = Frequency(frequency.counts.copy(), frequency.articles)
        for name, sketch in self._sketches.items():
            self._index.add_sketch(name, sketch)

    def match(self, sketch: Sketch) -> Match | None:
        """What an article is to one that waits."""
        return self._index.match_sketch(sketch)

    def add(self, identifier: str, sketch: Sketch) -> None:
        """An article that will be stored, and has no copy so far."""
        self._sketches[identifier] = sketch
        self._index.add_sketch(identifier, sketch)
