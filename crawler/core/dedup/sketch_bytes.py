"""The sketch of an article: what is kept to find and judge copies, some 750 bytes and no text."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from crawler.core.dedup import draft_parts
from crawler.core.dedup.drafts import Draft, finished
from crawler.core.dedup.kinds_of_words import contents
from crawler.core.dedup.once import once
from crawler.core.dedup.sketch_layout import (
    Layout,
    SketchError,
    checked,
    codes_at,
    day_in,
    exact_in,
    layout_of,
    low_24,
    packed,
    site_in,
)

__all__ = ["SHORT", "Sketch", "SketchError", "day_in", "finish", "from_bytes", "to_bytes"]

_KEYS, _WORDS, _REPEATED, _TITLE, _NUMBERS, _DATES = range(6)  # as they lie in the bytes
SHORT = 8  # words of a body that says too little without its headline


class Sketch:
    """An article as the index knows it: bytes whose parts are read only when they are needed.

    Most sketches are never compared, and most parts of the others are never read. The bytes of a
    new one are made when first asked for, together with those of the sketches that it `waits_with`;
    until then its parts come from the draft.
    """

    draft: Draft | None = None
    waits_with: Sequence[Sketch] = ()
    _data: bytes

    def __init__(  # noqa: PLR0913 - a sketch has as many parts
        self,
        *,
        exact: bytes,
        keys: Sequence[int],
        words: Sequence[int],
        repeated: Collection[int],
        title: Sequence[int],
        numbers: Sequence[int],
        dates: Sequence[int],
        site: int = 0,
        day: int = 0,
    ) -> None:
        codes, often = np.array(words, dtype=np.uint32), frozenset(repeated)
        marks = np.array([word in often for word in words], dtype=bool)
        self._data = packed(
            exact=exact,
            keys=np.array(keys, dtype="<u4").tobytes(),
            words=low_24(codes),
            repeated=np.packbits(marks).tobytes(),
            title=low_24(np.array(title, dtype=np.uint32)),
            numbers=np.array(numbers, dtype="<u2").tobytes(),
            dates=np.array(dates, dtype="<u2").tobytes(),
            site=site,
            day=day,
        )

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The sketch of bytes that were `checked`."""
        made = cls.__new__(cls)
        made._data = data  # noqa: SLF001 - of its own class
        return made

    @classmethod
    def of_draft(cls, draft: Draft) -> Self:
        """A new sketch of a draft, which is not finished yet."""
        made = cls.__new__(cls)
        made.draft = draft
        made.exact, made.keys, made.day = draft.exact, draft.keys, draft.day
        return made

    @property
    def data(self) -> bytes:
        """The sketch as stored."""
        if self.draft:
            finish(self.waits_with or [self])
        return self._data

    def take(self, data: bytes) -> None:
        """Take the finished bytes and drop the draft."""
        self._data, self.draft, self.waits_with = data, None, ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sketch) and self.data == other.data

    def __hash__(self) -> int:
        return hash(self.exact)

    @once
    def _layout(self) -> Layout:
        return layout_of(self.data)

    def _part(self, part: int, kind: DTypeLike, count: int) -> NDArray[Any]:
        return np.frombuffer(self.data, kind, count, self._layout.starts[part])

    def _shorts(self, part: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}H", self.data, self._layout.starts[part])

    @once
    def exact(self) -> bytes:
        """A digest of the folded text."""
        return exact_in(self.data)

    @property
    def site(self) -> int:
        """A hash of the site's name, 0 when unknown."""
        return draft.site if (draft := self.draft) else site_in(self.data)

    @once
    def day(self) -> int:
        """Days from 1970 to the article's date, 0 when unknown."""
        return day_in(self.data)

    @once
    def keys(self) -> NDArray[np.uint32]:
        """The keys by which candidates are found."""
        return self._part(_KEYS, "<u4", self._layout.counts[0]).astype(np.uint32, copy=False)

    @once
    def codes(self) -> NDArray[np.uint32]:
        """The words as an array."""
        if draft := self.draft:
            return draft_parts.words_in(draft).codes
        return codes_at(self.data, self._layout.starts[_WORDS], self._layout.counts[1])

    def take_codes(self, codes: NDArray[np.uint32]) -> None:
        """Take the words of the draft, which were made elsewhere in fewer steps."""
        self.codes = codes

    @property
    def some_codes(self) -> NDArray[np.uint32]:
        """Numbers whose lowest bits are the codes of the words, in any order, with repeats.

        They do not finish a draft: few articles that may have a copy have one.
        """
        return self.draft.body if self.draft else self.codes

    @once
    def words(self) -> tuple[int, ...]:
        """Codes of the distinct words of the body in the order of first use."""
        return tuple(self.codes.tolist())

    @once
    def often(self) -> NDArray[np.bool_]:
        """For each word whether it is repeated in body and headline."""
        if draft := self.draft:
            return draft_parts.repeated_in(draft, self.codes)
        count = self._layout.counts[1]
        bits = self._part(_REPEATED, np.uint8, -(-count // 8))
        often: NDArray[np.bool_] = np.unpackbits(bits, count=count).view(np.bool_)
        return often

    @once
    def repeated(self) -> tuple[int, ...]:
        """The content words that are repeated in body and headline."""
        return tuple(contents(self.codes[self.often.nonzero()[0]].tolist()))

    @once
    def title(self) -> tuple[int, ...]:
        """Codes of the words of the headline."""
        if draft := self.draft:
            return tuple(draft_parts.title_in(draft))
        layout = self._layout
        return tuple(codes_at(self.data, layout.starts[_TITLE], layout.counts[2]).tolist())

    @once
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the body, as in the text."""
        if draft := self.draft:
            return tuple(draft_parts.numbers_in(draft))
        return self._shorts(_NUMBERS, self._layout.counts[3])

    @property
    def number_count(self) -> int:
        """How many numbers the body has, 255 at most."""
        return len(self.numbers) if self.draft else self._layout.counts[3]

    @once
    def dates(self) -> tuple[int, ...]:
        """The dates of headline and body (see `date_marks`)."""
        if draft := self.draft:
            return tuple(draft_parts.dates_in(draft))
        return self._shorts(_DATES, self._layout.counts[4])

    @once
    def word_set(self) -> frozenset[int]:
        """The distinct words of the body."""
        return frozenset(self.codes.tolist())

    @once
    def title_set(self) -> frozenset[int]:
        """The distinct words of the headline."""
        return frozenset(self.title)


def finish(sketches: Iterable[Sketch]) -> None:
    """Make the bytes of all that have none yet, in the same steps."""
    drafts = [(sketch, draft) for sketch in sketches if (draft := sketch.draft)]
    if drafts:
        made = finished([draft for _, draft in drafts])
        for (sketch, _), data in zip(drafts, made, strict=True):
            sketch.take(data)


def from_bytes(data: bytes) -> Sketch:
    """The sketch that a store kept.

    Raises:
        SketchError: The bytes are cut, changed or of another version.
    """
    return Sketch.of(checked(data))


def to_bytes(sketch: Sketch) -> bytes:
    """The sketch as a store keeps it."""
    return sketch.data
