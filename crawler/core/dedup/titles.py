"""What two headlines say about two articles: the same story, or that one announces more."""

from __future__ import annotations

from crawler.core.dedup.kinds_of_words import CONTENT, kind_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import spellings

_SHARED, _SHARED_WORDS, _EXTRA = 0.6, 2, 2
_ANNOUNCED, _HELD = 3, 0.5


def likeness(one: Sketch, other: Sketch) -> float:
    """Shared words of all words of the headlines, from 0 to 1."""
    union = one.title_set | other.title_set
    return len(one.title_set & other.title_set) / len(union) if union else 0.0


def agree(one: Sketch, other: Sketch) -> bool:
    """True when the headlines are one, cut or with a word or two before or behind it."""
    ones, others = one.title_content, other.title_content
    shared = len(ones & others)
    return (
        shared >= _SHARED_WORDS
        and shared >= _SHARED * min(len(ones), len(others))
        and len(ones - others) <= _EXTRA
        and len(others - ones) <= _EXTRA + 1
    )


def announces_more(one: Sketch, other: Sketch) -> bool:
    """True when the headline of one holds the other's and names what only its own body tells.

    Three words of it must be foreign to the other article and stand in its own: so a round-up
    puts the headlines of its stories together.
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
