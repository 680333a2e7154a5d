"""Whether a page may be asked "only if it changed", and what its answer says of the server.

Validators are ETag and Last-Modified (RFC 9110, 8.8). Some servers send the same ones with a page
that has changed, and then say 304 for ever: so a page is asked without them now and then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

UNCHANGED_MAX = 19  # answers of 304 in a row; the 20th time is asked without
UNPROVEN_MAX = 3  # while no change of the page has come with new validators
AGE_MAX = timedelta(days=7)  # since the last whole answer
LATE = 2.0  # a page is expected to have changed after so many times its last gap
GAP_MIN = timedelta(minutes=30)  # shorter ones are a busy hour and say nothing of the night
DOUBT = timedelta(days=3)  # how long a server that lied is asked without
SKEW = timedelta(hours=1)  # clocks of two machines differ by less
VALIDATOR_CHARS_MAX = 1_000  # a longer one is not sent back


def is_sendable(value: str) -> bool:
    """True for a header that can be sent back as it came: printable ASCII (RFC 9110, 5.5)."""
    return value.isprintable() and value.isascii() and len(value) <= VALIDATOR_CHARS_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What the last whole answer of an address carried, and what was read on it.

    `made_by` names the code that read it, `body` and `reading` are digests of the bytes and of what
    was read, empty where they are not known. `gap` lies between the last two readings that
    differed, `unchanged` counts the answers of 304 since. Times are aware.
    """

    etag: str | None
    last_modified: str | None
    made_by: str
    body: str
    reading: str
    read_at: datetime
    changed_at: datetime
    gap: timedelta | None = None
    unchanged: int = 0


def why_not_sent(
    known: Validator, now: datetime, *, made_by: str, doubted_until: datetime | None = None
) -> str | None:
    """The word for why this page is to be asked as if it were new; None: ask with validators.

    `newer_code`: this code may read more in the same bytes; `doubted`: the server has lied;
    `audit`, `old`, `expected`: it is time to look; `clock`: a clock was wrong.
    """
    age = now - known.read_at
    if known.made_by != made_by:
        return "newer_code"
    if doubted_until and doubted_until > now:
        return "doubted"
    if age < -SKEW:
        return "clock"
    if age > AGE_MAX:
        return "old"
    if known.unchanged >= (UNCHANGED_MAX if known.gap else UNPROVEN_MAX):
        return "audit"
    is_late = known.gap is not None and age > LATE * max(known.gap, GAP_MIN)
    return "expected" if is_late and known.unchanged else None


def headers_of(known: Validator) -> dict[str, str]:
    """If-None-Match and If-Modified-Since (RFC 9110, 13.1)."""
    found = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in found.items() if value}


def has_lied(before: Validator | None, now: Validator) -> bool:
    """True when the server sent the same validators with a page that reads differently."""
    if before is None or not before.body or before.made_by != now.made_by:
        return False
    same = (before.etag, before.last_modified) == (now.etag, now.last_modified)
    return same and before.body != now.body and before.reading != now.reading


def following(before: Validator | None, now: Validator) -> Validator:
    """The validator to keep after a whole answer (200), given the one that was kept before.

    A lie leaves no gap: nothing is proven of this server.
    """
    if has_lied(before, now):
        return now
    if before is None or not before.body or before.read_at > now.read_at:
        return now
    if before.reading == now.reading:
        return replace(now, changed_at=before.changed_at, gap=before.gap)
    return replace(now, gap=now.read_at - before.changed_at)
