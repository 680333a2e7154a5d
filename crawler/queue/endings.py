"""What the end of a crawl means for its job: done, again after a while, or failed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from crawler.core.watch.outcome import (
    BUG,
    CANTCREATE,
    CONFIG,
    DOWN,
    IOERROR,
    LOCKED,
    OK,
    QUALITY,
    SIGNALLED,
    USAGE,
)

MEANINGS = {
    USAGE: "the command line was wrong",
    QUALITY: "a quality gate failed",
    DOWN: "the site is down",
    BUG: "a bug of ours",
    CANTCREATE: "the disk is full or a file cannot be made",
    IOERROR: "the disk or the store failed",
    LOCKED: "another run holds the site",
    CONFIG: "the configuration is wrong",
}


@dataclass(frozen=True, slots=True)
class Again:
    """`after_s` seconds before the next try, `tries` of them at most."""

    after_s: int
    tries: int


# Somebody else crawls the site: a run by hand, or one whose worker is cut off. It is not a failure
# however often it happens; after a quarter of an hour the planner asks again when the site is due.
BUSY = Again(15, 60)
MACHINE = Again(10, 3)  # a database that starts again needs seconds; a full disk stays full
SIGNAL = Again(5, 3)  # killed for want of memory, or with the worker's whole control group
AGAIN = {LOCKED: BUSY, IOERROR: MACHINE, CANTCREATE: MACHINE}


class CrawlEndedError(Exception):
    """A crawl that was no success; `again_s` None means that the job has failed for good."""

    def __init__(self, site: str, code: int, again_s: int | None) -> None:
        self.code = code
        self.why = meaning(code)
        self.again_s = again_s
        then = "failed" if again_s is None else f"again in {again_s} s"
        super().__init__(f"{site}: {self.why} ({self._code()}): {then}")

    def _code(self) -> str:
        return f"exit {self.code}" if self.code >= 0 else f"signal {-self.code}"


def meaning(code: int) -> str:
    """The exit code of `scrapy run` in words; a negative one is a signal that killed it."""
    if code < 0 or code > SIGNALLED:
        return "the crawl was killed" if code < 0 else "the crawl was stopped by a signal"
    return MEANINGS.get(code, "an unknown end")


def check_end(site: str, code: int, attempts: int, *, stopping: bool = False) -> None:
    """Nothing when the crawl ended well, or when the site is busy for too long.

    `attempts` of this job came before; `stopping`: the worker ends, and has ended its crawls.
    Raises CrawlEndedError for all other ends.
    """
    if code == OK:
        return
    signalled = code < 0 or code > SIGNALLED
    if signalled and stopping:
        raise CrawlEndedError(site, code, 0)
    again = SIGNAL if signalled else AGAIN.get(code)
    if again and attempts < again.tries:
        raise CrawlEndedError(site, code, again.after_s)
    if again is not BUSY:
        raise CrawlEndedError(site, code, None)


class AsItEnded(BaseRetryStrategy):
    """Does what the exception says. A job whose worker is shut down comes again at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """None: the job has failed."""
        del job
        if isinstance(exception, CrawlEndedError) and exception.again_s is not None:
            return RetryDecision(retry_in={"seconds": exception.again_s})
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        return None
