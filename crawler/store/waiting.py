"""The articles of a crawl that wait to be stored, so that copies in one group are told at once."""

from __future__ import annotations

from weakref import ReferenceType, ref

from crawler.core.dedup.frequency import Borrowed
from crawler.core.dedup.match import Match
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.sketch import Sketch
from crawler.store.story_index import StoryIndex

MOST = 200  # four groups; what never reaches the store is forgotten
DECODED = 16  # sketches of 17 kB; each crawl of a process has such an index


class Waiting:
    """A small index beside that of the store; nothing in it is committed."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._index = StoryIndex()
        self._beside: ReferenceType[StoryIndex] | None = (
            None  # it may be thrown away and opened anew
        )
        self._seen_rows = 0

    def follow(self, index: StoryIndex) -> None:
        """Forget what has become a row of the store's index since the last call.

        Rows of other crawls change nothing here: the index is made anew for its own alone.
        """
        stored = self._stored(index)
        for name in list(self._sketches)[:-MOST]:
            stored.add(name)
        for name in stored:
            del self._sketches[name]
        if stored or self._beside is None or self._beside() is not index:
            self._beside, self._index = ref(index), _beside(index)
            for name, sketch in self._sketches.items():
                self._index.add_sketch(name, sketch)

    def _stored(self, index: StoryIndex) -> set[str]:
        """Those of the waiting that the index has."""
        rows = index.rows
        first, self._seen_rows = min(self._seen_rows, len(rows)), len(rows)
        if not self._sketches:
            return set()
        names = map(rows.name, range(first, len(rows)))
        return {name for name in names if name in self._sketches}

    def match(self, sketch: Sketch) -> Match | None:
        """What an article is to one that waits."""
        return self._index.match_sketch(sketch)

    def add(self, identifier: str, sketch: Sketch) -> None:
        """An article that will be stored, and has no copy so far."""
        self._sketches[identifier] = sketch
        self._index.add_sketch(identifier, sketch)


def _beside(index: StoryIndex) -> StoryIndex:
    """An empty one by whose rules the index goes."""
    made = StoryIndex(window_days=index.window_days)
    made.rows, made.frequency = Rows(kept=DECODED), Borrowed(index.frequency)
    return made
