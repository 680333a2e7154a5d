"""How long a host wants to be left alone: Retry-After, or a pause that grows with each refusal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SECONDS = re.compile(r"\d{1,12}")
PAUSE_MAX_S = 24 * 3600.0  # a longer wish is cut, and said
# The first pause without Retry-After, by status; each further refusal doubles it.
FIRST_S = {429: 5.0, 503: 2.0}
DOUBLED_MAX_S = 3600.0
DOUBLINGS_MAX = 12


def retry_after_s(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for (RFC 9110, 10.2.3), or None where it says nothing.

    Seconds or an HTTP date; a date that has passed is 0. Not capped.

    >>> retry_after_s("120", datetime(2025, 3, 1, tzinfo=UTC))
    120.0
    >>> retry_after_s("Sat, 01 Mar 2025 00:01:00 GMT", datetime(2025, 3, 1, tzinfo=UTC))
    60.0
    """
    value = value.strip()
    if SECONDS.fullmatch(value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now) / timedelta(seconds=1))


def growing_pause_s(status: int, failures: int) -> float:
    """The pause after so many refusals in a row, at least 1: doubled by each, up to an hour.

    >>> [growing_pause_s(503, failures) for failures in (1, 2, 3, 99)]
    [2.0, 4.0, 8.0, 3600.0]
    """
    doublings = min(failures - 1, DOUBLINGS_MAX)
    return min(FIRST_S[status] * (1 << doublings), DOUBLED_MAX_S)
