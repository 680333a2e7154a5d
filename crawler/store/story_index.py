"""The index of copies as the store feeds it: one row for each stored sketch, in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from crawler.core.dedup.duplicate_index import DuplicateIndex, StoredSketch
from crawler.core.dedup.match import Match
from crawler.core.dedup.sketch import Sketch, sketch_of
from crawler.core.dedup.sketch_bytes import SketchError, to_bytes

_ONE_WORD = str.maketrans("0123456789", "ghijklmnop")  # digits beside letters make many words


@dataclass(frozen=True, slots=True)
class Judged:
    """What an article is to earlier ones, and how it is to be kept.

    `head` is the row, counted from 0, of the first article of its group; None when it begins one.
    `exact` says that the index has the same words already.
    """

    match: Match | None
    head: int | None
    searched: bool
    exact: bool = False


class StoryIndex(DuplicateIndex):
    """A `DuplicateIndex` whose rows are put in by number, as decided elsewhere."""

    @classmethod
    def of(cls, index: DuplicateIndex) -> Self:
        """The same index, not a copy of it."""
        made = cls(window_days=index.window_days)
        vars(made).update(vars(index))
        return made

    def judge(self, sketch: Sketch) -> Judged:
        """Compare; nothing is added."""
        answer = self._answer(sketch)
        exact = self.exact.find(sketch.exact) is not None
        return Judged(answer.match, answer.head, answer.searched, exact)

    def take(self, identifier: str, head: int | None, data: bytes, *, searched: bool) -> None:
        """Add a stored row. One that cannot be read any more keeps its place and finds nothing."""
        group = identifier if head is None else str(head)
        try:
            self.restore([StoredSketch(identifier, group, searched, data)])
        except SketchError:
            data = to_bytes(nothing(identifier))
            self.restore([StoredSketch(identifier, group, searched=False, data=data)])

    def _head_of(self, identifier: str, heads: dict[str, int]) -> int:
        """`take` names a group by its row: no name has to be looked for among all."""
        del heads
        return int(identifier)


def nothing(identifier: str) -> Sketch:
    """The sketch of a text that no article has."""
    sketch = sketch_of("", identifier.translate(_ONE_WORD))
    if sketch is None:
        message = f"an identifier has letters or digits: {identifier!r}"
        raise ValueError(message)
    return sketch
