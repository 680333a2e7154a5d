"""An archive cut into slices: every page once, in order, and a torn file told once."""

from __future__ import annotations

import pytest

from crawler.core.received import Known, Received
from crawler.corpus import archive_slices
from crawler.corpus.archive_slices import ArchiveSlice, slices_of
from crawler.store.archive.names import files_in
from crawler.store.archive.reader import DamagedError, offsets_of
from crawler.store.archive.writer import ArchiveWriter

PAGES = 25


@pytest.fixture
def file(tmp_path):
    """One file of pages; nothing of it is small."""
    writer = ArchiveWriter(tmp_path, "windows", "20250301T120000Z-run-1", on_failure=print)
    for number in range(PAGES):
        page = Received(
            url=f"https://windows.example/news/{number}", status=200,
            headers=(("Content-Type", "text/html"),), body=f"<p>{number}</p>".encode() * 40,
        )  # fmt: skip
        writer.keep(page, Known(site="windows", run="run-1", observed="2025-03-01T12:00:00Z"))
    writer.close()
    [path] = files_in(tmp_path)
    return path


@pytest.fixture
def _small_slices(monkeypatch):
    monkeypatch.setattr(archive_slices, "WHOLE_BYTES_MAX", 0)
    monkeypatch.setattr(archive_slices, "SLICE_PAGES", 4)


def urls(folder, pieces) -> tuple[list[int], int]:
    """The pages of the slices, in their order, and how often one was damaged."""
    found, damaged = [], 0
    for piece in pieces:
        read = ArchiveSlice.of_plain(piece.to_plain()).kept(folder)
        try:
            for kept in read:
                found.append(int(kept.page.url.rpartition("/")[2]))  # noqa: PERF401 - kept if torn
        except DamagedError:
            damaged += 1
    return found, damaged


def test_a_small_file_is_one_slice(file):
    assert list(slices_of(file)) == [ArchiveSlice(f"{file.parent.name}/{file.name}")]


@pytest.mark.usefixtures("_small_slices")
def test_slices_have_every_page_once_and_in_order(file):
    pieces = list(slices_of(file))
    assert len(pieces) == 7
    assert [piece.end for piece in pieces[:-1]] == [piece.start for piece in pieces[1:]]
    folder = file.parents[1]
    assert urls(folder, pieces) == (list(range(PAGES)), 0)
    assert urls(folder, [pieces[2]]) == ([8, 9, 10, 11], 0)
    overlapping = [ArchiveSlice(piece.file, piece.start) for piece in pieces]
    assert urls(folder, overlapping)[0] != list(range(PAGES))  # ends are what keeps them apart


@pytest.mark.usefixtures("_small_slices")
@pytest.mark.parametrize("broken", [0, 3, 4, 5, 24], ids=str)
def test_a_torn_file_is_told_once_and_what_came_before_is_read(file, broken):
    folder = file.parents[1]
    data = file.read_bytes()
    middle = list(offsets_of(file))[broken] + 20
    file.write_bytes(data[:middle] + b"\0" * (len(data) - middle))
    assert urls(folder, slices_of(file)) == (list(range(broken)), 1)


def test_a_file_that_is_gone_is_damaged(file):
    pieces = list(slices_of(file))
    file.unlink()
    assert urls(file.parents[1], pieces) == ([], 1)


@pytest.mark.usefixtures("_small_slices")
def test_a_file_that_is_closed_meanwhile_is_read_on(file):
    still = file.with_name(f"{file.name}.open")
    file.rename(still)
    pieces = list(slices_of(still))
    assert pieces[0].is_open
    still.rename(file)
    assert urls(file.parents[1], pieces) == (list(range(PAGES)), 0)
