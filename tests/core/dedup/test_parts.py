"""The tables of an index: keys, exact texts, word counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup import byte_strings
from crawler.core.dedup import postings as postings_module
from crawler.core.dedup.byte_strings import ByteStrings
from crawler.core.dedup.exact import ExactTexts
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.postings import MOST_ROWS, Postings, Run
from crawler.core.dedup.rows import KEPT, Rows
from crawler.core.dedup.shingles import KEYS, shingle_keys, title_key
from crawler.core.dedup.sketch import sketch_of


def array(numbers):
    return np.array(numbers, dtype=np.uint32)


def written(postings):
    """Key and row of all, in the order in which a snapshot has them."""
    runs = list(postings.pieces())
    return [pair for run in runs for pair in zip(run.keys.tolist(), run.rows.tolist(), strict=True)]


STRINGS = st.lists(st.binary(max_size=9))
ROWS = st.lists(st.lists(st.integers(0, 20), max_size=5, unique=True), max_size=60)


@pytest.mark.parametrize("recent", [1, 3, 1000])
@pytest.mark.parametrize("young", [1, 7, 1000])
@settings(deadline=None)  # the first call may wait for the machine
@given(rows=ROWS)
def test_keys_find_their_rows_wherever_they_lie(recent, young, rows):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_module, "_RECENT", recent)
        patch.setattr(postings_module, "_YOUNG", young)
        postings = Postings()
        for row, keys in enumerate(rows):
            postings.add(row, array(keys))
        held = [key for key in range(21) if any(key in keys for keys in rows)]
        wanted = {key: [row for row, keys in enumerate(rows) if key in keys] for key in held}
        for key in range(21):
            found = list(map(list, postings.find(array([key]))))
            assert found == ([wanted[key]] if key in wanted else [])
        asked = [*held, 99, *held[::-1]]
        found = list(map(list, postings.find(array(asked))))
        assert found == [wanted[key] for key in asked if key in wanted]
        assert len(postings) == sum(map(len, rows))
        pairs = [(key, row) for key in held for row in wanted[key]]
        assert written(postings) == written(postings) == pairs  # it stays as it is
        assert [list(rows) for rows in postings.find(array(held))] == [wanted[key] for key in held]


def test_a_key_of_too_many_articles_finds_none():
    postings = Postings()
    for row in range(MOST_ROWS):
        postings.add(row, array([5]))
    assert len(postings.find(array([5]))[0]) == MOST_ROWS
    for row in range(5):
        postings.add(MOST_ROWS + row, array([5]))
        assert postings.find(array([5])) == []
    assert len(written(postings)) == MOST_ROWS + 1
    assert postings.find(array([5])) == []
    postings.add(99, array([5]))
    assert postings.find(array([5])) == []


def test_old_keys_come_from_a_snapshot_that_is_only_read():
    keys, rows = array([3, 3, 9]), array([0, 1, 1])
    keys.flags.writeable = rows.flags.writeable = False
    postings = Postings(Run(keys, rows))
    postings.add(2, array([3]))
    assert list(map(list, postings.find(array([9, 3])))) == [[1], [0, 1, 2]]
    assert written(postings) == [(3, 0), (3, 1), (3, 2), (9, 1)]
    assert postings.old.keys is keys


@pytest.mark.parametrize("piece", [1, 2, 3, 100])
@settings(deadline=None)
@given(st.lists(st.integers(1, 9), max_size=40), st.integers(0, 40))
@example([3, 3, 3, 3, 1, 3, 9], 4)
@example([2, 4, 5, 1, 3, 3, 4, 9], 3)
def test_what_is_written_in_pieces_is_what_is_merged(piece, of_rows, cut):
    pairs = list(zip(of_rows, range(len(of_rows)), strict=True))
    earlier, later = (
        Run(array([key for key, _ in part]), array([row for _, row in part]))
        for part in (sorted(pairs[:cut]), sorted(pairs[cut:]))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_module, "_PIECE", piece)
        pieces = list(earlier.pieces(later))
    merged = earlier.merged(later)
    for side in range(2):
        made = np.concatenate([array([]), *(each[side] for each in pieces)])
        assert made.tolist() == merged[side].tolist()
        assert {each[side].dtype for each in pieces} <= {merged[side].dtype}


@pytest.mark.parametrize("recent", [1, 3, 100])
def test_the_first_that_has_a_text_keeps_it(monkeypatch, recent):
    monkeypatch.setattr("crawler.core.dedup.exact._RECENT", recent)
    texts = ExactTexts()
    digests = [bytes([number]) * 8 + bytes([other]) * 8 for number in (3, 1) for other in (1, 2)]
    for row, digest in enumerate(digests):
        texts.add(digest, row)
        texts.add(digest, row + 50)
    assert [texts.find(digest) for digest in digests] == [0, 1, 2, 3]
    texts.seal()
    assert [texts.find(digest) for digest in digests] == [0, 1, 2, 3]
    assert len(texts) == 4
    assert texts.find(bytes(16)) is texts.find(b"\x01" * 8 + b"\x09" * 8) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40), st.integers(1, 7))
def test_texts_are_told_by_the_first_row_however_often_they_were_sorted(halves, every):
    texts, wanted = ExactTexts(), {}
    for row, (first, second) in enumerate(halves):
        digest = first.to_bytes(8, "little") + second.to_bytes(8, "little")
        texts.add(digest, row)
        wanted.setdefault(digest, row)
        if row % every == 0:
            texts.seal()
    texts.seal()
    assert {digest: texts.find(digest) for digest in wanted} == wanted
    assert texts.halves.tolist() == sorted(texts.halves.tolist())
    rows = list(zip(texts.halves.tolist(), texts.rows.tolist(), strict=True))
    assert rows == sorted(rows)  # as one stable sort of all would put them


def again(strings):
    """The same strings as those of a snapshot."""
    pieces = [np.empty(0, np.uint8), *(data for data, _ in strings.pieces())]
    return ByteStrings(np.concatenate(pieces), strings.ends())


@pytest.mark.parametrize("block", [1, 20, 1000])
@settings(deadline=None)
@given(old=STRINGS, new=STRINGS)
def test_byte_strings(block, old, new):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_strings, "BLOCK", block)
        patch.setattr(byte_strings, "PIECE", block)
        kept = ByteStrings()
        for each in old:
            kept.append(each)
        loaded = again(kept)
        for each in new:
            loaded.append(each)
        assert [loaded[number] for number in range(len(loaded))] == old + new
        assert loaded.nbytes == sum(map(len, new))
        reread = again(loaded)
        assert [reread[number] for number in range(len(reread))] == old + new


def test_few_sketches_stay_decoded():
    rows = Rows()
    sketch = sketch_of("", "قال الوزير نعم")
    for number in range(3 * KEPT):
        rows.add(str(number), None, sketch)
    first = rows.sketch(0)
    for row in range(1, KEPT):
        rows.sketch(row)
    assert rows.sketch(0) is first  # asked for again, it is no longer the oldest
    rows.sketch(KEPT)
    assert rows.sketch(0) is first
    assert len(rows._decoded) == KEPT
    for row in range(len(rows)):
        rows.sketch(row)
    assert rows.sketch(0) is not first
    assert len(rows._decoded) == KEPT


def test_words_of_two_percent_are_rare():
    frequency = Frequency()
    sketches = [sketch_of("", body) for body in ("قال سعيد", "قال فريد", "قال")]
    for number in range(3000):
        frequency.add(sketches[0 if number < 60 else 1 if number < 121 else 2])
    words = [*sketches[0].words, *sketches[1].words[1:], *sketch_of("", "زياد").words]
    assert [frequency.is_rare(word) for word in words] == [False, True, False, True]


def test_keys_are_the_same_wherever_the_words_stand():
    words = np.arange(1, 200, dtype=np.uint32) * np.uint32(0x9E3779B1)
    keys = shingle_keys(words).tolist()
    assert len(keys) == len(set(keys)) == KEYS
    moved = np.concatenate((words[100:], words[:100]))
    assert len(set(keys) & set(shingle_keys(moved).tolist())) >= KEYS - 1
    assert shingle_keys(words[:3]).tolist() == shingle_keys(words[:3]).tolist()
    assert shingle_keys(words[:3]).tolist() != shingle_keys(words[1:3]).tolist()
    assert not len(shingle_keys(words[:0]))


def test_a_headline_has_a_key_from_three_words_on():
    assert title_key([1, 2]) is None
    assert title_key([3, 2, 1]) == title_key([1, 2, 3]) != title_key([2, 3, 4])
