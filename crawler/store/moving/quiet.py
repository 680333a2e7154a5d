"""Waits until no crawl runs in a data folder, and lets none begin."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crawler.core.errors import LockedError
from crawler.store.lock import SiteLock

OWN = "migrate-store"
# Held for moments, by those who wait for them.
NO_SITES = {OWN, "feed", "archive", "report", "report.next"}
POLL_S = 0.01  # between two runs of cron there is time, between two of a loop next to none


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """One move of a data folder at a time; raises LockedError."""
    with SiteLock(folder / f"{OWN}.lock", OWN):
        yield


def running(folder: Path) -> list[str]:
    """The sites that are being crawled now."""
    found = []
    for path in _locks(folder):
        try:
            with SiteLock(path, OWN):
                pass
        except LockedError:
            found.append(path.stem)
    return found


@contextmanager
def quiet(
    folder: Path,
    wait_s: float,
    *,
    meanwhile: Callable[[list[str]], None],
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the locks of all sites, each from the moment when its run has ended.

    `meanwhile` is called with the names that are waited for. Raises LockedError after `wait_s`.
    """
    end = monotonic() + wait_s
    with ExitStack() as held:
        left = _locks(folder)
        while left := [path for path in left if not _take(path, held)]:
            names = [path.stem for path in left]
            if monotonic() >= end:
                message = (
                    f"still crawling after {wait_s:g} s: {', '.join(names)}; nothing was moved; "
                    "try again with a longer --wait, or stop these runs"
                )
                raise LockedError(message)
            meanwhile(names)
            sleep(POLL_S)
        yield


def _locks(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.lock")) if path.stem not in NO_SITES]


def _take(path: Path, held: ExitStack) -> bool:
    try:
        held.enter_context(SiteLock(path, OWN))
    except LockedError:
        return False
    return True
