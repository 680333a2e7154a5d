"""Two articles that differ in slots alone are two fillings of one form."""

from __future__ import annotations

from crawler.core.dedup import titles
from crawler.core.dedup.kinds_of_words import CONTENT, DATE, NUMBER, kind_of
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.slots import Slots, slots_of
from crawler.core.dedup.spelling import differ
from crawler.core.dedup.words import spellings

_SAME_FORM = 0.4  # likeness of headlines


def forms_differ(overlap: Overlap) -> bool:
    """True when names, numbers or days stand in the same places, and nothing else differs.

    One word mended by another paper on the same day under the same headline is a copy, though:
    a form that is filled again has another headline, another day, or stands on its own site. And
    headlines that have little in common, and nothing of what the slots hold, head no form.
    """
    if not overlap.only_new or not overlap.only_old:
        return False
    slots = slots_of(overlap)
    if slots.loose:
        return False
    if any(_numbers(new) and _numbers(old) for new, old in slots.pairs):
        return True
    filled = [pair for pair in slots.pairs if differ(*map(_names, pair))]
    return bool(filled) and not _is_mended(overlap, slots) and _is_headed_alike(overlap, slots)


def _numbers(words: tuple[int, ...]) -> list[int]:
    return [word for word in words if kind_of(word) == NUMBER]


def _names(words: tuple[int, ...]) -> list[int]:
    return spellings(word for word in words if kind_of(word) in (CONTENT, DATE))


def _is_headed_alike(overlap: Overlap, slots: Slots) -> bool:
    """The headline of a form is a form: the same words, or others where the body has others."""
    new, old = overlap.new, overlap.old
    if not new.title or not old.title or titles.likeness(new, old) >= _SAME_FORM:
        return True
    return any(
        not new.title_set.isdisjoint(ones) or not old.title_set.isdisjoint(others)
        for ones, others in slots.pairs
    )


def _is_mended(overlap: Overlap, slots: Slots) -> bool:
    new, old = overlap.new, overlap.old
    return (
        len(slots.pairs) == 1
        and 0 < new.day == old.day
        and new.site != old.site
        and titles.likeness(new, old) == 1
    )
