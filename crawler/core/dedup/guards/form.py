"""Two articles that differ only in slots are two issues of one form."""

from __future__ import annotations

from collections import Counter

from crawler.core.dedup import titles
from crawler.core.dedup.guards.fillings import Fillings
from crawler.core.dedup.guards.numbers import are_turned
from crawler.core.dedup.kinds_of_words import CONTENT, DATE, NUMBER, PLAIN, kind_of
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.slots import LONGEST, Pair, Slots
from crawler.core.dedup.spelling import are_same, differ, is_joined, is_same, is_surely_same

_SAME_FORM = 0.4  # likeness of headlines
_LONGEST_NAME = 7  # words between shared ones: a name of five, and what stands beside it
_NAMES_AN_EDIT = 2  # in a long text an editor's own word is worth as many other names
_TELLING_TITLE = 6  # words of a headline that announces one story
_LONG = 100  # shared words: where they are more, one word in another spelling is an edit
_SHIFT, _HALF = 16, 0xFF  # a code ends with bit 23, a number of a sketch begins with bit 16


def forms_differ(overlap: Overlap) -> bool:
    """True when other names, numbers or days stand in the same places, and nothing else differs.

    Exceptions: what another paper changes on the same day under the same headline is a copy with
    edits, since another issue has another headline, another day, or its own site. Headlines that
    have little in common, and nothing of what the slots hold, are not those of one form. On one
    site more than slots may differ: a name of five words, "early today" for "today".
    """
    if overlap.is_nested and not all(_more_often(overlap)):
        return False  # no slots
    slots = Fillings(overlap)
    is_of_one_site = 0 < overlap.new.site == overlap.old.site
    if (slots.is_loose and not is_of_one_site) or slots.are_moved:
        return False
    if slots.is_loose:
        return _are_refilled(overlap, slots)
    if _numbers_differ(overlap, slots) or _are_filled(overlap, slots.pairs):
        return True
    return is_of_one_site and _are_refilled(overlap, slots)


def _numbers_differ(overlap: Overlap, slots: Slots) -> bool:
    """Whether other numbers stand in a slot, or anywhere."""
    if any(_numbers(new) and _numbers(old) for new, old in slots.pairs) or _counts_differ(
        _more_often(overlap), slots
    ):
        return not are_turned(overlap)
    return False


def _are_filled(overlap: Overlap, pairs: list[Pair]) -> bool:
    """Whether the slots hold other names, and not an editor's changes."""
    if _is_near_name(overlap, pairs):
        filled = pairs
    elif any(_is_edited(overlap, *pair) for pair in pairs) or _is_mended(overlap, pairs):
        return False
    else:
        filled = [pair for pair in pairs if differ(*map(_names, pair))]
    return bool(filled) and _is_headed_alike(overlap.new, overlap.old, filled)


def _more_often(overlap: Overlap) -> Pair:
    """The numbers that the new article has more often than the old one, and the reverse."""
    if overlap.new.numbers == overlap.old.numbers:
        return [], []
    counts = Counter(overlap.new.numbers)
    counts.subtract(overlap.old.numbers)
    new = [number for number, count in counts.items() if count > 0]
    return new, [number for number, count in counts.items() if count < 0]


def _counts_differ(more: Pair, slots: Slots) -> bool:
    """Whether each has some number more often, apart from those around the shared text."""
    return all(more) and all(
        any(number & _HALF not in around for number in each)
        for each, around in zip(more, map(_halves, slots.outside), strict=True)
    )


def _halves(words: list[int]) -> set[int]:
    """The parts of the codes of numbers that the numbers of a sketch have too."""
    return {number >> _SHIFT for number in _numbers(words)}


def _numbers(words: list[int]) -> list[int]:
    return [word for word in words if kind_of(word) == NUMBER]


def _names(words: list[int]) -> list[int]:
    return [word for word in words if kind_of(word) in (CONTENT, DATE)]


def _are_refilled(overlap: Overlap, slots: Fillings) -> bool:
    """Whether more places hold other names or numbers than an editor's changes.

    In a long text, where editors replace some words and correct numbers, it takes two for each.
    """
    places = slots.told
    filled = [pair for pair in places if _is_refilled(overlap, *pair)]
    edits = len(places) - len(filled)
    least = edits if overlap.shared < _LONG else 1 + _NAMES_AN_EDIT * edits
    return len(filled) > least and _is_headed_alike(overlap.new, overlap.old, filled)


def _is_refilled(overlap: Overlap, new: list[int], old: list[int]) -> bool:
    """Whether a place holds different names or numbers.

    One word of a long name may be plain: the name علي is the particle على when folded.
    """
    longest, plain = max(len(new), len(old)), [*map(kind_of, new + old)].count(PLAIN)
    if longest > _LONGEST_NAME or (longest > LONGEST and plain > 1):
        return False
    if _numbers(new) and _numbers(old):
        return True
    return not _is_edited(overlap, new, old) and differ(_names(new), _names(old))


def _is_headed_alike(new: Sketch, old: Sketch, filled: list[Pair]) -> bool:
    """Whether the headlines are those of a form: alike, or different only as the bodies are."""
    if not new.title or not old.title or titles.likeness(new, old) >= _SAME_FORM:
        return True
    return any(
        not new.title_set.isdisjoint(ones) or not old.title_set.isdisjoint(others)
        for ones, others in filled
    )


def _is_edited(overlap: Overlap, new: list[int], old: list[int]) -> bool:
    """Whether a slot holds the same words in another spelling, or plain words for plain ones.

    Issues of a form have their words in one spelling.
    """
    if all(kind_of(word) == PLAIN for word in new + old):
        return True
    ones, others = ([word for word in words if kind_of(word) == CONTENT] for words in (new, old))
    if not ones or not others or ones == others:
        return False
    return are_same(ones, others) or _are_joined(overlap, ones, others)


def _are_joined(overlap: Overlap, ones: list[int], others: list[int]) -> bool:
    """Whether one is the other joined with a word of the text, without a space between them."""
    if len(ones) > 1 or len(others) > 1:
        return False
    one, other = ones[0], others[0]
    return is_joined(one, other, overlap.old.word_set) or is_joined(
        other, one, overlap.new.word_set
    )


def _is_near_name(overlap: Overlap, pairs: list[Pair]) -> bool:
    """Whether the only slot of a short page of one site holds names of the same strong letters."""
    if len(pairs) != 1 or overlap.shared >= _LONG or overlap.new.site != overlap.old.site:
        return False
    ones, others = map(_names, pairs[0])
    return (
        len(ones) == len(others)
        and all(map(is_same, ones, others))
        and not all(map(is_surely_same, ones, others))
    )


def _is_mended(overlap: Overlap, pairs: list[Pair]) -> bool:
    """Whether another paper replaced some words on the same day under the same headline.

    A short headline may be that of a form: there only one slot may differ.
    """
    new, old = overlap.new, overlap.old
    return (
        (len(pairs) == 1 or len(new.title) >= _TELLING_TITLE)
        and 0 < new.day == old.day
        and new.site != old.site
        and titles.likeness(new, old) == 1
    )
