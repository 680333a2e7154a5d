"""What is kept of an article to find and to judge its copies: some 750 bytes, and no text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import date_marks
from crawler.core.dedup.folded import folded
from crawler.core.dedup.scan import scan
from crawler.core.dedup.shingles import shingle_keys, title_key
from crawler.core.dedup.words import CODE_BITS, CODE_MASK, CONTENT, DATE, KIND_SHIFT, NUMBER

MOST_WORDS = 4000  # distinct ones; a book is compared by its beginning
MOST_NUMBERS, MOST_DATES, MOST_TITLE = 255, 60, 60
SHORT = 8  # words of a body that says too little without its headline
_NOT_CONTENT = CONTENT + 1 << KIND_SHIFT
_U64 = np.uint64


@dataclass(frozen=True)
class Sketch:
    """An article as the index knows it.

    `exact` is a digest of the folded text; `keys` find candidates; `words` are the codes of the
    distinct words in the order in which they first stand, `repeated` those that stand more than
    once (headline counted in), `title` those of the headline; `numbers` and `dates` as in the
    text; `site` is a hash of its name, `day` the days from 1970 to its date, 0 when unknown.
    """

    exact: bytes
    keys: tuple[int, ...]
    words: tuple[int, ...]
    repeated: tuple[int, ...]
    title: tuple[int, ...]
    numbers: tuple[int, ...]
    dates: tuple[int, ...]
    site: int = 0
    day: int = 0

    @cached_property
    def word_set(self) -> frozenset[int]:
        """The distinct words of the body."""
        return frozenset(self.words)

    @cached_property
    def title_set(self) -> frozenset[int]:
        """The distinct words of the headline."""
        return frozenset(self.title)


def day_of(published: datetime | None) -> int:
    """Days since 1970-01-01 of an aware or naive moment, 0 for none."""
    return published.date().toordinal() - 719_163 if published else 0


def sketch_of(
    title: str, body: str, *, site: str = "", published: datetime | None = None
) -> Sketch | None:
    """The sketch of an article; None when its body has no word at all."""
    found = scan(*folded(title, body))
    titled, told = found.numbers[: found.titled], found.numbers[found.titled :]
    if not len(told):
        return None
    kinds = found.numbers >> _U64(KIND_SHIFT) & _U64(3)
    dates = date_marks(found.word, np.flatnonzero(kinds == DATE).tolist())
    numbers = told[kinds[found.titled :] == NUMBER][:MOST_NUMBERS]
    title_words = sorted(set(titled.tolist()))
    title_codes = tuple([word & CODE_MASK for word in title_words[:MOST_TITLE]])
    words, repeated = _distinct((told & _U64(CODE_MASK)).tolist(), title_codes)
    return Sketch(
        exact=_exact(told if len(told) >= SHORT else found.numbers),
        keys=shingle_keys(told) + title_key(title_words),
        words=words,
        repeated=repeated,
        title=title_codes,
        numbers=tuple((numbers >> _U64(CODE_BITS) & _U64(0xFFFF)).tolist()),
        dates=tuple(sorted(dates)[:MOST_DATES]),
        site=crc32(site.encode("utf-8", "surrogatepass")) if site else 0,
        day=day_of(published),
    )


def _distinct(told: list[int], title: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The distinct codes in order, and those of content that stand more than once."""
    counts = Counter(told)
    words = tuple(counts)[:MOST_WORDS]
    for word in title:
        if word in counts:
            counts[word] += 1
    often = [word for word, count in counts.items() if count > 1 and word < _NOT_CONTENT]
    return words, tuple(often) if len(counts) <= MOST_WORDS else _in(words, often)


def _in(words: tuple[int, ...], often: list[int]) -> tuple[int, ...]:
    kept = frozenset(words)
    return tuple([word for word in often if word in kept])


def _exact(numbers: NDArray[np.uint64]) -> bytes:
    """16 bytes: equal for equal words, whatever stands between them."""
    return blake2b(numbers.tobytes(), digest_size=16).digest()
