"""A page that is not there to its last byte is never given as if it were."""

from __future__ import annotations

import os

import pytest

from crawler.store.archive import reader
from crawler.store.archive.mending import mend
from crawler.store.archive.names import OPEN, files_in
from crawler.store.archive.reader import DamagedError, page_at, pages_of

BODY = "".join(f"<p>قافلة رقم {number * 7919} وصلت.</p>" for number in range(300)).encode()


@pytest.fixture
def three(open_writer, folder, page, known):
    """A file of three long pages, and where each of them lies in it."""
    writer = open_writer()
    places = [writer.keep(page(number, body=BODY), known()) for number in range(3)]
    writer.close()
    [file] = files_in(folder)
    return file, places


def read(file) -> tuple[list[bytes], str]:
    """The bodies that are given, and the damage that is told."""
    bodies: list[bytes] = []
    try:
        bodies.extend(kept.page.body for kept in pages_of(file))
    except DamagedError as error:
        return bodies, str(error)
    return bodies, ""


def test_no_cut_of_the_last_page_gives_a_part_of_it(three):
    file, places = three
    data, begins = file.read_bytes(), places[2].offset
    for end in (*range(begins + 1, len(data), 97), len(data) - 1):
        file.write_bytes(data[:end])
        bodies, told = read(file)
        assert bodies == [BODY, BODY], end
        assert f"breaks off after {begins} bytes" in told, end


def test_a_file_that_ends_behind_a_page_is_whole(three):
    file, places = three
    file.write_bytes(file.read_bytes()[: places[2].offset])
    assert read(file) == ([BODY, BODY], "")


def test_a_page_is_found_before_one_that_breaks_off_and_the_broken_one_is_told(three, folder):
    file, places = three
    file.write_bytes(file.read_bytes()[: places[2].offset + 700])
    assert page_at(folder, places[1]).page.body == BODY
    with pytest.raises(DamagedError, match="breaks off"):
        page_at(folder, places[2])


def test_a_file_that_gets_its_last_name_while_it_is_read_is_read_to_its_end(
    open_writer, folder, page, known
):
    writer = open_writer()
    for number in range(3):
        writer.keep(page(number, body=BODY), known())
    writer.sync()
    [still_open] = files_in(folder, OPEN)
    pages = pages_of(still_open)
    first = next(pages).page.body
    writer.close()
    assert [first, *(kept.page.body for kept in pages)] == [BODY] * 3


def test_a_page_that_is_being_written_is_no_page_yet(open_writer, folder, page, known):
    """A crawl goes on while its archive is read."""
    writer = open_writer()
    whole = writer.keep(page(1, body=BODY), known())
    under_way = writer.keep(page(2, body=BODY), known())
    [file] = files_in(folder, OPEN)
    os.truncate(file, under_way.offset + 700)
    assert read(file)[0] == [BODY]
    assert page_at(folder, whole).page.body == BODY
    writer.close()


def test_what_is_left_of_a_page_is_cut_off_before_it_is_read(three, folder):
    file, places = three
    still = file.rename(file.with_name(f"{file.name}{OPEN.removeprefix('.warc.gz')}"))
    still.write_bytes(still.read_bytes()[: places[2].offset + 700])
    assert mend(folder).cut_bytes == 700
    assert read(file) == ([BODY, BODY], "")


def test_a_disk_that_fails_behind_the_last_page_is_told(three, monkeypatch):
    def failing(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(reader, "whole_from", failing)
    bodies, told = read(three[0])
    assert bodies == [BODY, BODY]  # of the third nobody knows whether it is whole
    assert told.endswith("cannot be read: Input/output error")
