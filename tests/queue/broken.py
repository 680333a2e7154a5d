"""A cluster without its safety, to see that a campaign sees it: `python -m tests.queue.broken …`.

Crawls are not tied to their worker and hold no lock of their site. As a worker (`worker …`) it has
the patience of `quick`; as a crawl (`PID run …`) it is what that worker starts.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext

from tests.queue.quick import hurry


def untie() -> None:
    """A worker whose crawls outlive it."""
    from crawler.queue import child

    sound = child.Crawls.__init__
    program = (sys.executable, "-m", "tests.queue.broken")

    def broken(self, settings=(), **options) -> None:
        sound(self, settings, **{"program": program, **options})

    child.Crawls.__init__ = broken


def unlock() -> None:
    """A crawl that does not look whether another one is there."""
    from crawler.store.shared_locks import SharedLocks

    SharedLocks.site = lambda *_: nullcontext()


if __name__ == "__main__":
    from scrapy.cmdline import execute

    if sys.argv[1].isdigit():
        unlock()
        del sys.argv[1]
    else:
        hurry()
        untie()
    sys.argv[0] = "scrapy"
    execute()
