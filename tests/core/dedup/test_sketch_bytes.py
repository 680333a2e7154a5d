"""Sketches as bytes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.dedup.distinct import MOST_WORDS
from crawler.core.dedup.sketch import Sketch, sketch_of
from crawler.core.dedup.sketch_bytes import SketchError, day_in, from_bytes, to_bytes
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE

DAY = datetime(2026, 3, 2, 23, tzinfo=UTC)
SKETCH = sketch_of(BRIDGE_TITLE, BRIDGE, site="one", published=DAY)
DATA = to_bytes(SKETCH)
CODES = st.integers(0, 2**24 - 1)


def few(numbers, most):
    return st.lists(numbers, max_size=most).map(tuple)


@st.composite
def sketches(draw):
    words = tuple(draw(st.lists(CODES, min_size=1, max_size=40, unique=True)))
    return Sketch(
        exact=draw(st.binary(min_size=16, max_size=16)),
        keys=draw(few(st.integers(0, 2**32 - 1), 17)),
        words=words,
        repeated=tuple(word for word in words if draw(st.booleans())),
        title=draw(few(CODES, 20)),
        numbers=draw(few(st.integers(0, 2**16 - 1), 20)),
        dates=draw(few(st.integers(0, 2**16 - 1), 20)),
        site=draw(st.integers(0, 2**32 - 1)),
        day=draw(st.integers(-(2**31), 2**31 - 1)),
    )


@settings(deadline=None)
@given(sketches())
def test_there_and_back(sketch):
    assert from_bytes(to_bytes(sketch)) == sketch


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=400))
def test_there_and_back_of_any_text(title, body):
    sketch = sketch_of(title, f"{body} كلمة")
    assert from_bytes(to_bytes(sketch)) == sketch


def test_what_it_holds():
    assert SKETCH.day == (DAY.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days == day_in(DATA)
    assert SKETCH.site != sketch_of(BRIDGE_TITLE, BRIDGE, site="two").site
    assert sketch_of(BRIDGE_TITLE, BRIDGE).site == sketch_of(BRIDGE_TITLE, BRIDGE).day == 0
    assert len(SKETCH.numbers) == 2
    assert SKETCH.dates == (2,)
    assert len(DATA) < 5 * len(SKETCH.words)


def test_a_cut_sketch_is_refused():
    for size in range(len(DATA)):
        with pytest.raises(SketchError):
            from_bytes(DATA[:size])


def test_a_changed_byte_is_refused():
    for place in range(len(DATA)):
        changed = bytearray(DATA)
        changed[place] ^= 4
        with pytest.raises(SketchError):
            from_bytes(bytes(changed))


def test_parts_that_do_not_add_up_are_refused():
    from zlib import crc32

    changed = bytearray(DATA[:-4])
    changed[1] -= 1  # one key less than there are
    with pytest.raises(SketchError, match="other parts"):
        from_bytes(bytes(changed) + crc32(changed).to_bytes(4, "little"))


def test_a_book_is_kept_by_its_beginning():
    book = " ".join(f"{number} {number}" for number in range(2 * MOST_WORDS))
    sketch = sketch_of("", book)
    assert len(sketch.words) == MOST_WORDS
    assert set(sketch.repeated) <= set(sketch.words)
    assert from_bytes(to_bytes(sketch)) == sketch


def test_repeated_words_of_a_book_are_of_its_beginning():
    book = " ".join(chr(0x4E00 + number) for number in range(6000))
    sketch = sketch_of("", f"{book} {book}")
    assert len(sketch.words) == MOST_WORDS
    assert set(sketch.repeated) <= set(sketch.words)
