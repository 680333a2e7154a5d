"""The sketches of a snapshot are read from its file one by one, and written without a copy."""

from __future__ import annotations

import os
import tracemalloc
from random import Random

import numpy as np
import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.file_bytes import FileBytes
from crawler.core.dedup.postings import Postings, Run
from crawler.core.dedup.saved_index import load_index, save_index
from crawler.core.dedup.sketch_bytes import SketchError

WORDS = [f"{first}{last}" for first in "بتثجحخ" for last in ("ال", "ور", "ين", "ات", "مة", "ني")]


def of(path, first, size):
    return FileBytes(os.open(path, os.O_RDONLY), first, size)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bytes"
    path.write_bytes(bytes(range(200)))
    return path


def filled(rows):
    draw, index = Random(4), DuplicateIndex()  # noqa: S311 - nothing secret
    for row in range(rows):
        index.add(str(row), "", " ".join(draw.choices(WORDS, k=200)))
    return index


def test_a_slice_is_what_lies_there(file):
    found = of(file, 10, 100)
    assert len(found) == 100
    assert found[5:8].tobytes() == bytes((15, 16, 17))
    part = found.part(20, 30)
    del found
    file.unlink()
    assert part[0:2].tobytes() == bytes((30, 31))
    assert len(part) == 30


def test_the_file_is_closed_when_nobody_reads_it(file):
    descriptor = os.open(file, os.O_RDONLY)
    found = FileBytes(descriptor, 0, 10)
    assert os.fstat(descriptor).st_size == 200
    del found
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_a_file_that_was_cut_or_a_broken_disk_is_told(file, monkeypatch):
    found = of(file, 10, 100)
    os.truncate(file, 50)
    assert len(found[30:40]) == 10
    with pytest.raises(SketchError, match="5 of 10 bytes are left"):
        found[35:45]

    def broken(*_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("crawler.core.dedup.file_bytes.os.pread", broken)
        with pytest.raises(SketchError, match="Input/output error"):
            found[0:10]


def test_what_is_loaded_and_saved_again_is_the_same_file(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    index = filled(1_100)  # some pieces of it, none of them whole
    save_index(index, one, last_row=3)
    loaded, _ = load_index(one, verify=True)
    save_index(loaded, other, last_row=3)
    assert other.read_bytes() == one.read_bytes()
    assert loaded.rows.bytes_of(700) == index.rows.bytes_of(700)


def test_saving_takes_less_memory_than_the_sketches(tmp_path):
    index = filled(4_000)
    index.postings._grow()  # which sorts the newest keys
    size = index.rows.data.nbytes
    tracemalloc.start()
    save_index(index, tmp_path / "x", last_row=1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size


def test_saving_takes_less_memory_than_the_keys(tmp_path):
    index, keys = filled(10), np.arange(1 << 20, dtype=np.uint32)
    index.postings = Postings(Run(keys, keys))
    index.postings._young = Run(keys[::8].copy(), keys[::8].copy())
    tracemalloc.start()
    save_index(index, tmp_path / "x", last_row=1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < keys.nbytes
    assert (tmp_path / "x").stat().st_size > 2 * keys.nbytes


def test_names_are_read_from_the_file_and_not_mapped(tmp_path):
    index = filled(20)
    save_index(index, tmp_path / "x", last_row=1)
    loaded, _ = load_index(tmp_path / "x")
    assert isinstance(loaded.rows.names._old, FileBytes)
    assert list(map(loaded.rows.name, range(20))) == list(map(str, range(20)))
