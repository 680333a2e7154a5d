"""The index of what was published: exact copies for ever, near copies within a window of days.

An article is compared with the heads of groups and with what was found by a head itself, never with
every member: likeness does not add up, and a chain of likenesses would join what is not alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import compress

from crawler.core.dedup.compared import Answer, Compared, is_sibling, rank
from crawler.core.dedup.exact import ExactTexts
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.judging import Judging
from crawler.core.dedup.looks import MOST, Looks
from crawler.core.dedup.match import EXTENDS, ROUNDUP, SAME, Match
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.postings import Postings
from crawler.core.dedup.relation import is_version
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.second_story import covers, may_be_covered
from crawler.core.dedup.sketch import Sketch, sketch_of
from crawler.core.dedup.sketch_bytes import from_bytes
from crawler.core.dedup.word_table import WordTable

WINDOW_DAYS = 90
_CANDIDATES = 8
_NOTHING = Answer(None)
_MOST_CANDIDATES = 32  # where the first eight are issues of the same form


class StoredSketch:
    """An article as a store keeps it, in the order in which articles came.

    `head` is the identifier of its group's first article, its own for a head. `searched` says
    that near copies are looked for by its keys. `data` is the sketch.
    """

    __slots__ = ("_kept", "head", "identifier", "searched")

    def __init__(
        self,
        identifier: str,
        head: str,
        searched: bool,  # noqa: FBT001 - a column like the others
        data: bytes | Sketch,
    ) -> None:
        self.identifier, self.head, self.searched = identifier, head, searched
        self._kept = data

    @property
    def data(self) -> bytes:
        """The bytes of the sketch; those of a new article are made when first asked for."""
        return self._kept if isinstance(self._kept, bytes) else self._kept.data


class DuplicateIndex:
    """Finds earlier articles with the same text, whatever their headline, address and site."""

    def __init__(self, *, window_days: int = WINDOW_DAYS) -> None:
        self.window_days = window_days
        self.rows = Rows()
        self.exact = ExactTexts()
        self.postings = Postings()
        self.frequency = Frequency()
        self.looks = Looks()
        self._table = WordTable()
        self._asked: tuple[tuple[str, str, str, datetime | None], Sketch | None] | None = None
        self._answers: dict[int, tuple[Sketch, Answer]] = {}  # since an article was added

    def match(
        self, title: str, body: str, *, site: str = "", published: datetime | None = None
    ) -> Match | None:
        """How the article relates to an earlier one, or None; a body without a word matches none.

        Args:
            title: Headline; decides where the texts alone do not.
            body: Text as published.
            site: Name of the site it was found on, if known.
            published: When the article appeared, if known.
        """
        sketch = self._sketch(title, body, site, published)
        return self.match_sketch(sketch) if sketch else None

    def add(
        self,
        identifier: str,
        title: str,
        body: str,
        *,
        site: str = "",
        published: datetime | None = None,
    ) -> StoredSketch | None:
        """Let later articles match this one; returns what to store, None without a word."""
        sketch = self._sketch(title, body, site, published)
        return self.add_sketch(identifier, sketch) if sketch else None

    def match_sketch(self, sketch: Sketch) -> Match | None:
        """Same as `match`, for an article whose sketch exists."""
        return self._answer(sketch).match

    def add_sketch(self, identifier: str, sketch: Sketch) -> StoredSketch:
        """Same as `add`, for an article whose sketch exists."""
        answer = self._answer(sketch)
        match = answer.match if answer.head is not None else None
        head = match.identifier if match else identifier
        self._put(identifier, answer.head, sketch, searched=answer.searched)
        return StoredSketch(identifier, head, answer.searched, sketch)

    def restore(self, stored: Iterable[StoredSketch]) -> None:
        """Add what a store kept, in the order in which it was added.

        Raises:
            SketchError: A sketch is damaged or of another version.
            KeyError: The head of an article is not among those before it.
        """
        heads: dict[str, int] = {}
        for each in stored:
            head = None if each.head == each.identifier else self._head_of(each.head, heads)
            row = self._put(each.identifier, head, from_bytes(each.data), searched=each.searched)
            if head is None:
                heads[each.identifier] = row

    def _head_of(self, identifier: str, heads: dict[str, int]) -> int:
        if identifier not in heads:
            names = map(self.rows.name, range(len(self.rows)))
            heads |= {name: row for row, name in enumerate(names) if self.rows.head(row) == row}
        return heads[identifier]

    def memory_bytes(self) -> int:
        """Bytes of the sketches and keys in memory, without what Python adds to each object."""
        new = self.rows.data.nbytes + 16 * len(self.exact.recent)
        return new + self.frequency.counts.nbytes + 8 * len(self.postings)

    def _sketch(
        self, title: str, body: str, site: str, published: datetime | None
    ) -> Sketch | None:
        """The sketch of an article. The last one is cached: an article is matched, then added."""
        asked = (title, body, site, published)
        if self._asked is None or self._asked[0] != asked:
            self._asked = (asked, sketch_of(title, body, site=site, published=published))
        return self._asked[1]

    def _put(self, identifier: str, head: int | None, sketch: Sketch, *, searched: bool) -> int:
        row = self.rows.add(identifier, head, sketch)
        self.exact.add(sketch.exact, row if head is None else head)
        if searched:
            self.postings.add(row, sketch.keys)
        self.frequency.add(sketch)
        self.looks.forget(sketch)
        self._answers.clear()
        return row

    def _answer(self, sketch: Sketch) -> Answer:
        """The answer for the article, cached until any article is added."""
        known = self._answers.get(id(sketch))
        if known is not None:
            return known[1]
        if len(self._answers) >= MOST:
            self._answers.clear()
        answer = self._exact(sketch) or self._near(sketch)
        self._answers[id(sketch)] = sketch, answer  # it stays, and with it its number
        return answer

    def _exact(self, sketch: Sketch) -> Answer | None:
        row = self.exact.find(sketch.exact)
        if row is None:
            return None
        head = self.rows.head(row)
        return Answer(Match(self.rows.name(head), SAME), head, searched=False)

    def _near(self, sketch: Sketch) -> Answer:
        rows = self._candidates(sketch)
        if not rows:
            return _NOTHING
        judging = self._judging(sketch)
        first, more = rows[:_CANDIDATES], rows[_CANDIDATES:]
        compared = judging.judged(first, every=bool(more))
        if more and compared and all(map(is_sibling, compared)):
            compared += judging.judged(more)
        judged = [each for each in compared if each.verdict]
        if not judged:
            return _NOTHING
        best = max(judged, key=rank)
        others = [each for each in compared if each.row == each.head != best.head]
        return self._answer_by(best, others)

    def _judging(self, sketch: Sketch) -> Judging:
        seen = self.looks.of(sketch)
        return Judging(sketch, seen, self.rows, self.frequency, self._table, self.window_days)

    def _answer_by(self, best: Compared, others: list[Compared]) -> Answer:
        assert best.verdict and best.overlap  # noqa: S101, PT018 - the judged have both
        relation = best.verdict.relation
        if relation == EXTENDS and self._covers_another(best.overlap, others):
            relation = ROUNDUP
        match = Match(self.rows.name(best.head), relation, best.verdict.similarity)
        if not match.is_duplicate:
            return Answer(match)
        version = best.row == best.head and is_version(best.overlap)
        return Answer(match, best.head, searched=version)

    def _covers_another(self, overlap: Overlap, others: list[Compared]) -> bool:
        """Whether the new article contains one of the others too; an estimate rules out most."""
        rows = [each.row for each in others]
        stored = [self.rows.checked(row, self.rows.bytes_of(row)) for row in rows]
        may_be = may_be_covered(overlap, stored, self._table)
        return any(covers(overlap, self.rows.sketch(row)) for row in compress(rows, may_be))

    def _candidates(self, sketch: Sketch) -> list[int]:
        """The rows that share the rarest keys with this article, best first."""
        found = self.postings.find(sketch.keys)
        if len(found) <= 1:
            return list(*found)[:_MOST_CANDIDATES]
        weights: dict[int, float] = {}
        known = weights.get
        for rows in found:
            weight = 1 / len(rows)
            for row in rows:
                weights[row] = known(row, 0) + weight
        if len(weights) == 1:
            return list(weights)
        ranked = sorted(sorted(weights), key=weights.__getitem__, reverse=True)  # stable
        return ranked[:_MOST_CANDIDATES]
