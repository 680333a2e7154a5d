"""How long pages are kept: by age, and by the room that all of them take."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from crawler.core.errors import MachineError
from crawler.store.archive.changing import changing
from crawler.store.archive.names import OPEN, SUFFIX, day_of, files_in

DAYS_MAX = 36_500  # before that there is no date to compare with


@dataclass(frozen=True, slots=True)
class Expired:
    """How many files were removed, and their bytes."""

    files: int = 0
    bytes: int = 0


def expire(folder: Path, *, now: datetime, days: float = 0, bytes_max: int = 0) -> Expired:
    """Remove whole files: those begun more than `days` ago, then the oldest above `bytes_max`.

    0 is no limit. Days are counted from the newest file at the latest: one run of a clock that is
    ahead must not remove them all. What is written to at this moment stays and counts.
    Raises MachineError.
    """
    if not (days or bytes_max) or not files_in(folder):
        return Expired()
    with changing(folder):
        try:
            return _expire(folder, now, days, bytes_max)
        except OSError as error:
            raise MachineError.from_os(error, f"{folder} could not be cleared") from error


def _expire(folder: Path, now: datetime, days: float, bytes_max: int) -> Expired:
    sizes = {path: path.stat().st_size for path in files_in(folder, SUFFIX, OPEN)}
    total = sum(sizes.values())
    removed = freed = 0
    today = min(now.date(), max(filter(None, map(day_of, files_in(folder))), default=now.date()))
    for path in files_in(folder):
        is_old = days and _is_before(path, today, days)
        if not is_old and not (bytes_max and total - freed > bytes_max):
            continue
        path.unlink()
        removed, freed = removed + 1, freed + sizes.get(path, 0)
        with suppress(OSError):  # others of that day are still there
            path.parent.rmdir()
    return Expired(removed, freed)


def _is_before(path: Path, today: date, days: float) -> bool:
    day = day_of(path)
    return day is not None and day < today - timedelta(days=min(days, DAYS_MAX))
