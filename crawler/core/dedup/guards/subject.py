"""Two articles that each repeat a rare word the other lacks are about two subjects."""

from __future__ import annotations

from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.letters import SPELLING_MASK
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.slots import slots_of
from crawler.core.dedup.spelling import AFFIXES, is_same
from crawler.core.dedup.words import spellings

_LONG, _ALIKE, _EDITS = 100, 0.84, 2  # shared words, J, differences outside of slots


def subjects_differ(overlap: Overlap, frequency: Frequency) -> bool:
    """True when both have such a word: the name in a telegram, the town of a forecast.

    A word that the other spells or inflects in another way is not lacking there. An article that
    an editor went through is no form, though he calls a country by its other name throughout.
    """
    new, old = overlap.new, overlap.old
    ones, others = overlap.only_new, overlap.only_old
    return (
        _has_own(new, old, ones, others, frequency)
        and _has_own(old, new, others, ones, frequency)
        and not _is_edited(overlap)
    )


def _is_edited(overlap: Overlap) -> bool:
    """Whether long texts are alike and differ where the other has nothing, too: in no slots."""
    return (
        overlap.shared >= _LONG and overlap.jaccard >= _ALIKE and slots_of(overlap).loose >= _EDITS
    )


def _has_own(
    sketch: Sketch,
    other: Sketch,
    own_only: frozenset[int],
    other_only: frozenset[int],
    frequency: Frequency,
) -> bool:
    """Whether the sketch repeats a rare word that the other has in no spelling."""
    if not own_only:
        return False
    own = [word for word in sketch.repeated if word in own_only and word not in other.title_set]
    if not own:
        return False
    others = other_only | other.title_set
    alike = set(spellings(others))
    return any(
        frequency.is_rare(word)
        and not any((spelling + affix) & SPELLING_MASK in alike for affix in AFFIXES)
        and not any(is_same(word, each) for each in others)
        for word, spelling in zip(own, spellings(own), strict=True)
    )
