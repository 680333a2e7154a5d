"""Whether words are the same words in another spelling, by their codes alone.

A code is the sum of the letters of a word, each times a power of its place (see `word_hashes`). So
the difference of two codes shows a particle, an ending or one letter for another, wherever in the
word. The lowest bits are a sum without regard to order, to which weak letters add nothing:
transposed and weak letters make no difference there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import permutations, product

from crawler.core.dedup.letters import SPELLING_MASK, VALUES, letter_code
from crawler.core.dedup.other_names import name_one
from crawler.core.dedup.word_hashes import BASE
from crawler.core.dedup.words import IS_NUMBER

_MASK = IS_NUMBER - 1  # the bits of a code that are the sum
_LONGEST = 14  # letters of a word
_PARTICLES = ("", *"وفبلكس", "ال", "وال", "بال", "فال", "كال", "لل", "ول", "وب", "ولل", "وبال")
_ENDINGS = (
    *(("", ending) for ending in ("ا", "ه", "ي", "ت", "ها", "هم", "ات", "وا")),
    *(("ه", "ات"), ("ين", "ون"), ("ين", "ان"), ("ين", "ي"), ("ون", "و"), ("ون", "وا"), ("ان", "ا")),
)
_ALIKE = ("طت", "ضظ", "قكغج", "سصث", "زذ")
"""Letters that are written for one another: one sound of a foreign name, or of a dialect."""
_DOTTED = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
"""Letters of one shape, which are mistaken for one another where dots are missed."""


def _within(letters: str) -> frozenset[int]:
    codes = [letter_code(letter) for letter in letters]
    return frozenset([0, *codes, *(-code & SPELLING_MASK for code in codes)])


AFFIXES = _within("بفتنسم")
"""Differences of sums of letters that a particle or a letter of conjugation makes."""


def differ(ones: Iterable[int], others: Iterable[int]) -> bool:
    """True when two runs hold different words; a word more on one side alone is no difference."""
    ones, others = list(ones), list(others)
    left = [word for word in ones if word not in others]
    right = [word for word in others if word not in ones]
    return bool(left and right) and not are_same(left, right)


def are_same(ones: Sequence[int], others: Sequence[int]) -> bool:
    """True when two runs are the same words in another spelling or joined, or name one party."""
    if name_one(ones, others):
        return True
    if len(ones) == len(others):
        return all(map(is_same, ones, others))
    return (sum(ones) - sum(others)) & SPELLING_MASK == 0


def is_same(one: int, other: int) -> bool:
    """True when two words are one: with a particle, an ending, a letter written otherwise."""
    spelling = (one - other) & SPELLING_MASK
    if not spelling or (one - other) & _MASK in _misread():
        return True
    return spelling in _spelling_changes() and is_surely_same(one, other)


def is_surely_same(one: int, other: int) -> bool:
    """As `is_same`, but without weak letters or another order: by these حسين would be حسن."""
    change = (one - other) & _MASK
    return not change or change in _changes() or not _stems(one).isdisjoint(_stems(other))


def is_joined(both: int, part: int, words: Collection[int]) -> bool:
    """True when a word is another word plus one of `words`, without a space between them."""
    return any(
        rest in words and rest != part
        for power, back in _lengths()
        for rest in ((both - part * power) & _MASK, (both - part) * back & _MASK)
    )


@cache
def _lengths() -> list[tuple[int, int]]:
    """For each length of a word the factors that move the hash of a word behind it, and back."""
    powers = [_power(length) for length in range(1, _LONGEST)]
    return [(power, pow(power, -1, IS_NUMBER)) for power in powers]


def _power(place: int) -> int:
    return pow(BASE, place, IS_NUMBER)


def _hash(letters: str) -> int:
    return sum(int(VALUES[ord(letter)]) * _power(at) for at, letter in enumerate(letters, 1))


@cache
def _changes() -> frozenset[int]:
    """The differences of codes that another ending or a similar letter makes, at any place."""
    return _anywhere(*_ENDINGS, *_ALIKE)


@cache
def _misread() -> frozenset[int]:
    """The differences of codes that a letter of the same shape makes, at any place."""
    return _anywhere(*_DOTTED)


def _anywhere(*groups: Iterable[str]) -> frozenset[int]:
    """The differences of codes when a letter of a group replaces another, at any place."""
    changes = {
        _hash(one) - _hash(other) for group in groups for one, other in permutations(group, 2)
    }
    return frozenset(
        change * _power(place) & _MASK for change in changes for place in range(_LONGEST)
    )


@cache
def _particles() -> list[tuple[int, int]]:
    """For each particle its hash, and the factor that restores the hash of the rest without it."""
    return [(_hash(each), pow(_power(len(each)), -1, IS_NUMBER)) for each in _PARTICLES]


@cache
def _spelling_changes() -> frozenset[int]:
    """The differences of spellings that endings, similar letters and particles make.

    All powers end in the same bits as one does: a stem has the spelling of its word less that of
    the particle. So words whose spellings differ in another way are not the same.
    """
    particles = [value for value, _ in _particles()]
    changes = {one - other for one, other in product(particles, repeat=2)} | _changes()
    return frozenset(change & SPELLING_MASK for change in changes)


def _stems(word: int) -> set[int]:
    """What the word can be without a particle."""
    return {(word - value) * back & _MASK for value, back in _particles()}
