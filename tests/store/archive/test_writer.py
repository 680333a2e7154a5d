"""The writer: where pages lie, when a new file begins, what a failing disk costs."""

from __future__ import annotations

import errno
import gzip
import os
from pathlib import Path

import pytest

from crawler.core.article import Archive
from crawler.core.errors import MachineError
from crawler.store.archive import writer as module
from crawler.store.archive.mending import mend
from crawler.store.archive.names import OPEN, files_in
from crawler.store.archive.reader import page_at, pages_of


def test_each_page_is_found_at_its_place(open_writer, folder, page, known, warcio_check):
    writer = open_writer()
    places = [writer.keep(page(number), known()) for number in range(5)]
    assert [page_at(folder, place).page.body for place in places] == [
        page(n).body for n in range(5)
    ]
    writer.close()
    [file] = files_in(folder)
    assert [kept.page.url for kept in pages_of(file)] == [page(n).url for n in range(5)]
    assert [kept.place for kept in pages_of(file)] == places
    code, said = warcio_check(file)
    assert code == 0, said
    assert said.count("digest pass") == 6
    assert "warcinfo" in said.split("\n")[1]


def test_a_run_without_pages_leaves_nothing(open_writer, folder):
    writer = open_writer()
    writer.sync()
    writer.close()
    assert not folder.exists()


def test_a_new_file_begins_with_each_day_and_where_one_is_full(open_writer, folder, page, known):
    writer = open_writer(file_bytes_max=1500)
    for day in ("2025-03-01", "2025-03-01", "2025-03-01", "2025-03-02"):
        writer.keep(page(), known(observed=f"{day}T23:59:00Z"))
    writer.close()
    assert [f"{path.parent.name}/{path.name[-13:]}" for path in files_in(folder)] == [
        "2025-03-01/00000.warc.gz",
        "2025-03-01/00001.warc.gz",
        "2025-03-02/00002.warc.gz",
    ]


def test_a_page_larger_than_a_file_has_one_of_its_own(open_writer, folder, page, known):
    writer = open_writer(file_bytes_max=10)
    places = {writer.keep(page(number), known()).file for number in range(2)}
    writer.close()
    assert len(places) == len(files_in(folder)) == 2


def test_files_are_their_owners(open_writer, folder, page, known):
    writer = open_writer()
    writer.keep(page(), known())
    writer.close()
    assert [path.stat().st_mode & 0o777 for path in files_in(folder)] == [0o600]


def full(fails_at: int, lets_through: int = 20):
    """An os.write that writes a little of its n-th record, and then finds the disk full."""
    calls = []
    write = os.write

    def writing(descriptor, data):
        calls.append(descriptor)
        if len(calls) < fails_at:
            return write(descriptor, data)
        if len(calls) == fails_at:
            return write(descriptor, data[:lets_through])
        raise OSError(errno.ENOSPC, "No space left on device")

    return writing


def test_a_full_disk_costs_pages_and_no_article(open_writer, folder, page, known, failures):
    writer = open_writer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.os, "write", full(fails_at=4))
        places = [writer.keep(page(number), known()) for number in range(4)]
    writer.sync()
    writer.close()

    assert [bool(place) for place in places] == [True, True, False, False]
    assert (writer.pages, writer.missed) == (2, 2)
    assert [type(error) for error in failures] == [MachineError]
    [file] = files_in(folder)
    assert len(list(pages_of(file))) == 2  # of the third nothing is left


def test_a_folder_that_cannot_be_made_costs_pages_only(open_writer, folder, page, known, failures):
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    writer = open_writer()
    assert writer.keep(page(), known()) is None
    writer.sync()
    writer.close()
    assert len(failures) == 1


def test_a_page_that_did_not_reach_the_disk_is_promised_to_nobody(
    open_writer, page, known, monkeypatch
):
    writer = open_writer()
    writer.keep(page(), known())

    def failing(descriptor):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(module.os, "fsync", failing)
    with pytest.raises(MachineError, match="could not be written"):
        writer.sync()
    monkeypatch.undo()
    with pytest.raises(MachineError):  # the second flush of a lost page says nothing by itself
        writer.sync()


def test_a_file_that_cannot_be_closed_still_stops_the_rows(
    open_writer, page, known, failures, monkeypatch
):
    writer = open_writer(file_bytes_max=10)
    writer.keep(page(), known())

    def failing(descriptor):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(module.os, "fsync", failing)
    assert writer.keep(page(2), known()) is None  # the first file had to be closed for it
    monkeypatch.undo()
    assert len(failures) == 1
    with pytest.raises(MachineError):
        writer.sync()


def test_a_killed_run_leaves_whole_pages(open_writer, folder, page, known):
    writer = open_writer()
    place = writer.keep(page(), known())
    writer.sync()
    os.close(writer._file._descriptor)  # what the end of a process does
    assert page_at(folder, place).page.body == page().body
    assert mend(folder).files == 1
    assert not files_in(folder, OPEN)
    assert page_at(folder, place).page.body == page().body


@pytest.mark.parametrize(
    "file",
    ["../rasid.db", "2025-03-01/../../rasid.warc.gz", "/etc/passwd", "2025-03-01/none.warc.gz", ""],
)
def test_a_place_outside_of_the_archive_is_never_opened(open_writer, folder, page, known, file):
    writer = open_writer()
    writer.keep(page(), known())
    (folder.parent / "rasid.warc.gz").write_bytes(b"x")
    assert page_at(folder, Archive(file=file, offset=0)) is None


def test_records_of_others_are_left_out(open_writer, folder, page, known):
    writer = open_writer()
    writer.keep(page(), known())
    writer.close()
    [file] = files_in(folder)
    ours = file.read_bytes()
    for state in (b"Other-Page: {}", b"Rasid-Page: []"):
        record = gzip.decompress(ours).replace(b"Rasid-Page: ", state + b"\r\nX-Was: ")
        file.write_bytes(gzip.compress(record))
        assert list(pages_of(file)) == []


def test_a_file_that_cannot_be_begun_leaves_no_file_open(open_writer, page, known, failures):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.os, "write", full(fails_at=1))
        assert open_writer().keep(page(), known()) is None
    assert [type(error).__name__ for error in failures] == ["CreateError"]


def test_a_file_that_cannot_be_renamed_is_whole_all_the_same(
    open_writer, folder, page, known, monkeypatch
):
    writer = open_writer()
    place = writer.keep(page(), known())

    def failing(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(MachineError, match="could not be closed"):
        writer.close()
    monkeypatch.undo()
    writer.sync()  # its pages are on the disk
    writer.close()
    assert mend(folder).files == 1
    assert page_at(folder, place).page.body == page().body
