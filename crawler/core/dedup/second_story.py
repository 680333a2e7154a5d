"""Whether a longer text extends an earlier one or tells the story of another one as well.

An extension adds words of its own; a round-up adds a story that the index has: most of what it adds
is of that story, and most of that story is in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.core.dedup import titles
from crawler.core.dedup.glance import shared_at_most
from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.relation import STORY_WORDS
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.sketch_layout import CODE_BYTES, words_in
from crawler.core.dedup.word_table import WordTable

_COVERED, _OTHER_STORY = 0.85, 0.5  # of a second story, and of what the first leaves unexplained
_OWN = 0.6  # what the second story has of its own


def covers(overlap: Overlap, other: Sketch) -> bool:
    """True when what the new article adds to the old is the story of another one."""
    added = len(overlap.only_new.intersection(other.codes.tolist()))
    if added < _least(overlap) or titles.agree(other, overlap.old):
        return False
    story = len(other.word_set - overlap.old.word_set)
    return added >= _COVERED * story and story >= _OWN * len(other.codes)


def may_be_covered(overlap: Overlap, others: Sequence[bytes], table: WordTable) -> list[bool]:
    """For each whether `covers` may be true; never False where it is true.

    Args:
        overlap: Of the new article and the old.
        others: Sketches of earlier ones as stored.
        table: Takes words.
    """
    least = _least(overlap)
    if not others or len(overlap.only_new) < least:
        return [False] * len(others)
    words = list(map(words_in, others))
    _, added = shared_at_most(overlap.new.codes[~overlap.new_shared], words, table)
    if max(added) < least:
        return [False] * len(others)
    _, told = shared_at_most(overlap.old.codes, words, table)
    return [
        more >= least and more >= _COVERED * (len(each) // CODE_BYTES - known)
        for each, more, known in zip(words, added, told, strict=True)
    ]


def _least(overlap: Overlap) -> float:
    """How many of the words that the new article adds must be of the other story."""
    return max(STORY_WORDS, _OTHER_STORY * len(overlap.only_new))
