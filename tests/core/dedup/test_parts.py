"""The tables of an index: keys, exact texts, word counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.dedup import postings as postings_module
from crawler.core.dedup.exact import ExactTexts
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.postings import MOST_ROWS, Postings
from crawler.core.dedup.shingles import KEYS, shingle_keys, title_key

ROWS = st.lists(st.lists(st.integers(0, 20), max_size=5, unique=True), max_size=60)


@pytest.mark.parametrize("seal_at", [1, 3, 1000])
@given(rows=ROWS)
def test_keys_find_their_rows_sealed_or_not(seal_at, rows):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_module, "_SEAL_AT", seal_at)
        postings = Postings()
        for row, keys in enumerate(rows):
            postings.add(row, keys)
        for key in range(21):
            wanted = [row for row, keys in enumerate(rows) if key in keys]
            assert [list(found) for found in postings.find([key])] == ([wanted] if wanted else [])
        assert len(postings) == sum(map(len, rows))


def test_a_key_of_too_many_articles_finds_none():
    postings = Postings()
    for row in range(MOST_ROWS):
        postings.add(row, [5])
    assert len(next(postings.find([5]))) == MOST_ROWS
    for row in range(5):
        postings.add(MOST_ROWS + row, [5])
        assert list(postings.find([5])) == []
    postings.seal()
    assert list(postings.find([5])) == []


def test_the_first_that_has_a_text_keeps_it():
    texts = ExactTexts()
    digests = [bytes([number]) * 8 + bytes([other]) * 8 for number in (3, 1) for other in (1, 2)]
    for row, digest in enumerate(digests):
        texts.add(digest, row)
        texts.add(digest, row + 50)
    assert [texts.find(digest) for digest in digests] == [0, 1, 2, 3]
    texts.halves, texts.others, texts.rows = texts.sorted()
    texts.recent = {}
    assert [texts.find(digest) for digest in digests] == [0, 1, 2, 3]
    assert texts.find(bytes(16)) is texts.find(b"\x01" * 8 + b"\x09" * 8) is None


def test_words_of_two_percent_are_rare():
    frequency = Frequency()
    for number in range(3000):
        words = [1, 2] if number < 60 else [1, 3] if number < 121 else [1]
        frequency.add(np.array(words, dtype=np.uint32))
    assert [frequency.is_rare(word) for word in (1, 2, 3, 4)] == [False, True, False, True]


def test_keys_are_the_same_wherever_the_words_stand():
    words = np.arange(1, 200, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    keys = shingle_keys(words)
    assert len(keys) == len(set(keys)) == KEYS
    moved = np.concatenate((words[100:], words[:100]))
    assert len(set(keys) & set(shingle_keys(moved))) >= KEYS - 1
    assert shingle_keys(words[:3]) == shingle_keys(words[:3]) != shingle_keys(words[1:3])
    assert shingle_keys(words[:0]) == []


def test_a_headline_has_a_key_from_three_words_on():
    words = np.array([1, 2, 3], dtype=np.uint64)
    assert title_key(words[:2]) == []
    assert len(title_key(words)) == 1
    assert title_key(words) == title_key(words[::-1]) != title_key(words + np.uint64(1))
