"""Reads pages back: one by its place, or all of a file, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.core.article import Archive
from crawler.core.errors import MachineError
from crawler.core.received import Headers, Known, Received
from crawler.store.archive.mending import whole_from
from crawler.store.archive.names import OPEN, SUFFIX
from crawler.store.archive.record import STATE

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

DRAWN_STATUS = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the archive; its body is unpacked, as the browser would see it."""

    place: Archive
    known: Known
    page: Received = field(repr=False)


class DamagedError(MachineError):
    """A file of the archive cannot be read to its end."""


def pages_of(path: Path, *, start: int = 0) -> Iterator[Kept]:
    """The pages of one file in the order of their arrival; memory holds one at a time.

    `start` is where a record begins. Records that are not ours (no `Rasid-Page`) are left out.
    Raises DamagedError where the file breaks off, is none or is gone; what came before is good.
    """
    with _opened(path) as file:
        yield from _whole_pages(file, _name_of(path), start)


def offsets_of(path: Path) -> Iterator[int]:
    """Where each page of a file begins; ends where the file breaks off."""
    from fastwarc import warc

    kinds = warc.response | warc.resource
    with _opened(path) as file, suppress(OSError, EOFError):
        for record in warc.ArchiveIterator(file, record_types=kinds, parse_http=False):
            if record.headers.get(STATE):
                yield record.stream_pos


def page_at(folder: Path, place: Archive) -> Kept | None:
    """The page that an article names; None when its file is gone or has no page there.

    Raises DamagedError. A name that leads out of the archive is never opened.
    """
    path = folder / place.file
    if path.parent.parent != folder or not path.name.endswith(SUFFIX) or ".." in place.file:
        return None
    for found in (path, path.with_name(f"{path.name}.open")):
        if found.is_file():
            return _at(found, place)
    return None


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file; one that was written to may have got its last name meanwhile."""
    closed = path.with_name(path.name.removesuffix(OPEN) + SUFFIX)
    found = path if path.is_file() or not path.name.endswith(OPEN) else closed
    try:
        file = found.open("rb")
    except OSError as error:
        message = f"{_name_of(path)} cannot be opened: {error.strerror}"
        raise DamagedError(message) from error
    with file:
        yield file


def _name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name.partition(SUFFIX)[0]}{SUFFIX}"


def _at(path: Path, place: Archive) -> Kept | None:
    with path.open("rb") as file:
        kept = next(_whole_pages(file, place.file, place.offset), None)
    return kept if kept and kept.place == place else None


def _whole_pages(file: Any, name: str, start: int) -> Iterator[Kept]:
    """The pages that are there to their last byte. Raises DamagedError.

    The reader of WARC gives what there is of a record that breaks off, as if it were whole. Where
    another record follows, it is; of the last one it is asked.
    """
    file.seek(start)
    damage: DamagedError | None = None
    last: Kept | None = None
    try:
        for kept in _pages(file, name):
            if last:
                yield last
            last = kept
    except DamagedError as error:
        damage = error
    begins = last.place.offset if last else start
    ends = _whole_from(file, name, begins)
    if last and ends > begins:
        yield last
    if damage:
        raise damage
    if ends < os.fstat(file.fileno()).st_size:
        raise DamagedError(f"{name} breaks off after {ends} bytes; what follows is left out")


def _whole_from(file: Any, name: str, begins: int) -> int:
    try:
        return whole_from(file, begins)
    except OSError as error:
        raise DamagedError(f"{name} cannot be read: {error.strerror}") from error


def _pages(file: Any, name: str) -> Iterator[Kept]:
    from fastwarc import warc

    kinds = warc.response | warc.resource
    try:
        records = warc.ArchiveIterator(
            file, record_types=kinds, parse_http=True, auto_decode="content"
        )
        for record in records:
            if kept := _kept(record, name):
                yield kept
    except (OSError, EOFError) as error:
        message = f"{name} is damaged: {error}; what follows in it is left out"
        raise DamagedError(message) from error


def _kept(record: WarcRecord, name: str) -> Kept | None:
    state = record.headers.get(STATE)
    if not state:
        return None
    try:
        known = Known.from_json(state)
    except ValueError:
        return None
    page = Received(
        url=record.headers.get("WARC-Target-URI") or "",
        status=_status(record),
        headers=_headers(record),
        body=record.reader.read() if record.reader else b"",
        ip=record.headers.get("WARC-IP-Address"),
        is_drawn=record.http_headers is None,
    )
    return Kept(Archive(file=name, offset=record.stream_pos), known, page)


def _status(record: WarcRecord) -> int:
    if record.http_headers is None or record.http_headers.status_code is None:
        return DRAWN_STATUS
    return int(record.http_headers.status_code)


def _headers(record: WarcRecord) -> Headers:
    if record.http_headers is None:
        return (("Content-Type", record.headers.get("Content-Type") or ""),)
    return tuple((str(name), str(value)) for name, value in record.http_headers)
