"""Which of many earlier articles may be alike to a new one, before it is laid beside any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from crawler.core.dedup.distinct import Numbers
from crawler.core.dedup.relation import PART_HELD, PART_WORDS, are_alike_by_words
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.sketch_layout import CODE_BYTES, words_in
from crawler.core.dedup.word_table import WordTable, slots_of


class Glimpse(NamedTuple):
    """What a glance tells of an earlier article that may be alike.

    `likeness` is its containment and Jaccard together, at most. Without `by_words` the headlines
    must agree. `data` is its sketch.
    """

    likeness: float
    by_words: bool
    data: bytes


def may_be_alike(new: Sketch, old: Sequence[bytes], table: WordTable) -> list[Glimpse | None]:
    """Of each what may make it alike, None if `relation_of` would not find it alike.

    No fewer words are counted as shared than are, and no more as words of the new article: with
    both, containment and Jaccard only grow.

    Args:
        new: The later article, which stays a draft.
        old: Sketches of earlier ones as stored, at least one.
        table: Takes the words of the new one.
    """
    words = list(map(words_in, old))
    most, shared = shared_at_most(new.some_codes, words, table)
    glimpses: list[Glimpse | None] = []
    for data, each, count in zip(old, words, shared, strict=True):
        others = len(each) // CODE_BYTES
        held = count / min(most, others)
        if held < PART_HELD:
            glimpses.append(None)
            continue
        jaccard = count / (most + others - count)
        by_words = are_alike_by_words(held, jaccard)
        worth = by_words or count >= PART_WORDS
        glimpses.append(Glimpse(held + jaccard, by_words, data) if worth else None)
    return glimpses


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
    most = table.fill(numbers, 1).tobytes().count(1)
    held = (table.look_up(slots_of(ends)) > 0).tobytes()
    shared, start = [], 0
    for each in old:
        end = start + len(each) // CODE_BYTES
        shared.append(held.count(1, start, end))
        start = end
    return most, shared
