"""`python -m crawler.queue.tied PID run SITE …`: `scrapy`, ended by the kernel with its parent.

A worker that is killed can end nobody. Its crawl would go on beside the one that takes its place.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2)


def tie_to(parent: int) -> bool:
    """Be killed when `parent` ends; False when it has ended already. Linux only, else nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return os.getppid() == parent


def main(parent: int, arguments: list[str]) -> None:
    """Be `scrapy` with these arguments; SystemExit carries its exit code."""
    if not tie_to(parent):
        sys.exit(128 + signal.SIGTERM)
    from scrapy.cmdline import execute

    sys.argv = ["scrapy", *arguments]
    execute()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
