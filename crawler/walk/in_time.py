"""A page that takes too long to be read: its reading ends, and the crawl goes on.

One page would else hold up all sites of a run, its budget and the signals that end it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from functools import cache
from threading import current_thread, main_thread
from types import FrameType
from typing import TypeVar

from crawler.core.errors import SiteError

T = TypeVar("T")


def in_time(steps: Iterable[T], cpu_s: float) -> Iterator[T]:
    """The same, each within so much CPU time of this process; raises SiteError `too_slow`.

    CPU time, since a busy machine is no fault of a page. An expression that is searched is ended as
    well, a parser first comes to its end. Only the main thread can be told; in others, and where
    the system has no such timer, a step takes what it takes.
    """
    if current_thread() is not main_thread() or not hasattr(signal, "setitimer"):
        yield from steps
        return
    _listen()
    rest = iter(steps)
    while True:
        signal.setitimer(signal.ITIMER_VIRTUAL, cpu_s)
        try:
            found = next(rest)
        except StopIteration:
            return
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        yield found


@cache  # it takes as long as all that a page needs of this
def _listen() -> None:
    signal.signal(signal.SIGVTALRM, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SiteError("too_slow", "its reading takes too much CPU time")
