"""Values as they are shown: numbers with units, times, and text of others, each on its own.

Everything that is not a word of ours stands in a `<bdi>`: it can neither turn the line around it
nor be turned by it (Unicode UAX #9, HTML "bidirectional isolate").
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup, escape

from crawler.core.arabic.text import clean_text
from crawler.core.urls import absolute

NONE = Markup('<span class="none">–</span>')
UNITS = {
    "en": {"d": "d", "h": "h", "min": "min", "s": "s", "ms": "ms"},
    "ar": {"d": "ي", "h": "س", "min": "د", "s": "ث", "ms": "م.ث"},
}
STEPS = ((86_400, "d", 3_600, "h"), (3_600, "h", 60, "min"), (60, "min", 1, "s"))
SIZES = ("B", "kB", "MB", "GB", "TB")
SIZE_STEP = 1000
TENTH = 0.1  # per cent; below it hundredths are told
SHORT_S = 10  # below it tenths of a second are told
FOREIGN_CHARS_MAX = 400
# Put together by +, which escapes what is no markup: five times faster than a format.
OPEN = {
    "": Markup("<bdi>"),
    "n": Markup('<bdi class="n">'),
    "t": Markup('<bdi class="t">'),
    "code": Markup('<bdi dir="ltr" class="code">'),
}
CLOSE = Markup("</bdi>")
TIME = (Markup('<time dir="ltr" datetime="'), Markup('">'), Markup("</time>"))
ADDRESS_CHARS_MAX = 120


def bdi(text: object, kind: str = "") -> Markup:
    """Text on its own, escaped; `kind` is one of OPEN."""
    return OPEN[kind] + escape(text) + CLOSE


def foreign(text: object, limit: int = FOREIGN_CHARS_MAX) -> Markup:
    """Text that somebody else wrote: without controls of any kind, cut, on its own."""
    if text is None or text == "":
        return NONE
    clean = clean_text(str(text)[: limit * 4]).replace("\n", " ")
    return bdi(f"{clean[:limit]}…" if len(clean) > limit else clean)


def technical(text: object, limit: int = FOREIGN_CHARS_MAX) -> Markup:
    """A name, a command, a key: left to right and in one width."""
    if text is None or text == "":
        return NONE
    clean = clean_text(str(text)[: limit * 4]).replace("\n", " ")
    clean = f"{clean[:limit]}…" if len(clean) > limit else clean
    return bdi(clean, "code")


def address(url: object) -> Markup:
    """An address, as a link where it is one of the web; a script is only text."""
    if not url:
        return NONE
    text = technical(url, ADDRESS_CHARS_MAX)
    target = absolute(str(url), "")
    if target is None:
        return text
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(target, text)


def count(number: float | None) -> Markup:
    """A number with its thousands apart; a whole one has no decimals."""
    if number is None:
        return NONE
    whole = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"
    return bdi(whole, "n")


def share(part: float | None) -> Markup:
    """A share from 0 to 1 in per cent, with a decimal where it is small."""
    if part is None:
        return NONE
    percent = part * 100
    digits = 0 if percent >= SHORT_S or percent == 0 else 1 if percent >= TENTH else 2
    return bdi(f"{percent:.{digits}f} %", "n")


def size(number: float | None) -> Markup:
    """Bytes in the unit that leaves one to three digits (powers of 1000, as disks count)."""
    if number is None:
        return NONE
    value = float(number)
    for unit in SIZES:
        if value < SIZE_STEP or unit == SIZES[-1]:
            break
        value /= SIZE_STEP
    return bdi(f"{value:.{0 if value >= SHORT_S or unit == 'B' else 1}f} {unit}", "n")


def lasting(seconds: float | None, language: str) -> Markup:
    """A time in two units at most, each with its letter on the right side of its number."""
    if seconds is None:
        return NONE
    units = UNITS[language]
    if seconds < SHORT_S:
        return _timed(((f"{max(seconds, 0):.1f}".removesuffix(".0"), units["s"]),))
    whole = round(seconds)
    for step, unit, small, small_unit in STEPS:
        if whole >= step:
            rest = whole % step // small
            parts = [(str(whole // step), units[unit])]
            return _timed((*parts, (str(rest), units[small_unit])) if rest else parts)
    return _timed(((str(whole), units["s"]),))


def _timed(parts: Any) -> Markup:
    """`<bdi>3 h 10 min</bdi>`: in Arabic the letters make it run from right to left."""
    return bdi(" ".join(f"{number}\u00a0{unit}" for number, unit in parts), "t")


def stated(text: str | None) -> Markup:
    """The moment that a page states, as `moment` shows it; what is no moment as it is."""
    try:
        stamp = datetime.fromisoformat(text or "")
    except ValueError:
        return technical(text)
    return moment(stamp) if stamp.tzinfo else technical(text)


def moment(stamp: datetime | None) -> Markup:
    """A moment in UTC to the minute, as `<time>`; the zone is said once on each page."""
    if stamp is None:
        return NONE
    utc = stamp.astimezone(UTC)
    whole, short = f"{utc:%Y-%m-%dT%H:%M:%SZ}", f"{utc:%Y-%m-%d %H:%M}"
    return TIME[0] + whole + TIME[1] + short + TIME[2]
