"""What an index has learned since its file was written lies in a file without a name, too."""

from __future__ import annotations

import errno
import os
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex, byte_strings
from crawler.core.dedup.byte_strings import ByteStrings
from crawler.core.dedup.file_bytes import FileBytes, FileNumbers, LaidOut
from crawler.core.dedup.postings import Postings, Run
from crawler.core.dedup.saved_index import load_index, save_index
from crawler.core.dedup.sketch_bytes import SketchError

BLOCK = 64
WORDS = [f"{first}{last}" for first in "بتثجحخ" for last in ("ال", "ور", "ين", "ات", "مة", "ني")]
STRINGS = st.lists(st.lists(st.binary(max_size=40), max_size=4), max_size=30)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(byte_strings, "BLOCK", BLOCK)


def given_to(strings, groups):
    for group in groups:
        if len(group) == 1:
            strings.append(group[0])
        else:
            strings.extend(group)
    return [each for group in groups for each in group]


def pieces_of(strings):
    return [(data.tobytes(), ends.tolist()) for data, ends in strings.pieces()]


@given(groups=STRINGS)
def test_strings_are_the_same_in_memory_and_in_a_file(tmp_path_factory, groups):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_strings, "BLOCK", BLOCK)
        held, laid_out = ByteStrings(), ByteStrings(folder=tmp_path_factory.getbasetemp())
        told = given_to(held, groups)
        given_to(laid_out, groups)
        assert [laid_out[number] for number in range(len(laid_out))] == told
        assert pieces_of(laid_out) == pieces_of(held)


@pytest.mark.usefixtures("small_blocks")
def test_memory_holds_one_block_and_the_folder_shows_no_file(tmp_path):
    strings = ByteStrings(folder=tmp_path)
    given_to(strings, [[b"a" * 30]] * 100)
    assert strings.nbytes < 2 * BLOCK
    assert list(tmp_path.iterdir()) == []
    assert strings[3] == b"a" * 30


@pytest.mark.usefixtures("small_blocks")
def test_a_full_disk_leaves_the_rest_in_memory(tmp_path, monkeypatch):
    strings = ByteStrings(folder=tmp_path)
    told = given_to(strings, [[bytes([number]) * 30] for number in range(10)])

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("crawler.core.dedup.file_bytes.os.pwrite", full)
        told += given_to(strings, [[bytes([number]) * 30] for number in range(10, 20)])
    told += given_to(strings, [[bytes([number]) * 30] for number in range(20, 30)])
    assert [strings[number] for number in range(30)] == told
    assert b"".join(data for data, _ in pieces_of(strings)) == b"".join(told)
    assert strings.nbytes > 15 * 30


def test_a_folder_that_is_gone_is_as_none(tmp_path):
    assert not LaidOut(tmp_path / "gone").append(b"a")
    assert not LaidOut(None).append(b"a")


def test_a_file_that_is_written_in_parts_is_whole(tmp_path, monkeypatch):
    real = os.pwrite
    monkeypatch.setattr(
        "crawler.core.dedup.file_bytes.os.pwrite",
        lambda file, data, place: real(file, data[:3], place),
    )
    laid_out = LaidOut(tmp_path)
    assert laid_out.append(b"0123456789")
    assert laid_out.append(b"abcde")
    assert laid_out[8:13] == b"89abc"


def test_what_the_disk_does_not_give_back_is_told(tmp_path, monkeypatch):
    laid_out = LaidOut(tmp_path)
    laid_out.append(b"0123456789")
    monkeypatch.setattr("crawler.core.dedup.file_bytes.os.pread", lambda *_: b"0")
    with pytest.raises(SketchError, match="1 of 4 bytes are left"):
        laid_out[0:4]


def numbers_in(folder, numbers):
    path = folder / "numbers"
    path.write_bytes(np.array(numbers, np.uint32).tobytes())
    return FileNumbers(FileBytes(os.open(path, os.O_RDONLY), 0, path.stat().st_size))


def test_numbers_of_a_file_are_as_those_of_an_array(tmp_path):
    array = np.arange(7, 107, dtype=np.uint32)
    filed = numbers_in(tmp_path, array)
    assert len(filed) == 100
    places = (slice(3, 9), slice(None), slice(90, 400), slice(9, 3), np.array([5, 0, 99]))
    for place in (*places, np.array([], np.int64)):
        assert filed[place].tolist() == array[place].tolist()


@given(
    keys=st.lists(st.integers(0, 20), max_size=90).map(sorted),
    asked=st.lists(st.integers(0, 22), min_size=1, max_size=6),
)
def test_rows_are_found_in_a_file_as_in_memory(tmp_path_factory, keys, asked):
    array, rows = np.array(keys, np.uint32), np.arange(len(keys), dtype=np.uint32)
    filed = Run(array, numbers_in(tmp_path_factory.getbasetemp(), rows))
    held, wanted = Run(array, rows), np.array(asked, np.uint32)
    assert _lists(Postings(filed).find(wanted)) == _lists(Postings(held).find(wanted))
    assert filed.merged(held).rows.tolist() == held.merged(held).rows.tolist()
    assert [each.rows.tolist() for each in filed.pieces(held)] == [
        each.rows.tolist() for each in held.pieces(held)
    ]


def _lists(found):
    return [list(map(int, rows)) for rows in found]


def filled(index, rows, first=0):
    draw = Random(first)  # noqa: S311 - nothing secret
    for row in range(first, first + rows):
        index.add(str(row), "", " ".join(draw.choices(WORDS, k=400)))


def test_an_index_whose_news_lie_in_a_file_is_saved_as_another(tmp_path, monkeypatch):
    monkeypatch.setattr(byte_strings, "BLOCK", 1 << 14)
    one, other = tmp_path / "one", tmp_path / "other"
    index = DuplicateIndex()
    filled(index, 20)
    save_index(index, one, last_row=1)
    loaded, _ = load_index(one)
    for each in (index, loaded):
        filled(each, 160, first=20)
    assert loaded.rows.data.nbytes < index.rows.data.nbytes / 4
    assert loaded.rows.bytes_of(30) == index.rows.bytes_of(30)
    save_index(index, one, last_row=2)
    save_index(loaded, other, last_row=2)
    assert one.read_bytes() == other.read_bytes()
