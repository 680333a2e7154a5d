"""An article beside earlier ones: what each comparison gave, and what follows from all of them."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.core.dedup.match import TEMPLATE, Match
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.relation import Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """A match with what adding needs to know."""

    match: Match | None
    head: int | None = None
    searched: bool = True


@dataclass(slots=True)
class Compared:
    """An earlier article beside the new one; without an overlap it is not worth comparing.

    Without a verdict the two are two texts, or another was found that is a better answer.
    """

    row: int
    head: int
    overlap: Overlap | None
    verdict: Verdict | None = None


def is_sibling(compared: Compared) -> bool:
    """True for another issue of one form."""
    return compared.verdict is not None and compared.verdict.relation == TEMPLATE


def likeness(compared: Compared) -> tuple[float, int]:
    """By it the most alike of those that were laid beside the new one: the earliest of equals."""
    overlap = compared.overlap
    assert overlap  # noqa: S101 - of those that have one
    new, old, shared = len(overlap.new.codes), len(overlap.old.codes), overlap.shared
    return shared / min(new, old) + shared / (new + old - shared), -compared.row


def rank(compared: Compared) -> tuple[bool, float, int]:
    """By it the best of those with a verdict: duplicates, the most alike, the earliest."""
    assert compared.verdict  # noqa: S101 - of those that have a verdict
    return compared.verdict.is_duplicate, *likeness(compared)
