"""Signals of a run: the first ends it cleanly, a second one at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from types import FrameType

from scrapy.crawler import AsyncCrawlerProcess

from crawler import crawl
from crawler.core.watch.outcome import SIGNALLED

logger = logging.getLogger(__name__)
HANDLED = (signal.SIGTERM, signal.SIGINT)


@contextlib.contextmanager
def early_signals() -> Iterator[None]:
    """Before the crawl has begun there is nothing to save: a signal just ends the process."""
    old = {number: signal.signal(number, _leave) for number in HANDLED}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def start(process: AsyncCrawlerProcess) -> None:
    """Crawl until all is done or a signal comes, which `crawl.stopped_by` then tells.

    With the handlers of Twisted and Scrapy, which are put in place one after the other, a signal in
    the first moments of a crawl ended it without a word.
    """
    from twisted.internet import reactor

    reactor.callWhenRunning(_install, process)
    process.start(install_signal_handlers=False)


def _install(process: AsyncCrawlerProcess) -> None:
    for number in HANDLED:
        signal.signal(number, partial(_stop, process))


def _stop(process: AsyncCrawlerProcess, number: int, _frame: FrameType | None) -> None:
    """What was stored is published by the next run if a second signal comes."""
    from twisted.internet import reactor

    crawl.stopped_by.number = number
    for each in HANDLED:
        signal.signal(each, _leave)
    reactor.callFromThread(_begin_to_end, process)


def _begin_to_end(process: AsyncCrawlerProcess) -> None:
    logger.info("a signal: what is under way is finished and published; a second one ends at once")
    task = asyncio.ensure_future(_end(process))
    crawl.ending.add(task)
    task.add_done_callback(crawl.ending.discard)


async def _end(process: AsyncCrawlerProcess) -> None:
    from twisted.internet import error, reactor

    try:
        await process.stop()
    finally:
        with contextlib.suppress(error.ReactorNotRunning):  # the last crawl has ended by itself
            reactor.stop()  # type: ignore[misc] # a module that stands for an object


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.stdout.flush()
    os._exit(SIGNALLED + number)  # the protocol makes a hard end safe
