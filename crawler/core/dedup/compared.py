"""An article beside earlier ones: what each comparison gave, and what follows from all of them."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.core.dedup.match import TEMPLATE, Match
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.relation import Verdict


@dataclass(slots=True)
class Answer:
    """A match with what adding needs to know."""

    match: Match | None
    head: int | None = None
    searched: bool = True


@dataclass(slots=True)
class Compared:
    """An earlier article beside the new one; without an overlap it is not worth comparing."""

    row: int
    head: int
    overlap: Overlap | None
    verdict: Verdict | None


def is_sibling(compared: Compared) -> bool:
    """True for another issue of one form."""
    return compared.verdict is not None and compared.verdict.relation == TEMPLATE


def rank(compared: Compared) -> tuple[bool, float, int]:
    """By it the best of those with a verdict: duplicates, the most alike, the earliest."""
    overlap, verdict = compared.overlap, compared.verdict
    assert overlap and verdict  # noqa: S101, PT018 - of those that have a verdict
    return verdict.is_duplicate, overlap.containment + overlap.jaccard, -compared.row
