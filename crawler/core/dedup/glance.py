"""Which of many earlier articles may be alike to a new one, before it is laid beside any."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crawler.core.dedup.relation import PART_HELD, PART_WORDS, are_alike_by_words
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.sketch_layout import CODE_BYTES, codes_at, layout_of, words_in
from crawler.core.dedup.titles import SHARED_WORDS
from crawler.core.dedup.words import CODE_MASK

_SLOTS = 1 << 16  # of 400 foreign words one is taken for a shared one; stays in the cache
_PLACES = np.arange(1, _SLOTS + 1, dtype=np.uint16)
_LAST = np.zeros(_SLOTS, dtype=np.uint16)  # place of the last word of each slot; 0 between calls
_CODE = np.uint32(CODE_MASK)
_TITLE, _TITLE_COUNT = 3, 2  # which of the parts of a sketch, and of their counts


def may_be_alike(new: Sketch, old: Sequence[bytes]) -> list[bool]:
    """Of each whether `relation_of` may find the two alike; never False where it would.

    No fewer words are counted as shared than are, and no more as words of the new article: with
    both, containment and Jaccard only grow. Headlines that agree have two words in common.

    Args:
        new: The later article, which stays a draft.
        old: Sketches of earlier ones as stored, at least one.
    """
    words = list(map(words_in, old))
    most, shared = _counts(new, words)
    found = [
        _by_words(most, len(each) // CODE_BYTES, count)
        for each, count in zip(words, shared, strict=True)
    ]
    if None not in found:
        return list(map(bool, found))
    title = frozenset((new.draft.title & _CODE).tolist()) if new.draft else new.title_set
    return [
        _share_headline(title, data) if may_be is None else may_be
        for data, may_be in zip(old, found, strict=True)
    ]


def _by_words(ones: int, others: int, shared: int) -> bool | None:
    """Whether so many words may be enough; None where the headlines decide."""
    held = shared / min(ones, others)
    if held < PART_HELD:
        return False
    if are_alike_by_words(held, shared / (ones + others - shared)):
        return True
    return None if shared >= PART_WORDS else False


def _counts(new: Sketch, old: Sequence[bytes]) -> tuple[int, list[int]]:
    """How many words the new article has at least, and shares with each at most.

    Words that end in the same 16 bits are one here.
    """
    joined = b"".join(old)
    slots = np.ndarray(len(joined) // CODE_BYTES, "<u2", joined, 0, (CODE_BYTES,))
    there = new.some_codes.astype(np.uint16).astype(np.intp)
    places = _PLACES[: len(there)]
    _LAST[there] = places
    most = int(np.count_nonzero(_LAST[there] == places))  # the table is too long to be counted
    held = (_LAST[slots.astype(np.intp)] > 0).tobytes()
    _LAST[there] = 0
    shared, start = [], 0
    for each in old:
        end = start + len(each) // CODE_BYTES
        shared.append(held.count(1, start, end))
        start = end
    return most, shared


def _share_headline(title: frozenset[int], data: bytes) -> bool:
    """Whether a headline and that of a stored sketch have so many words in common as to agree."""
    if not title:
        return False
    layout = layout_of(data)
    others = codes_at(data, layout.starts[_TITLE], layout.counts[_TITLE_COUNT])
    return len(title.intersection(others.tolist())) >= SHARED_WORDS
