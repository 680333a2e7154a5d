"""Compares two headlines: do they announce the same story, or does one announce more?"""

from __future__ import annotations

from functools import lru_cache

from crawler.core.dedup.kinds_of_words import CONTENT, contents, kind_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import spellings

_SHARED_WORDS = 2  # of headlines that agree
_SHARED, _EXTRA = 0.6, 2
_ANNOUNCED, _HELD = 3, 0.5


def likeness(one: Sketch, other: Sketch) -> float:
    """The Jaccard likeness of two headlines, from 0 to 1."""
    union = one.title_set | other.title_set
    return len(one.title_set & other.title_set) / len(union) if union else 0.0


def agree(one: Sketch, other: Sketch) -> bool:
    """True when the headlines are the same, but for a cut or a word or two at either end."""
    return _agree(one.title_set, other.title_set)


@lru_cache(maxsize=64)  # asked at the glance at a pair, and when it is judged
def _agree(ones: frozenset[int], others: frozenset[int]) -> bool:
    shared = ones & others
    if len(shared) < _SHARED_WORDS or (kept := len(contents(shared))) < _SHARED_WORDS:
        return False
    added, left_out = len(contents(ones - shared)), len(contents(others - shared))
    return (
        added <= _EXTRA
        and left_out <= _EXTRA + 1
        and kept >= _SHARED * (kept + min(added, left_out))
    )


def announces_more(one: Sketch, other: Sketch) -> bool:
    """True when the headline of `one` holds the other's and names what only its own body tells.

    Three of its words must be foreign to the other article: a round-up joins the headlines of its
    stories.
    """
    shared = len(one.title_set & other.title_set)
    if not shared or shared < _HELD * len(other.title_set):
        return False
    known = set(spellings(other.title))
    foreign = one.title_set - other.word_set - other.title_set
    telling = [
        word
        for word, spelling in zip(foreign, spellings(foreign), strict=True)
        if kind_of(word) == CONTENT and spelling not in known
    ]
    return len(telling) >= _ANNOUNCED and not one.word_set.isdisjoint(telling)
