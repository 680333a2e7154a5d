"""Dates that count from when the page was read: "3 hours ago", "yesterday", "last Thursday"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial

from crawler.core.arabic.date_clock import Clock, clock_of
from crawler.core.arabic.date_span import DateSpan, local_span, months_later
from crawler.core.arabic.date_tokens import Token
from crawler.core.arabic.date_words import (
    DAY_WORDS,
    MINUTES,
    PREVIOUS,
    SHARES,
    UNITS,
    VAGUE,
    WEEKDAYS,
    Unit,
)

# Codes of date_tokens. An amount is "[number] unit [number word] [and a half]" or "half an hour".
_AMOUNT = "(?:(?:[nxy]|oo?)?u(?:o(?![ou]))?(?:q|s(?!u))?|su)"
_AGO = re.compile(rf"[ag](?P<before>{_AMOUNT}+)(?!y)|(?P<after>{_AMOUNT}+)g")  # "since the year y"
_PART = re.compile(
    r"(?P<share>s)u|(?P<count>[nxy]|oo?)?(?P<unit>u)(?P<one>o(?![ou]))?(?P<more>(?:q|s(?!u))?)"
)
_VAGUE = re.compile(r"[ag](?P<before>i)|(?P<after>i)g")
_DAY = re.compile(r"(?<![ag])r")
_WEEKDAY = re.compile(r"wl|lw|w")
_WITH_DAY = frozenset("rwlpctvqnoz Z")
OTHER_WORDS_MAX = 4  # the publisher's name beside "3 hours ago"; more is a sentence
WEEK_DAYS = 7
COUNT_MAX = 100_000
_SECONDS: dict[Unit, int] = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400,
}  # fmt: skip
_MONTHS: dict[Unit, int] = {"month": 1, "year": 12}
# Half a unit, which sites that round may be off: a half of CLDR's mean month of 30.4375 days.
_HALF_MONTH = timedelta(days=15.21875)
# "Some minutes ago" lies within an hour, and so on.
_NEXT_UNIT: dict[Unit, Unit] = {
    "second": "minute", "minute": "hour", "hour": "day", "day": "week", "week": "month",
    "month": "year",
}  # fmt: skip
Amount = tuple[Unit, int]
Step = Callable[[datetime, tzinfo], DateSpan | None]
"""What a number of units, or a word, gives at a moment in UTC and in a publisher's zone."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a row of tokens counts back from now, told once for all moments.

    Attributes:
        steps: What each part of the row that counts would give, in order.
        segments: The row between its bars, where a day word or a weekday is in it.
    """

    steps: tuple[Step, ...]
    segments: Sequence[Sequence[Token]]

    def span(self, observed_at: datetime | None, own: tzinfo) -> DateSpan | None:
        """The span that is counted back from `observed_at`, or None.

        Args:
            observed_at: When the page was read; None gives None.
            own: The publisher's zone, whose calendar "yesterday" is about.
        """
        if observed_at is None:
            return None
        now = observed_at.astimezone(UTC)
        try:
            for step in self.steps:
                if span := step(now, own):
                    return span
        except (ValueError, OverflowError):  # so long ago that no calendar has it
            return None
        return _by_day(self.segments, observed_at.astimezone(own), own) if self.segments else None


def relative_span(
    tokens: Sequence[Token], observed_at: datetime | None, own: tzinfo
) -> DateSpan | None:
    """The span that the tokens of a whole string count back from `observed_at`, or None."""
    found = counted(tokens)
    return found.span(observed_at, own) if found else None


def counted(tokens: Sequence[Token]) -> Counted | None:
    """What the tokens of a whole string count back from now; None where they count nothing."""
    segments = _segments(tokens)
    steps = tuple(step for step in map(_ago, segments) if step)
    is_by_day = any(token.code in "rw" for token in tokens)
    return Counted(steps, segments if is_by_day else ()) if steps or is_by_day else None


def _segments(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens between bars."""
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.code == "b":
            segments.append([])
        else:
            segments[-1].append(token)
    return segments


def _ago(tokens: Sequence[Token]) -> Step | None:
    """A number of units before now, or a word for a moment just before it."""
    codes = "".join(token.code for token in tokens)
    found = _AGO.search(codes) or _VAGUE.search(codes)
    if found is None:
        if codes == "L":
            return partial(_previous, PREVIOUS[tokens[0].key])
        return partial(_within, "minute") if codes == "j" else None
    rest = codes[: found.start()], codes[found.end() :]
    if all("k" in part for part in rest) or "".join(rest).count("k") > OTHER_WORDS_MAX:
        return None
    group = "before" if found["before"] else "after"
    if found.re is _VAGUE:
        return partial(_within, VAGUE[tokens[found.start(group)].key])
    return partial(_before, _amounts(tokens, codes, found.span(group)))


def _amounts(tokens: Sequence[Token], codes: str, span: tuple[int, int]) -> list[Amount]:
    """What is counted, coarsest first; -1 of a unit is "some hours", not said how many."""
    amounts: list[Amount] = []
    for part in _PART.finditer(codes, *span):
        if part["share"]:
            amounts.append(("minute", SHARES[tokens[part.start()].key]))
            continue
        unit, bare = UNITS[tokens[part.start("unit")].key]
        group = "count" if part["count"] else "one"
        said = sum(token.value for token in tokens[part.start(group) : part.end(group)])
        count = said if part[group] else bare
        amounts.append((unit, -1 if count is None else count))
        if part["more"]:
            key = tokens[part.start("more")].key
            amounts.append(("minute", MINUTES.get(key) or SHARES[key]))
    return amounts


def _before(amounts: list[Amount], now: datetime, own: tzinfo) -> DateSpan | None:
    """From n + 1 to n - 1/2 units ago: some sites round down, some to the nearest."""
    unit, count = amounts[-1]
    if count < 0:
        is_alone = len(amounts) == 1 and unit in _NEXT_UNIT
        return _within(_NEXT_UNIT[unit], now, own) if is_alone else None
    if any(other > COUNT_MAX for _, other in amounts):
        return None
    if unit in _MONTHS:
        return _months_before(amounts, now)
    step = timedelta(seconds=_SECONDS[unit])
    for other, number in amounts[:-1]:
        if number < 0:
            return None
        now = _minus(now, other, number)
    slack = step * 0 if unit == "second" else step / 2
    latest = min(now, now - step * count + slack)
    return DateSpan(now - step * (count + 1), latest, unit, relative=True)


def _minus(now: datetime, unit: Unit, count: int) -> datetime:
    """That many whole units earlier."""
    if unit in _MONTHS:
        return months_later(now, -count * _MONTHS[unit])
    return now - timedelta(seconds=_SECONDS[unit] * count)


def _months_before(amounts: list[Amount], now: datetime) -> DateSpan:
    """Calendar months or years before now; half a unit of slack at the late end."""
    unit, count = amounts[-1]
    for other, number in amounts[:-1]:
        now = _minus(now, other, number)
    size = _MONTHS[unit]
    earliest = months_later(now, -(count + 1) * size)
    latest = months_later(now, -(count - 1) * size)
    latest = months_later(latest, -size // 2) if size > 1 else latest - _HALF_MONTH
    return DateSpan(earliest, min(latest, now), unit, relative=True)


def _within(unit: Unit, now: datetime, _own: tzinfo) -> DateSpan:
    """The last minute, hour, day … before now."""
    return DateSpan(_minus(now, unit, 1), now, unit, relative=True)


def _previous(unit: Unit, now: datetime, own: tzinfo) -> DateSpan:
    """The calendar week, month or year before this one.

    Countries begin their weeks on Saturday, Sunday or Monday, so that "last week" begins up to
    13 days ago and ends today at the latest.
    """
    now = now.astimezone(own)
    if unit == "week":
        today = datetime(now.year, now.month, now.day, tzinfo=own)
        first = today - timedelta(days=2 * WEEK_DAYS - 1)
        return DateSpan(first.astimezone(UTC), today.astimezone(UTC), unit, relative=True)
    before = months_later(now, -_MONTHS[unit])
    month = before.month if unit == "month" else None
    return local_span(before.year, month, None, own, relative=True)


def _by_day(segments: Sequence[Sequence[Token]], now: datetime, own: tzinfo) -> DateSpan | None:
    """A day word or a weekday, with or without a time; words of another kind make it a name."""
    plain = [
        token
        for segment in segments
        if "k" not in {part.code for part in segment}
        for token in segment
    ]
    codes = "".join(token.code for token in plain)
    found = _DAY.search(codes) or _WEEKDAY.search(codes)
    if not found or set(codes) - _WITH_DAY or _in_name(segments):
        return None
    rest = re.sub("[rwl]", " ", codes)
    clock = clock_of(plain, rest, own)
    if (set(rest) & set("no") and not clock) or ("o" in rest and "c" not in rest):
        return None  # "the seventh day" is a newspaper
    if "r" in codes:
        return _on_day(DAY_WORDS[plain[found.start()].key], clock, now, own)
    if not clock and "l" not in codes:
        return None
    weekday = WEEKDAYS[next(token.key for token in plain if token.code == "w")]
    return _on_weekday(weekday, clock, now, own, last="l" in codes)


def _in_name(segments: Sequence[Sequence[Token]]) -> bool:
    """Whether a day word stands among other words, as in the name of a newspaper."""
    return any(
        {"k"} & (codes := {token.code for token in segment}) and codes & set("rwl")
        for segment in segments
    )


def _on_day(back: int, clock: Clock | None, now: datetime, own: tzinfo) -> DateSpan:
    """A day so many days back."""
    day = now.astimezone(clock.zone if clock else own).date() - timedelta(days=back)
    if clock:
        return clock.on(day, relative=True)
    return local_span(day.year, day.month, day.day, own, relative=True)


def _on_weekday(
    weekday: int, clock: Clock | None, now: datetime, own: tzinfo, *, last: bool
) -> DateSpan:
    """The nearest such weekday that is past; with a time it may be today."""
    local = now.astimezone(clock.zone if clock else own)
    back = (local.weekday() - weekday) % WEEK_DAYS
    ahead = clock is None or local.time() < clock.time
    if back == 0 and (last or ahead):
        back = WEEK_DAYS
    return _on_day(back, clock, now, own)
