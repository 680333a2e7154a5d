"""The running crawl as our parts see it: its counters, its clock, and how to end it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from math import isfinite

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from crawler.core.errors import ConfigError, MachineError

logger = logging.getLogger(__name__)
UNMOVED = (None, "", "0", 0)  # of the clock; asked some three times a page
ending: set[asyncio.Task[None]] = set()  # asyncio keeps no hold on a task by itself


def count(crawler: Crawler, what: str, number: int = 1) -> None:
    """Add to the stat `rasid/<what>`; `what` is a fixed word, never an address or free text."""
    crawler.stats.inc_value(f"rasid/{what}", number)


def number_setting(settings: BaseSettings, name: str) -> float:
    """A setting as a number that is not negative. Raises ConfigError with its name."""
    number = _number(settings, name)
    if number < 0:
        message = f"{name} is not a number of 0 or more: {settings.get(name)!r}"
        raise ConfigError(message)
    return number


def _number(settings: BaseSettings, name: str) -> float:
    value = settings.get(name)
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not isfinite(number):
        message = f"{name} is not a number: {value!r}"
        raise ConfigError(message)
    return number


def now(settings: BaseSettings) -> datetime:
    """The present moment, UTC, moved by RASID_CLOCK_OFFSET_S. Raises ConfigError with its name."""
    moved_by = "RASID_CLOCK_OFFSET_S"
    if settings.get(moved_by) in UNMOVED:
        return datetime.now(UTC)
    return datetime.now(UTC) + timedelta(seconds=_number(settings, moved_by))


def end(crawler: Crawler, reason: str) -> None:
    """Close the spider: nothing new is asked, what is under way is finished and published."""
    engine = crawler.engine
    if engine is None or engine.spider is None:
        return
    task = asyncio.ensure_future(engine.close_spider_async(reason=reason))
    ending.add(task)
    task.add_done_callback(ending.discard)


def machine_failed(crawler: Crawler, error: MachineError) -> None:
    """Write down that the machine failed and end the crawl: exit code 73 or 74."""
    count(crawler, "machine/errors")
    if crawler.stats.get_value("rasid/machine/exit_code") is None:  # the first is the cause
        logger.error("the machine failed: %s", error)
        crawler.stats.set_value("rasid/machine/exit_code", error.exit_code)
        crawler.stats.set_value("rasid/machine/message", str(error))
        end(crawler, "machine_error")


class StoppedBy:
    """The signal that asked this process to end, or None."""

    number: int | None = None


stopped_by = StoppedBy()
