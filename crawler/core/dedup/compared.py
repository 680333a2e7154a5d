"""Comparisons of one article with earlier ones, and the answer that follows from all of them."""

from __future__ import annotations

from typing import NamedTuple

from crawler.core.dedup.glance import Glimpse
from crawler.core.dedup.match import TEMPLATE, Match
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.relation import Verdict, are_alike_by_words
from crawler.core.dedup.sketch_bytes import SHORT

Likeness = tuple[float, int]
"""How alike a row is to the new article (`Overlap.likeness`), and less its number."""
NOTHING_ALIKE: Likeness = (0.0, 0)


class Answer(NamedTuple):
    """A match, with what `add` needs to know; `head` is the row that the match names."""

    match: Match | None
    head: int | None = None
    searched: bool = True


class Compared:
    """The comparison of an earlier article with the new one.

    It has no verdict where the two are different texts, or where another one is a better answer.

    Attributes:
        row: The row of the earlier article.
        head: The row of its group.
        glimpse: The quick estimate, while the two are not yet compared word for word.
        overlap: What both share, once they are compared word for word.
        alike: How alike the two are, by a glimpse at most; of equals the earlier one is more alike.
        verdict: What the new article is to the earlier one.
    """

    __slots__ = ("alike", "glimpse", "head", "overlap", "row", "verdict")

    def __init__(self, row: int, head: int, seen: Overlap | Glimpse | None) -> None:
        self.row, self.head = row, head
        self.glimpse: Glimpse | None = None
        self.overlap: Overlap | None = None
        self.alike = NOTHING_ALIKE  # as what is not worth comparing
        self.verdict: Verdict | None = None
        if isinstance(seen, Overlap):
            self.lay(seen)
        elif seen:
            self.glimpse, self.alike = seen, (seen.likeness, -row)

    def lay(self, overlap: Overlap) -> None:
        """Store what the comparison word for word gave."""
        self.glimpse, self.overlap = None, overlap
        self.alike = overlap.likeness, -self.row

    def pass_over(self) -> None:
        """Leave it without a comparison."""
        self.glimpse, self.alike = None, NOTHING_ALIKE


def is_sibling(compared: Compared) -> bool:
    """True for another issue of the same form."""
    return compared.verdict is not None and compared.verdict.relation == TEMPLATE


def of_another_day(overlap: Overlap) -> Verdict | None:
    """The verdict where the dates of both differ; None when the words alone do not decide."""
    shorter = min(len(overlap.new.codes), len(overlap.old.codes))
    if shorter < SHORT or not are_alike_by_words(overlap.containment, overlap.jaccard):
        return None
    return Verdict(TEMPLATE, round(overlap.containment, 4), "dates")


def rank(compared: Compared) -> tuple[bool, Likeness]:
    """The sort key of the answers: duplicates first, then the most alike, then the earliest."""
    assert compared.verdict  # noqa: S101 - of those that have a verdict
    return compared.verdict.is_duplicate, compared.alike
