"""A quick estimate of which earlier articles may be alike, before any comparison word for word."""

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
    """An earlier article that may be alike.

    `likeness` is an upper bound of containment plus Jaccard. Where `by_words` is false the words
    do not suffice and the headlines must agree. `data` is the article's sketch.
    """

    likeness: float
    by_words: bool
    data: bytes


def may_be_alike(new: Sketch, old: Sequence[bytes], table: WordTable) -> list[Glimpse | None]:
    """The estimate for each earlier article; None where `relation_of` cannot find it alike.

    The estimate never counts too few shared words, nor too many words of the new article, so it
    never underestimates containment and Jaccard.

    Args:
        new: The later article; it is not finished for this.
        old: Stored sketches of earlier articles, at least one.
        table: A word table that is filled with the words of the new article.
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
    """A lower bound of the number of words; for each old text an upper bound of the shared ones.

    Words with the same lowest 16 bits count as one.

    Args:
        numbers: The words; their lowest bits are the codes. In any order, repeats allowed.
        old: The stored words of earlier articles.
        table: A word table that is filled with the words.
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
