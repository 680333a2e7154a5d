"""What a killed run left open is closed whole; what is in use is left alone."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from crawler.core.errors import MachineError
from crawler.store.archive.mending import Mended, mend, whole_bytes
from crawler.store.archive.names import OPEN, files_in
from crawler.store.archive.reader import DamagedError, page_at, pages_of


@pytest.fixture
def torn(open_writer, folder, page, known):
    """Three pages of a run that was killed: the file, and where each record ends."""
    writer = open_writer()
    starts = [writer.keep(page(number), known()).offset for number in range(3)]
    writer.sync()
    os.close(writer._file._descriptor)
    [path] = files_in(folder, OPEN)
    return path, [*starts[1:], path.stat().st_size]


def test_each_cut_of_the_last_record_leaves_the_others(torn, folder):
    path, ends = torn
    data = path.read_bytes()
    for length in range(ends[1], ends[2]):
        path.write_bytes(data[:length])
        assert whole_bytes(path) == ends[1]
    path.write_bytes(data)
    assert whole_bytes(path) == ends[2]


TAILS = {
    "none": b"",
    "zeros": b"\0" * 4096,
    "head": b"\x1f\x8b\x08 not packed",
    "noise": bytes(range(3, 250, 7)),
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_follows_the_last_record_is_cut(torn, folder, tail, warcio_check):
    path, ends = torn
    with path.open("ab") as file:
        file.write(tail)
    assert mend(folder) == Mended(1, len(tail))
    [closed] = files_in(folder)
    assert closed.stat().st_size == ends[2]
    assert warcio_check(closed)[0] == 0
    assert len(list(pages_of(closed))) == 3
    assert mend(folder) == Mended()


def test_without_mending_a_torn_file_is_found_out(torn, folder, warcio_check):
    """The checks above are worth something: they fail on what is not mended."""
    path, ends = torn
    path.write_bytes(path.read_bytes()[: ends[1] + 40])
    unmended = path.with_name(path.name.removesuffix(".open"))
    path.rename(unmended)
    code, said = warcio_check(unmended)
    assert code != 0 or said.count("digest pass") < 4
    assert whole_bytes(unmended) < unmended.stat().st_size


def test_a_file_without_a_whole_record_goes(torn, folder):
    path, _ = torn
    path.write_bytes(path.read_bytes()[:30])
    assert mend(folder).files == 1
    assert not files_in(folder, ".gz", OPEN)


def test_a_file_that_is_written_to_is_left_alone(open_writer, folder, page, known):
    writer = open_writer()
    place = writer.keep(page(), known())
    assert mend(folder) == Mended()
    assert writer.keep(page(2), known())
    writer.close()
    assert page_at(folder, place).page.body == page().body


def test_a_large_file_is_read_piece_by_piece(tmp_path):
    path = tmp_path / "large.warc.gz.open"
    member = zlib.compressobj(0, zlib.DEFLATED, 31)
    one = member.compress(b"x" * 700_000) + member.flush()
    path.write_bytes(one * 5 + one[:-1])
    assert whole_bytes(path) == 5 * len(one)


def test_a_folder_that_cannot_be_changed_is_said(torn, folder, monkeypatch):
    def failing(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(MachineError, match="could not be mended"):
        mend(folder)


def test_pages_before_a_damaged_one_are_read(torn):
    path, ends = torn
    data = bytearray(path.read_bytes())
    data[ends[1] : ends[1] + 60] = b"\0" * 60
    path.write_bytes(data)
    pages = pages_of(path)
    assert [next(pages).page.url[-1] for _ in range(2)] == ["0", "1"]
    with pytest.raises(DamagedError, match="damaged"):
        next(pages)
