"""How much memory this process has held at most."""

from __future__ import annotations

import re
import resource
import sys
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
