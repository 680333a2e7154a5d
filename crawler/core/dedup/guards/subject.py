"""Two articles that each repeat a rare word which the other lacks have different subjects."""

from __future__ import annotations

from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.kinds_of_words import contents
from crawler.core.dedup.letters import SPELLING_MASK
from crawler.core.dedup.overlap import Marks, Overlap
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.slots import Slots
from crawler.core.dedup.spelling import AFFIXES, is_same
from crawler.core.dedup.words import spellings

_LONG, _ALIKE, _EDITS = 100, 0.84, 2  # shared words, J, differences outside of slots


def subjects_differ(overlap: Overlap, frequency: Frequency) -> bool:
    """True when both have such a word: the name in a telegram, the town of a forecast.

    A word that the other spells or inflects differently is not lacking. Nor does a long text that
    an editor changed elsewhere too, and in which a country has another name throughout, differ.
    """
    new, old = overlap.new, overlap.old
    if overlap.containment == 1:
        return False  # one of them has no word of its own
    others = _own(old, overlap.old_shared)  # is read, while the new one may be a draft
    ones = _own(new, overlap.new_shared) if others else []
    return (
        bool(ones)
        and _is_any_lacking(ones, overlap.only_old | old.title_set, frequency)
        and _is_any_lacking(others, overlap.only_new | new.title_set, frequency)
        and not _is_edited(overlap)
    )


def _is_edited(overlap: Overlap) -> bool:
    """Whether long texts are alike and differ outside of slots too."""
    return overlap.shared >= _LONG and overlap.jaccard >= _ALIKE and Slots(overlap).loose >= _EDITS


def _own(sketch: Sketch, shared: Marks) -> list[int]:
    """The content words that the sketch repeats and the other body lacks, spelled like this."""
    return contents(sketch.codes[(sketch.often > shared).nonzero()[0]].tolist())


def _is_any_lacking(own: list[int], others: frozenset[int], frequency: Frequency) -> bool:
    """Whether one of the words is rare and not one of the others in another spelling."""
    alike = set(spellings(others))
    return any(
        not any((spelling + affix) & SPELLING_MASK in alike for affix in AFFIXES)
        and frequency.is_rare(word)
        and not any(is_same(word, each) for each in others)
        for word, spelling in zip(own, spellings(own), strict=True)
    )
