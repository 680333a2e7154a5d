"""A longer text is a round-up where what it adds is the story of another article."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.second_story import covers, may_be_covered
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.word_table import WordTable

SIZES = st.lists(st.integers(0, 40), min_size=5, max_size=5)
ENDS = 1 << 16  # words that differ by it end in the same 16 bits


def made(words, title=()):
    return Sketch(
        exact=bytes(16), keys=(), words=words, repeated=(), title=title, numbers=(), dates=()
    )


def texts(sizes, *, collide=False):
    """The new article, the old one, and another: parts that none, two or three of them have."""
    words = iter(range(1, 1000))
    told = [[next(words) for _ in range(size)] for size in sizes]
    if collide:
        told = [[word % 2 * ENDS + word // 2 for word in part] for part in told]
    first, second, background, unsaid, own = told
    new = [*first, *background, *second] or [900]
    return new, [*first, *background] or [901], [*second, *background, *unsaid, *own] or [902]


def judged(sizes, *, collide=False, title=()):
    new, old, other = texts(sizes, collide=collide)
    one, two, three = made(new), made(old, title), made(other, title)
    overlap = overlap_of(one, two)
    (may_be,) = may_be_covered(overlap, [three.data], WordTable())
    return covers(overlap, three), may_be


@settings(deadline=None)
@given(sizes=SIZES, collide=st.booleans())
@example(sizes=[30, 20, 4, 2, 0], collide=False)
@example(sizes=[30, 20, 4, 2, 0], collide=True)
def test_no_second_story_is_passed_over(sizes, collide):
    is_covered, may_be = judged(sizes, collide=collide)
    assert may_be or not is_covered


def test_what_makes_a_second_story():
    assert judged([30, 20, 4, 2, 0]) == (True, True)
    assert judged([30, 14, 4, 0, 0]) == (False, False)  # too few words
    assert judged([30, 20, 4, 5, 0]) == (False, False)  # much of the other is not told
    assert judged([30, 20, 17, 0, 0]) == (False, True)  # the other has little of its own
    title = (7, 8, 9)
    assert judged([30, 20, 4, 2, 0], title=title) == (False, True)  # one story under one headline


def test_the_story_must_be_most_of_what_is_added():
    new, old = made([*range(1, 101)]), made([*range(1, 41)])
    overlap = overlap_of(new, old)
    most, less = made([*range(41, 72)]), made([*range(41, 70)])
    found = may_be_covered(overlap, [most.data, less.data], WordTable())
    assert [covers(overlap, most), covers(overlap, less)] == [True, False]
    assert found == [True, False]


def test_nothing_beside_it_is_no_second_story():
    overlap = overlap_of(made([*range(1, 101)]), made([*range(1, 41)]))
    assert may_be_covered(overlap, [], WordTable()) == []
