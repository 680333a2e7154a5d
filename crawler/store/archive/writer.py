"""Writes the pages of one run into files that are whole up to what `sync` has promised."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from crawler.core.article import Archive
from crawler.core.errors import CreateError, MachineError
from crawler.core.received import Known, Received
from crawler.core.stamps import moment_of
from crawler.store.archive.changing import changing
from crawler.store.archive.names import OPEN, SUFFIX, name_of
from crawler.store.archive.record import info_record, page_record
from crawler.store.durable import make_folder, sync_folder

FILE_BYTES_MAX = 256 * 1024 * 1024
DAY_CHARS = len("2025-03-01")


class OpenFile:
    """A file that is written to: `.open` and locked, so that nobody takes it for a torn one."""

    def __init__(self, path: Path, first: bytes) -> None:
        self.path = path
        self.day = path.parent.name
        self.name = f"{self.day}/{path.name}"  # in the folder of the archive
        self.size = 0
        self._is_dirty = False
        self._is_named = False  # for good: its folder was flushed
        self._failed: OSError | None = None
        self._open = path.with_name(path.name.removesuffix(SUFFIX) + OPEN)
        self._descriptor = _locked(self._open)
        try:
            self.append(first)
        except OSError as error:
            os.close(self._descriptor)
            raise CreateError.from_os(error, f"{path} cannot be begun") from error

    def append(self, data: bytes) -> int:
        """Write a record and return where it begins. Raises OSError; then nothing is added."""
        start, rest = self.size, memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            os.ftruncate(self._descriptor, start)  # half a record is none
            os.lseek(self._descriptor, start, os.SEEK_SET)
            raise
        self.size += len(data)
        self._is_dirty = True
        return start

    def sync(self) -> None:
        """What was appended is on the disk. Raises OSError, and from then on always.

        Linux tells a failed flush once and drops what was to be written: a second one says nothing.
        """
        if self._failed is not None:
            raise self._failed
        try:
            self._sync()
        except OSError as error:
            self._failed = error
            raise

    def _sync(self) -> None:
        if self._is_dirty:
            os.fsync(self._descriptor)
            self._is_dirty = False
        if not self._is_named:
            sync_folder(self._open.parent)
            self._is_named = True

    def close(self) -> None:
        """The file gets the name under which it stays. Raises OSError."""
        self.sync()
        if self._descriptor < 0:
            return
        try:
            self._open.rename(self.path)
            sync_folder(self.path.parent)
        finally:
            os.close(self._descriptor)
            self._descriptor = -1


class ArchiveWriter:
    """The archive as one run of a site writes it; makes no file before the first page.

    A page that cannot be written (a full disk) is not kept, `on_failure` is told once, and no more
    pages are tried: articles are worth more than their pages.
    """

    def __init__(
        self,
        folder: Path,
        site: str,
        run_id: str,
        *,
        on_failure: Callable[[MachineError], object],
        file_bytes_max: int = FILE_BYTES_MAX,
    ) -> None:
        self.site = site
        self.run_id = run_id
        self.pages = self.bytes = self.missed = 0
        self._folder = folder
        self._on_failure = on_failure
        self._file_bytes_max = file_bytes_max
        self._file: OpenFile | None = None
        self._number = 0
        self._failed = False

    def keep(self, page: Received, known: Known) -> Archive | None:
        """Write a page and say where it lies; None when it could not be written."""
        if self._failed:
            self.missed += 1
            return None
        data = page_record(page, known)
        try:
            file = self._file_for(known, len(data))
            offset = file.append(data)
        except (OSError, MachineError) as error:
            self._fail(error)
            return None
        self.pages += 1
        self.bytes += len(data)
        return Archive(file=file.name, offset=offset)

    def sync(self) -> None:
        """All pages kept so far are on the disk; called before their rows are committed.

        Raises MachineError: then no row may name them.
        """
        if self._file is None:
            return
        try:
            self._file.sync()
        except OSError as error:
            raise MachineError.from_os(error, f"{self._file.path} could not be written") from error

    def close(self) -> None:
        """Close the last file; raises MachineError, and the next run closes it then."""
        if self._file is None:
            return
        try:
            self._file.close()
        except OSError as error:  # it stays: `sync` must not promise what it holds
            message = f"{self._file.path} could not be closed"
            raise MachineError.from_os(error, message) from error
        self._file = None

    def _file_for(self, known: Known, size: int) -> OpenFile:
        """The file of that day with room for so many bytes; a page larger than all has its own."""
        day = known.observed[:DAY_CHARS]  # of a stamp of ours, which is in UTC
        if self._file is not None and (
            self._file.day != day or self._file.size + size > self._file_bytes_max
        ):
            self.close()
        if self._file is None:
            observed = moment_of(known.observed)
            assert observed is not None  # noqa: S101 - a stamp of ours
            path = self._folder / day / name_of(self.site, self.run_id, self._number)
            self._file = OpenFile(path, info_record(path.name, observed))
            self._number += 1
        return self._file

    def _fail(self, error: OSError | MachineError) -> None:
        self._failed = True
        self.missed += 1
        if isinstance(error, OSError):
            error = MachineError.from_os(error, f"a page could not be kept in {self._folder}")
        self._on_failure(error)


_writers: WeakKeyDictionary[Any, ArchiveWriter] = WeakKeyDictionary()


def use_writer(crawler: Any, writer: ArchiveWriter) -> None:
    """From now on this is the archive of that crawl."""
    _writers[crawler] = writer


def writer_of(crawler: Any) -> ArchiveWriter | None:
    """The archive of a crawl; None where it keeps none."""
    return _writers.get(crawler)


def _locked(path: Path) -> int:
    """A new file that nobody mends: it is locked before others may look. Raises MachineError."""
    make_folder(path.parent)
    with changing(path.parent.parent):
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CreateError.from_os(error, f"{path} cannot be made") from error
    return descriptor
