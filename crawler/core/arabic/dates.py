"""When an article says that it was published: one date string of a page -> a span of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawler.core.arabic.date_absolute import NAMED, absolute_span
from crawler.core.arabic.date_relative import Counted, counted
from crawler.core.arabic.date_rewritten import rewritten
from crawler.core.arabic.date_span import YEARS, DateSpan, Precision, local_span
from crawler.core.arabic.date_tokens import Token, tokens_of
from crawler.core.arabic.text import fold_text

__all__ = ["DateSpan", "Precision", "parse_date"]

TEXT_CHARS_MAX = 200  # longer texts are no date with a few words around it
CLOCKS_DIFFER_MAX = timedelta(minutes=10)  # a publisher's clock may be ahead by so much
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # what an unset timestamp shows
# ISO 8601 and RFC 3339, with "T" or a space, in the extended or the basic form.
_ISO = re.compile(
    r"\d{4}(?P<dash>-?)\d{2}(?P=dash)\d{2}"
    r"(?:[T ]\d{2}(?::?\d{2}(?P<second>:?\d{2}(?:[.,]\d{1,9})?)?)(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
# Figures without their zeros, and a space before the zone.
_LOOSE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
)
_UNIX = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_WRAPPED = re.compile(r"/?Date\((\d{13})\)/?")  # as ASP.NET writes a moment
_UNIX_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
# Figures that count something else than time since publication.
_NOISE = re.compile(
    r"(?:مده |وقت |زمن )?(?:ال)?قراءه\W{0,3}\d+\s\w+"
    r"|(?:(?<!\d)\d{1,3}\s(?:د|دق\w+|min\w*)|(?<!\w)دقيق(?:تان|تين|ه(?: واحده)?))"
    r"\s(?:لل|من ال)?(?:قراءه|read)"
    r"|\d+\s(?:مشاهد|تعليق|زياره|قراءه|اعجاب|مشارك|view|comment|share)\w*"
    r"|(?:ال)?(?:مشاهدات|تعليقات|زيارات|قراءات|views|comments)\s?:?\s?\d+"
    # The issue of a newspaper, the number of a story.
    r"|(?<![\w(])(?:ال)?(?:عدد|رقم|كود)(?:\s(?:ال)?(?:خبر|مقال|موضوع))?\s?:?\s?\d{3,7}(?![\d/.-])"
    # The part of a series, in front of its day.
    r"|(?<!\w)(?:ال)?(?:حلقه|جزء)\s?:?\s?\d{1,4}(?=\s[-\u2013])"
)
# One of these is in every key in which it finds something.
_NOISE_SIGNS = (
    "قراء", "read", "مشاه", "تعليق", "زيار", "اعجاب", "مشارك", "view", "comment", "share",
    "عدد", "رقم", "كود", "حلقه", "جزء",
)  # fmt: skip
# A page that shows both says when it was published and when it was changed.
_UPDATED = re.compile(
    r"(?:و?اخر|تاريخ|تم|وقت) (?:ال)?تحديث\w*|(?<!\w)(?:ال)?تحديث\s?:"
    r"|\b(?:last )?updated\b|\bmodified\b"
    r"|\bmis(?:e)? a jour\b|\bmis à jour\b|\bmise à jour\b|\baktualisiert\b|\bgeändert\b"
    r"|\bactualizado\b|\batualizad[oa]\b|\baggiornat[oa]\b|\bgüncelle\w+|\bbijgewerkt\b"
    r"|\bобновлен\w*|\bzaktualizowano\b|\baktualizacja\b|به ?روز ?رساني|بروز ?رساني"
)
# One of these is in every key in which it finds something.
_UPDATED_SIGNS = (
    "تحديث", "updated", "modified", "jour", "tual", "ändert", "giornat", "ncelle", "gewerkt",
    "обновлен", "رساني",
)  # fmt: skip
_PUBLISHED = re.compile(
    r"(?<!\w)(?:ال)?(?:نشر|منشور|published|posted|publiée?|veröffentlicht|publicado|pubblicato"
    r"|yayınlan\w+|gepubliceerd|опубликован\w*|opublikowano|انتشار)(?!\w)"
)


def parse_date(
    raw: str, *, observed_at: datetime | None, timezone: str, month_first: bool | None = False
) -> DateSpan | None:
    """The span of time that a date string allows, or None where it is no date or a guess.

    "n units ago" reaches from n + 1 to n - 1/2 units back, since sites round down or to the
    nearest; a day, month or year is the publisher's local one. A Gregorian date wins over a Hijri
    one beside it; figures with a year of the solar calendar are read in Persian writing only. A
    year before 1900, the Unix epoch and a time more than 10 minutes ahead of `observed_at` are
    refused.

    Args:
        raw: The string as the page shows it, with labels and names around it.
        observed_at: When the page was read (aware). None: relative forms give None, and dates
            ahead are not refused.
        timezone: IANA name of the publisher's zone, used where the string names none.
        month_first: Whether 07/05/2025 is in July, not in May; None: it is not known, so that
            such a date is a guess.

    Raises:
        ValueError: `observed_at` is naive.
        ZoneInfoNotFoundError: There is no such zone.

    >>> now = datetime(2025, 7, 13, 15, tzinfo=UTC)
    >>> parse_date("13 تموز/يوليو 2025م", observed_at=now, timezone="Asia/Aden").precision
    'day'
    >>> parse_date("150 مشاهدة", observed_at=now, timezone="Asia/Aden") is None
    True
    """
    if observed_at is not None and observed_at.tzinfo is None:
        msg = f"observed_at must be aware, got {observed_at!r}: give it a tzinfo"
        raise ValueError(msg)
    zone = ZoneInfo(timezone)
    text = raw.strip()
    if found := _WRAPPED.fullmatch(text):
        text = found[1]
    if not text or len(text) > TEXT_CHARS_MAX:
        return None
    span = machine_span(text, zone) if text[0] in "0123456789" else None
    return _plausible(
        span or _written(text, observed_at, zone, month_first=month_first), observed_at
    )


def machine_span(text: str, zone: ZoneInfo) -> DateSpan | None:
    """ISO 8601, or a Unix time in seconds or milliseconds that a page carries in an attribute."""
    try:
        if found := _ISO.fullmatch(text):
            return _iso(text, zone, seconds=bool(found["second"]))
        if found := _LOOSE.fullmatch(text):
            return _iso(_padded(found), zone, seconds=bool(found[6]))
        if found := _YEAR_MONTH.fullmatch(text):
            return local_span(int(found[1]), int(found[2]), None, zone)
        if _UNIX.fullmatch(text):
            moment = datetime.fromtimestamp(int(text[:10]), UTC)
            return _instant(moment, seconds=True) if moment > _UNIX_FIRST else None
    except (ValueError, OverflowError):
        return None
    return None


def _padded(found: re.Match[str]) -> str:
    """The moment of a loose form in the form of ISO 8601."""
    year, *figures = (figure.zfill(2) for figure in found.groups("0")[:6])
    month, day, hour, minute, second = figures
    zone = (found["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"


def _iso(text: str, zone: ZoneInfo, *, seconds: bool) -> DateSpan:
    moment = datetime.fromisoformat(text)
    if not re.search("[T ]", text):
        return local_span(moment.year, moment.month, moment.day, zone)
    return _instant(moment if moment.tzinfo else moment.replace(tzinfo=zone), seconds=seconds)


def _instant(moment: datetime, *, seconds: bool) -> DateSpan:
    """The second or the minute of a moment."""
    start = moment.astimezone(UTC).replace(microsecond=0)
    if seconds:
        return DateSpan(start, start + timedelta(seconds=1), "second")
    return DateSpan(start, start + timedelta(minutes=1), "minute")


def _written(
    text: str, observed_at: datetime | None, zone: ZoneInfo, *, month_first: bool | None
) -> DateSpan | None:
    """A date in words or figures, with other words around it."""
    for tokens, relative in _rows(text):
        span = absolute_span(tokens, observed_at, zone, month_first=month_first) if tokens else None
        if span is None and relative:
            span = relative.span(observed_at, zone)
        if span:
            return span
    return None


@lru_cache(maxsize=512)  # "3 hours ago" stands on many pages; what it means depends on now
def _rows(text: str) -> tuple[tuple[Sequence[Token], Counted | None], ...]:
    """For each row its tokens where they may name a day, and what they count back from now.

    Sections, names and numbers of views do neither, and give no row.
    """
    rows = []
    for tokens in token_rows(text):
        named = () if NAMED.isdisjoint(token.code for token in tokens) else tokens
        relative = counted(tokens)
        if named or relative:
            rows.append((named, relative))
    return tuple(rows)


def token_rows(text: str) -> Iterator[list[Token]]:
    """The tokens of a string in words, without figures that count something else.

    Where it tells publication from update there are two rows, the publication first.
    """
    key = rewritten(fold_text(text), text)
    if any(map(key.__contains__, _NOISE_SIGNS)):
        key = _NOISE.sub("|", key)
    for part in _parts(key):
        yield list(tokens_of(part))


def _parts(key: str) -> tuple[str, ...]:
    """The key itself; where it tells publication from update, the former first."""
    updated = _UPDATED.search(key) if any(map(key.__contains__, _UPDATED_SIGNS)) else None
    if not updated:
        return (key,)
    published = _PUBLISHED.search(key, updated.end())
    if published:
        return key[published.start() :], key[: published.start()]
    if key[: updated.start()].strip():
        return key[: updated.start()], key[updated.start() :]
    return (key,)


def _plausible(span: DateSpan | None, observed_at: datetime | None) -> DateSpan | None:
    """The span, unless no article can be from then."""
    if span is None or span.earliest.year not in YEARS:
        return None
    if span.earliest <= EPOCH < span.latest and span.precision in {"second", "minute", "day"}:
        return None
    if observed_at is not None and span.earliest > observed_at + CLOCKS_DIFFER_MAX:
        return None
    return span
