"""An archive cut into pieces that are read apart: small files whole, large ones in slices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, Self

from crawler.store.archive.names import OPEN
from crawler.store.archive.reader import Kept, offsets_of, pages_of

WHOLE_BYTES_MAX = 4_000_000  # a larger file is cut: one must not be the last that is waited for
SLICE_PAGES = 200


@dataclass(frozen=True, slots=True)
class ArchiveSlice:
    """The pages of one file that begin from `start` on and before `end`, in bytes; None: its end.

    `file` is `<day>/<name>` in the folder of the archive.
    """

    file: str
    start: int = 0
    end: int | None = None

    def to_plain(self) -> list[str | int | None]:
        """For JSON."""
        return [self.file, self.start, self.end]

    @classmethod
    def of_plain(cls, plain: list[Any]) -> Self:
        """What `to_plain` gave."""
        return cls(*plain)

    @property
    def is_open(self) -> bool:
        """True for a file that a crawl is writing to."""
        return self.file.endswith(OPEN)

    def kept(self, folder: Path) -> Iterator[Kept]:
        """Its pages, of the archive in that folder. Raises DamagedError."""
        return takewhile(self._has, pages_of(folder / self.file, start=self.start))

    def _has(self, kept: Kept) -> bool:
        return self.end is None or kept.place.offset < self.end


def slices_of(path: Path) -> Iterator[ArchiveSlice]:
    """The slices of a file, in its order; the last one reaches to its end, whole or torn."""
    file = f"{path.parent.name}/{path.name}"
    if not path.is_file() or path.stat().st_size <= WHOLE_BYTES_MAX:
        yield ArchiveSlice(file)
        return
    starts = islice(offsets_of(path), 0, None, SLICE_PAGES)
    start = next(starts, 0)
    for following in starts:
        yield ArchiveSlice(file, start, following)
        start = following
    yield ArchiveSlice(file, start)
