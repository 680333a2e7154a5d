"""An article beside earlier ones: what each comparison gave, and what follows from all of them."""

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
    """A match with what adding needs to know; a `head` is the row that the match names."""

    match: Match | None
    head: int | None = None
    searched: bool = True


class Compared:
    """An earlier article beside the new one.

    Without a verdict the two are two texts, or another was found that is a better answer.

    Attributes:
        row: Of the earlier article.
        head: The row of its group.
        glimpse: What a glance at both told, of what is not yet laid beside the new one.
        overlap: What both share, of what is.
        alike: How alike the two are, by a glimpse at most; the earlier of equals is more alike.
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
        """Have what was found by laying the one beside the other."""
        self.glimpse, self.overlap = None, overlap
        self.alike = overlap.likeness, -self.row

    def pass_over(self) -> None:
        """It is not worth comparing."""
        self.glimpse, self.alike = None, NOTHING_ALIKE


def is_sibling(compared: Compared) -> bool:
    """True for another issue of one form."""
    return compared.verdict is not None and compared.verdict.relation == TEMPLATE


def of_another_day(overlap: Overlap) -> Verdict | None:
    """The verdict of two texts whose dates differ; None when their words alone do not tell."""
    shorter = min(len(overlap.new.codes), len(overlap.old.codes))
    if shorter < SHORT or not are_alike_by_words(overlap.containment, overlap.jaccard):
        return None
    return Verdict(TEMPLATE, round(overlap.containment, 4), "dates")


def rank(compared: Compared) -> tuple[bool, Likeness]:
    """By it the best of those with a verdict: duplicates, the most alike, the earliest."""
    assert compared.verdict  # noqa: S101 - of those that have a verdict
    return compared.verdict.is_duplicate, compared.alike
