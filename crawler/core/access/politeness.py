"""What is remembered of a host for being polite to it, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.core.access.retry_after import PAUSE_MAX_S
from crawler.core.access.robots import Robots

CRAWL_DELAY_MAX_S = 30.0  # a longer Crawl-delay is cut, and said
ROBOTS_FRESH = timedelta(hours=1)  # so long no run asks again
# So long after it came the last good copy holds where robots.txt does not answer (RFC 9309, 2.4).
ROBOTS_KEPT = timedelta(hours=24)
USAGE_FRESH = timedelta(hours=24)
BLOCK_MAX = timedelta(seconds=10)  # turns that a process may claim at once, in time
AHEAD_MAX = timedelta(hours=1)  # a claim beyond that comes from a clock that was wrong


@dataclass(frozen=True, slots=True)
class HostRecord:
    """A row of the store. Times are UTC; `delay_s` is the Crawl-delay as it is kept, after its cap.

    `robots_body` is the last good copy, None: none was ever read. `next_at`: from then on nobody
    has claimed a turn. `failures`: refusals (429, 503) in a row.
    """

    host: str
    next_at: datetime | None = None
    delay_s: float | None = None
    backoff_until: datetime | None = None
    backoff_reason: str | None = None
    failures: int = 0
    robots_body: bytes | None = None
    robots_fetched: datetime | None = None
    tdm_body: bytes | None = None
    tdm_fetched: datetime | None = None

    def robots_at(self, now: datetime, *, answered: bool = True) -> Robots | None:
        """The rules that still hold: for an hour, or for a day where the host does not answer."""
        if self.robots_body is None or self.robots_fetched is None:
            return None
        age = now - self.robots_fetched
        if timedelta(0) <= age <= (ROBOTS_FRESH if answered else ROBOTS_KEPT):
            return Robots.parse(self.robots_body)
        return None

    def knows_usage(self, now: datetime) -> bool:
        """False when `/.well-known/tdmrep.json` is due to be asked."""
        fetched = self.tdm_fetched
        return fetched is not None and timedelta(0) <= now - fetched <= USAGE_FRESH

    def pause_s(self, now: datetime) -> float:
        """Seconds for which the host is left alone, 0 when it may be asked.

        A pause longer than any that we set came from a clock that ran ahead, and is ignored.
        """
        if self.backoff_until is None:
            return 0.0
        pause_s = (self.backoff_until - now) / timedelta(seconds=1)
        return pause_s if 0 < pause_s <= PAUSE_MAX_S else 0.0


def claimed(
    record: HostRecord, at: datetime, span: timedelta, mine: datetime | None
) -> tuple[datetime, datetime]:
    """Start and end of a claim of turns: after all other claims, or in place of our own last one.

    Args:
        record: As the store has it now.
        at: When the turns are wanted, UTC.
        span: For how long.
        mine: The end of the last claim of the same process.
    """
    begin, next_at = at, record.next_at
    if next_at is not None and next_at != mine and at < next_at <= at + AHEAD_MAX:
        begin = next_at
    return begin, begin + span


def turns_after(turns: int, delay_s: float, *, alone: bool) -> int:
    """How many turns to claim next: twice as many while nobody else asks, else one.

    A lone process so writes a few times a minute; two take turns one by one.
    """
    if not alone:
        return 1
    most = max(1, int(BLOCK_MAX / timedelta(seconds=delay_s)))
    return min(turns * 2, most)


def kept_delay_s(asked_s: float | None) -> float | None:
    """A Crawl-delay with its cap; None where none is asked."""
    return None if not asked_s else min(asked_s, CRAWL_DELAY_MAX_S)
