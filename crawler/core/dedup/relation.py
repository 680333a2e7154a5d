"""Decides by their sketches how one article relates to another."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from crawler.core.dedup import titles
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.guards.dates import dates_differ
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.guards.numbers import numbers_differ
from crawler.core.dedup.guards.subject import subjects_differ
from crawler.core.dedup.kinds_of_words import contents
from crawler.core.dedup.match import CONTAINED, DUPLICATES, EXTENDS, ROUNDUP, SAME, TEMPLATE
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.sketch_bytes import SHORT, Sketch

# Measured on 14,302 articles (make bench); C is containment, J Jaccard, of distinct words.
_HELD = 0.94  # C by which one text holds the other
_VERSIONS = ((0.85, 0.7), (0.9, 0.6))  # C and J of two versions
PART_HELD, PART_WORDS = 0.6, 20  # C and shared words of a part that the headline vouches for
_HEADED_ALIKE = 0.65  # J of two versions under one headline
_DENSE = 0.65  # share of the shared words that stand together in such a part
_VERSION = 0.5  # J of a version that copies are looked for by
_UNEQUAL = 0.5  # J below which one text is twice the other, and the headlines must be alike
_TITLES_ALIKE = 0.6
_RESIDUE = 0.05  # share of a text that can hold another story
_BOTH, _SAME_JACCARD = 0.9, 0.85
_TOLD_ON = 0.4  # words of the first story to foreign ones; .24 in round-ups, from .57 in versions
STORY_WORDS = 15  # words of a second story


class Verdict(NamedTuple):
    """A relation, the likeness, and the fixed name of the rule that decided."""

    relation: str
    similarity: float
    reason: str

    @property
    def is_duplicate(self) -> bool:
        """True for the relations of one story."""
        return self.relation in DUPLICATES


def relation_of(overlap: Overlap, frequency: Frequency) -> Verdict | None:
    """How the new article relates to the old; None when they are different texts."""
    if not _is_alike(overlap):
        return None
    relation, reason = _sibling(overlap, frequency) or _several(overlap) or _version(overlap)
    return Verdict(relation, round(overlap.containment, 4), reason)


def _is_alike(overlap: Overlap) -> bool:
    shorter = min(len(overlap.new.codes), len(overlap.old.codes))
    held = overlap.shared / shorter
    if held < PART_HELD:
        return False
    if shorter < SHORT and titles.likeness(overlap.new, overlap.old) < _TITLES_ALIKE:
        return False
    jaccard = overlap.jaccard
    if are_alike_by_words(held, jaccard):
        return True
    if overlap.shared < PART_WORDS or not overlap.titles_agree:
        return False
    least = _DENSE * overlap.shared
    return jaccard >= _HEADED_ALIKE or (
        bool(np.count_nonzero(overlap.old_shared[overlap.old_span]) >= least)
        and bool(np.count_nonzero(overlap.new_shared[overlap.new_span]) >= least)
    )


def are_alike_by_words(containment: float, jaccard: float) -> bool:
    """Whether two texts are alike by their words alone, whatever the headlines say."""
    if containment >= _HELD:
        return True
    for held, alike in _VERSIONS:  # noqa: SIM110 - asked of every candidate
        if containment >= held and jaccard >= alike:
            return True
    return False


def is_version(overlap: Overlap) -> bool:
    """Whether near copies should be looked for by the keys of this duplicate, not its head's alone.

    Yes if both have half of their words in common, or one holds the other: a brief came first, and
    others copy the long report. By the keys of a mere part of a page boilerplate would be found.
    """
    return overlap.jaccard >= _VERSION or overlap.containment >= _HELD


def _sibling(overlap: Overlap, frequency: Frequency) -> tuple[str, str] | None:
    if numbers_differ(overlap):
        return TEMPLATE, "numbers"
    if dates_differ(overlap.new, overlap.old):
        return TEMPLATE, "dates"
    if subjects_differ(overlap, frequency):
        return TEMPLATE, "subject"
    return (TEMPLATE, "form") if forms_differ(overlap) else None


def _several(overlap: Overlap) -> tuple[str, str] | None:
    """The verdict by the headlines where one of the two tells more stories than the other."""
    if overlap.titles_agree:
        return None
    new, old = overlap.new, overlap.old
    if titles.announces_more(new, old) and _may_tell_another(
        new, overlap.only_new, overlap.new_span
    ):
        return ROUNDUP, "announces"
    if titles.announces_more(old, new) and _may_tell_another(
        old, overlap.only_old, overlap.old_span
    ):
        return ROUNDUP, "announced"
    if overlap.jaccard >= _UNEQUAL:
        return None
    return None if titles.likeness(new, old) >= _TITLES_ALIKE else (ROUNDUP, "headline")


def _may_tell_another(sketch: Sketch, own: frozenset[int], span: slice) -> bool:
    """Whether the words that only one article has suffice for another story, and stand together."""
    if len(own) < max(STORY_WORDS, _RESIDUE * len(sketch.codes)):
        return False
    beside = sketch.words[: span.start] + sketch.words[span.stop :]
    telling = contents(beside)
    foreign = len(own.intersection(telling))
    return len(telling) - foreign < _TOLD_ON * foreign


def _version(overlap: Overlap) -> tuple[str, str]:
    of_new, of_old = overlap.of_new, overlap.of_old
    alike = overlap.jaccard >= _SAME_JACCARD or min(of_new, of_old) >= _BOTH
    if alike or of_new == of_old:
        return SAME, "words"
    return (CONTAINED if of_new > of_old else EXTENDS), "words"
