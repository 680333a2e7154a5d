"""The memory of a call: the most that it held, and what the collector need not look at."""

from __future__ import annotations

import atexit
import gc
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KIBIBYTE = 1024
STATUS = Path("/proc/self/status")
HIGH_WATER = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)


def peak_memory_bytes(status: Path = STATUS) -> int:
    """The most memory that this process has held, resident.

    By proc(5) where there is one: getrusage(2) also counts what the process that started this one
    held at that moment.
    """
    if status.exists() and (found := HIGH_WATER.search(status.read_text())):
        return int(found[1]) * KIBIBYTE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * KIBIBYTE


@contextmanager
def resting_collector() -> Iterator[None]:
    """It rests from here on, until `spare_the_collector` or the end.

    Modules are made of objects that stay: to look for garbage among them again and again is a
    tenth of the start of a run (docs/performance.md).
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def spare_the_collector() -> None:
    """It goes to work, and what is loaded by now it does not look at again.

    That is a tenth of a crawl's CPU (docs/performance.md).
    """
    gc.freeze()
    gc.enable()


def end_without_looking() -> None:
    """It looks at nothing when the process ends, which takes a third of a call with nothing due.

    Only where nothing is open that has to be closed: SQLite folds its log into the store when the
    last connection is closed, which may be by the collector.
    """
    atexit.register(gc.freeze)
