"""Which of many earlier articles may be alike to a new one, before it is laid beside any."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crawler.core.dedup.distinct import Numbers
from crawler.core.dedup.relation import PART_HELD, PART_WORDS, are_alike_by_words
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.sketch_layout import CODE_BYTES, words_in
from crawler.core.dedup.word_table import WordTable, slots_of


def may_be_alike(new: Sketch, old: Sequence[bytes], table: WordTable) -> list[bool | None]:
    """Of each whether `relation_of` may find the two alike, None where headlines must agree.

    Never False where it would. No fewer words are counted as shared than are, and no more as words
    of the new article: with both, containment and Jaccard only grow.

    Args:
        new: The later article, which stays a draft.
        old: Sketches of earlier ones as stored, at least one.
        table: Takes the words of the new one.
    """
    words = list(map(words_in, old))
    most, shared = shared_at_most(new.some_codes, words, table)
    return [
        _by_words(most, len(each) // CODE_BYTES, count)
        for each, count in zip(words, shared, strict=True)
    ]


def _by_words(ones: int, others: int, shared: int) -> bool | None:
    """Whether so many words may be enough; None where the headlines decide."""
    held = shared / min(ones, others)
    if held < PART_HELD:
        return False
    if are_alike_by_words(held, shared / (ones + others - shared)):
        return True
    return None if shared >= PART_WORDS else False


def shared_at_most(
    numbers: Numbers, old: Sequence[bytes], table: WordTable
) -> tuple[int, list[int]]:
    """How many words are given at least, and how many of them each of the old has at most.

    Words that end in the same 16 bits are one here.

    Args:
        numbers: End in the codes of the words, in any order, some more than once.
        old: Words of earlier articles as stored.
        table: Takes the words.
    """
    joined = b"".join(old)
    ends = np.ndarray(len(joined) // CODE_BYTES, "<u2", joined, 0, (CODE_BYTES,))
    most = int(np.count_nonzero(table.fill(numbers, 1)))
    held = (table.look_up(slots_of(ends)) > 0).tobytes()
    shared, start = [], 0
    for each in old:
        end = start + len(each) // CODE_BYTES
        shared.append(held.count(1, start, end))
        start = end
    return most, shared
