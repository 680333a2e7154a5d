"""Steps on the way to a sketch, each beside the plain way to do it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup.exact import ExactTexts
from crawler.core.dedup.runs import runs_of, words_of
from crawler.core.dedup.shingles import KEYS, RUN, shingle_keys
from crawler.core.dedup.sketch_layout import low_24
from crawler.core.dedup.word_hashes import BASE, word_hashes

FACTORS = (  # of the five words of a run: they are in every store and never change
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0x27D4EB2F165667C5,
    0xD6E8FEB86659FD93,
)


@settings(deadline=None)
@given(st.text(alphabet="\0\1\2", max_size=60))
def test_words_are_runs_of_one_kind(text):
    kinds = f"\0{text}\0"
    edges, found, _, even = runs_of(kinds.encode())
    before, last, told = words_of(edges, found, even=even)
    expected = list(re.finditer("\1+|\2+", kinds))
    assert [place + 1 for place in before.tolist()] == [word.start() for word in expected]
    assert [place + 1 for place in last.tolist()] == [word.end() for word in expected]
    assert (told is None) == ("\2" not in kinds)
    assert told is None or told.tolist() == [ord(word[0][0]) for word in expected]


def keys_of(words):
    """All hashes, of the smallest 24 those that differ, of these the smallest."""
    runs = [words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1))]
    hashes = sorted([sum(map(int.__mul__, run, FACTORS)) % 2**64 for run in runs])
    return [each % 2**32 for each in sorted(set(hashes[: 2 * KEYS]))[:KEYS]]


@pytest.mark.parametrize("count", [1, 4, 5, 6, 40, 255, 260, 261, 700, 5000])
@pytest.mark.parametrize("different", [1, 3, 7, 1 << 32])
def test_keys_are_the_smallest_hashes(count, different):
    chance = np.random.default_rng(count)
    words = chance.integers(different, size=count, dtype=np.uint32)
    assert shingle_keys(words).tolist() == keys_of(words.tolist())


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(1, 2**32 - 1), min_size=1, max_size=9), max_size=9))
@example([[2**32 - 1] * 20] * 1000)
def test_the_number_of_a_word_is_the_sum_of_its_letters(words):
    values, before, last = [0], [], []
    for word in words:
        before.append(len(values) - 1)
        values += [*word, 0]
        last.append(len(values) - 2)
    expected = [
        sum(value * pow(BASE, place, 2**32) for place, value in enumerate(word, 1)) % 2**32
        for word in words
    ]
    places = np.array(before, np.int64), np.array(last, np.int64)
    found = word_hashes(np.array(values, np.uint32), *places)
    assert found.dtype == np.uint32
    assert found.tolist() == expected


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_the_lower_bytes_of_codes(codes):
    expected = b"".join([(code % 2**24).to_bytes(3, "little") for code in codes])
    assert low_24(np.array(codes, np.uint32)) == expected


@pytest.mark.parametrize("recent", [1, 2, 4096])
@given(steps=st.lists(st.tuples(st.sampled_from(["find", "add", "both"]), st.integers(0, 5))))
def test_exact_texts_are_a_dict_that_keeps_the_first(recent, steps):
    texts, expected = ExactTexts(), {}
    digests = [bytes([number]) * 8 + bytes([number % 2]) * 8 for number in range(6)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.core.dedup.exact._RECENT", recent)
        for row, (step, number) in enumerate(steps):
            if step != "add":
                assert texts.find(digests[number]) == expected.get(number)
            if step != "find":
                texts.add(digests[number], row)
                expected.setdefault(number, row)
        assert len(texts) == len(expected)
    assert {n: texts.find(d) for n, d in enumerate(digests)} == {
        n: expected.get(n) for n in range(6)
    }
