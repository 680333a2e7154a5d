"""Ways that are taken for their speed give what the long way gives."""

from __future__ import annotations

import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex, byte_strings, plain_letters
from crawler.core.dedup.byte_strings import ByteStrings
from crawler.core.dedup.kinds_of_words import CONTENT, codes_of, contents, kind_of
from crawler.core.dedup.plain_letters import BETWEEN, fold_plain
from crawler.core.dedup.shingles import shingle_keys, title_key
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.sketch_bytes import from_bytes
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, SCHOOL, SCHOOL_TITLE

STRINGS = st.lists(st.lists(st.binary(max_size=9), max_size=4))


def test_each_letter_is_folded_alike_by_both_tables():
    """A letter of either table: the small one has no other answer than the large one."""
    texts = [f"ا{chr(point)}ا" for point in range(0x10000)]
    differing = [text for text in texts if fold_plain(text) != plain_letters._fold_more(text)]
    assert differing == []


def test_most_letters_of_news_need_no_large_table(monkeypatch):
    monkeypatch.setattr(plain_letters, "_fold_more", lambda _: None)
    text = f"{BRIDGE_TITLE} {BETWEEN} {BRIDGE} {MARKET} «١٢٫٥» قالَ: نعم… 7% – COVID"
    assert fold_plain(text) is not None
    assert fold_plain(f"{text} \u06a9") is None


@pytest.mark.parametrize("count", [0, 3, 12, 300])
def test_the_key_of_a_headline_is_the_last(count):
    words = np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)
    keys = shingle_keys(words, 0xFFFFFFFF)
    assert keys.dtype == np.uint32
    assert keys.tolist() == [*shingle_keys(words).tolist(), 0xFFFFFFFF]


def test_a_sketch_has_the_key_of_its_headline():
    headed, bare = sketch_of(SCHOOL_TITLE, SCHOOL), sketch_of("", SCHOOL)
    assert headed.keys.tolist() == [*bare.keys.tolist(), title_key(headed.draft.title)]


@pytest.mark.parametrize("block", [1, 20, 1000])
@given(groups=STRINGS)
def test_strings_that_are_added_together(block, groups):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_strings, "BLOCK", block)
        together, one_by_one = ByteStrings(), ByteStrings()
        for group in groups:
            together.extend(group)
            for each in group:
                one_by_one.append(each)
        expected = [each for group in groups for each in group]
        for strings in (together, one_by_one):
            assert [strings[number] for number in range(len(strings))] == expected
        assert together.ends().tolist() == one_by_one.ends().tolist()


def test_an_answer_is_of_one_sketch_and_stays_as_long_as_it():
    """Another sketch might get the number of one that is gone, and with it its answer."""
    index = DuplicateIndex()
    index.add("bridge", BRIDGE_TITLE, BRIDGE)
    asked = sketch_of("", BRIDGE)
    answer = index.match_sketch(asked)
    kept = weakref.ref(asked)
    del asked
    assert kept() is not None
    assert index.match_sketch(sketch_of("", BRIDGE)) == answer
    assert index.match_sketch(sketch_of(SCHOOL_TITLE, SCHOOL)) is None
    index.add("market", "", MARKET)
    assert kept() is None


@pytest.mark.parametrize("body", [BRIDGE, MARKET, "قال 7 ثم 7 و8", " ".join(map(str, range(300)))])
def test_numbers_are_counted_without_reading_them(body):
    sketch = sketch_of("12 مارس", body)
    stored = from_bytes(sketch_of("12 مارس", body).data)
    assert sketch.number_count == stored.number_count == len(stored.numbers)


def test_words_of_content():
    words = codes_of(["الوزير", "في", "1447", "السبت", "سبتة"])
    assert contents(words) == [word for word in words if kind_of(word) == CONTENT]
    assert len(contents(words)) == 2
