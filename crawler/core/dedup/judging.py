"""Compares a new article with its candidates, and with no more of them than needed.

The best answer is the most alike duplicate, or else the most alike article that has a verdict. A
quick estimate (`glance`) gives an upper bound of the likeness of each candidate. They are compared
word for word in the order of this bound, and those that can no longer be the answer are not.
"""

from __future__ import annotations

from bisect import insort
from operator import attrgetter

from crawler.core.dedup import titles
from crawler.core.dedup.compared import (
    NOTHING_ALIKE,
    Compared,
    is_sibling,
    of_another_day,
)
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.glance import Glimpse, may_be_alike
from crawler.core.dedup.guards.dates import dates_differ
from crawler.core.dedup.looks import Seen
from crawler.core.dedup.overlap import Beside
from crawler.core.dedup.relation import relation_of
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.sketch_bytes import Sketch, day_in
from crawler.core.dedup.word_table import WordTable

_by_likeness = attrgetter("alike")


class Judging:
    """The comparisons of one article; valid until another article fills the word table."""

    def __init__(  # noqa: PLR0913, PLR0917 - parts of an index
        self,
        sketch: Sketch,
        seen: Seen,
        rows: Rows,
        frequency: Frequency,
        table: WordTable,
        window_days: int,
    ) -> None:
        self._sketch, self._seen = sketch, seen
        self._rows, self._frequency, self._table = rows, frequency, table
        self._window_days = window_days
        self._beside: Beside | None = None
        self._issue = NOTHING_ALIKE  # the most alike issue of the same form so far

    def judged(self, rows: list[int], *, every: bool = False) -> list[Compared]:
        """Compare the candidates within the window, the most alike first, up to a duplicate.

        After a duplicate no better answer can come; after an issue of the same form no better one
        can come from an issue of another day.

        Args:
            rows: Candidates.
            every: Go on until one is no issue of the same form.
        """
        compared = self._compared(rows)
        waiting = [each for each in compared if each.glimpse or each.overlap]
        every = every and len(waiting) == len(compared)
        if len(waiting) > 1:
            waiting.sort(key=_by_likeness)
        while waiting:
            each = waiting.pop()
            if not every and self._is_of_another_day(each):
                continue
            if each.glimpse and not self._lay(each, each.glimpse):
                every = False
            elif waiting and waiting[-1].alike > each.alike:
                insort(waiting, each, key=_by_likeness)
            else:
                self._judge(each)
                if each.verdict and each.verdict.is_duplicate:
                    break
                every = every and is_sibling(each)
        return compared

    def _compared(self, rows: list[int]) -> list[Compared]:
        seen, head = self._seen, self._rows.head
        self._look([row for row in rows if row not in seen])
        return [Compared(row, head(row), seen[row]) for row in rows if row in seen]

    def _look(self, rows: list[int]) -> None:
        """Estimate the likeness of those in the window that were not compared before."""
        bytes_of, checked = self._rows.bytes_of, self._rows.checked
        stored = {row: data for row in rows if self._is_near(data := bytes_of(row))}
        if stored:
            old = [checked(row, data) for row, data in stored.items()]
            self._seen.update(
                zip(stored, may_be_alike(self._sketch, old, self._table), strict=True)
            )
            self._beside = None  # the table has other words now

    def _is_near(self, stored: bytes) -> bool:
        """Whether a stored sketch lies within the window of days."""
        own = self._sketch.day
        return not own or not (day := day_in(stored)) or abs(own - day) <= self._window_days

    def _is_of_another_day(self, each: Compared) -> bool:
        """Whether it is less alike than an issue that was found, and names another day.

        Such a candidate is another issue too, or another text.
        """
        return self._issue > each.alike and dates_differ(self._sketch, self._old(each))

    def _old(self, each: Compared) -> Sketch:
        if each.glimpse:
            return self._rows.sketch(each.row, each.glimpse.data)
        assert each.overlap  # noqa: S101 - one of the two
        return each.overlap.old

    def _lay(self, each: Compared, glimpse: Glimpse) -> bool:
        """Compare it word for word, unless the headlines had to agree and do not."""
        old = self._rows.sketch(each.row, glimpse.data)
        if glimpse.by_words or titles.agree(self._sketch, old):
            if not self._beside:
                self._beside = Beside(self._sketch, self._table)
            each.lay(self._beside.old(old))
        else:
            each.pass_over()
        self._seen[each.row] = each.overlap
        return each.overlap is not None

    def _judge(self, each: Compared) -> None:
        overlap = each.overlap
        assert overlap  # noqa: S101 - as laid
        if self._is_of_another_day(each):
            each.verdict = of_another_day(overlap)
        each.verdict = each.verdict or relation_of(overlap, self._frequency)
        if is_sibling(each):
            self._issue = max(self._issue, each.alike)
