"""`scrapy worker` with a shorter patience: `python -m tests.queue.quick worker …`.

A dead worker is noticed after 10 s, not after 30.
"""

from __future__ import annotations

import sys


def hurry() -> None:
    """Change this process; what takes these values takes them when it is imported."""
    from crawler.store import queue_state

    queue_state.HEARTBEAT_S = 1.0
    queue_state.STALLED_AFTER_S = 10.0  # a crawl sees within 5 s that its lock is lost

    from crawler.queue import upkeep

    upkeep.REAP = "* * * * * */2"


if __name__ == "__main__":
    from scrapy.cmdline import execute

    hurry()
    sys.argv[0] = "scrapy"
    execute()
