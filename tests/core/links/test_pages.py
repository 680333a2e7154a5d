"""What a run holds of pages, packed, answers as lists and dicts do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.core.links.awaited import Awaited
from crawler.core.links.packed import BLOCK, PackedTexts
from crawler.core.links.pages import Pages

SITE = "http://windows.example/news/"
TEXT = st.text(st.characters(codec=None, categories=["L", "Nd", "Cs", "Cc"]), max_size=5)


@given(st.lists(TEXT, max_size=3), st.integers(0, 2 * BLOCK + 3), st.randoms())
def test_packed_texts_are_a_list(texts, more, random):
    held = texts + [f"{SITE}{number}\n" for number in range(more)]
    packed = PackedTexts()
    for text in held:
        packed.append(text)
    assert len(packed) == len(held)
    places = list(range(len(held)))
    random.shuffle(places)
    assert [packed[place] for place in places] == [held[place] for place in places]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), max_size=30))
def test_each_address_with_each_content_stands_once(given_rows):
    pages, held = Pages(), []
    for number, content in given_rows:
        row = SITE + str(number), content
        assert pages.add(*row) == (row not in held)
        held += [row] if row not in held else []
    assert [(pages.url(row), pages.content(row)) for row in range(len(pages))] == held
    for url in {url for url, _ in held}:
        assert pages.contents(url) == tuple(content for other, content in held if other == url)
    assert pages.contents(f"{SITE}9") == ()


def test_the_first_with_a_content_is_told_once():
    pages = Pages()
    for number, content in enumerate((7, 8, 7, 7, 8)):
        pages.add(SITE + str(number), content)
    assert not pages.is_shared(0)
    assert [pages.share(row) for row in range(5)] == [None, None, 0, None, 1]
    assert [pages.is_shared(row) for row in range(5)] == [True] * 5


def test_the_first_that_is_left_speaks_for_a_key():
    awaited = Awaited()
    for url in ("a", "b", "a", "c"):
        awaited.add(7, url)
    for gone, first in (("b", "a"), ("a", "c"), ("b", "c"), ("c", None), ("c", None)):
        awaited.drop(7, gone)
        assert awaited.first(7) == first
