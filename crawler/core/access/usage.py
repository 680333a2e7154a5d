"""What a site says of the use of its pages: TDM reservations, Content-Signal, robots directives.

It is written into `usageInfo` and enforced nowhere. Three places say it: files of the site, the
header of the answer, the page. The later one holds where two speak of the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from crawler.core.access.robots import NAME, matches, normal, path_of
from crawler.core.arabic.text import clean_text
from crawler.core.article import UsageInfo

TDM_PATH = "/.well-known/tdmrep.json"  # TDM Reservation Protocol (W3C community group), section 6
TDM_BYTES_MAX = 100_000
TDM_RULES_MAX = 1_000
USAGE_HEADERS = ("tdm-reservation", "content-signal", "x-robots-tag")
RESERVATIONS = ("0", "1")
# Directives that may stand with a value, so that their colon names no crawler.
VALUED = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")
BOT = re.compile(r"([\w-]+)\s*:\s*(.*)", re.DOTALL)
VALUE_CHARS_MAX = 500


@dataclass(frozen=True, slots=True)
class TdmFile:
    """The rules of `/.well-known/tdmrep.json`: patterns of paths with 0 or 1."""

    rules: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """Read the file; an invalid one has no rules."""
        try:
            found = json.loads(body[:TDM_BYTES_MAX])
        except (ValueError, RecursionError):
            return cls()
        rules = found if isinstance(found, list) else [found]
        return cls(tuple(_rules(rules[:TDM_RULES_MAX])))

    def reservation_for(self, url: str) -> str | None:
        """`0` or `1` of the longest matching location, as in robots.txt; None: nothing is said."""
        path = path_of(url)
        held = [rule for rule in self.rules if matches(rule[0], path)]
        return max(held, key=lambda rule: len(rule[0]))[1] if held else None


def _rules(entries: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        location, value = entry.get("location"), str(entry.get("tdm-reservation"))
        if isinstance(location, str) and location.startswith("/") and value in RESERVATIONS:
            yield normal(location), value


@dataclass(frozen=True, slots=True)
class FileUsage:
    """What the files of the site say of one URL."""

    tdm_reservation: str | None = None
    content_signal: str | None = None


SILENT = FileUsage()


def usage_of(
    page: UsageInfo | None, headers: Mapping[str, Iterable[str]], files: FileUsage | None
) -> UsageInfo | None:
    """What holds for an article: files, then header, then page; None when nobody says anything.

    Args:
        page: What the page says of itself.
        headers: The values of `USAGE_HEADERS`.
        files: What robots.txt and tdmrep.json say of the URL.
    """
    files = files or SILENT
    if page is None and files == SILENT and not any(headers.values()):
        return None  # most articles
    page = page or UsageInfo()
    robots = _directives(headers.get("x-robots-tag", ()), page.robots)
    reservation = page.tdmReservation or _reservation(headers.get("tdm-reservation", ()))
    signal = page.contentSignal or _text(headers.get("content-signal", ()))
    reservation, signal = reservation or files.tdm_reservation, signal or files.content_signal
    if robots is None and reservation is None and signal is None:
        return None
    robots, reservation, signal = map(_shown, (robots, reservation, signal))
    return UsageInfo(robots=robots, tdmReservation=reservation, contentSignal=signal)


def _shown(value: str | None) -> str | None:
    """The text without characters that could colour a terminal or reverse a line."""
    return clean_text(value) or None if value else None


def _reservation(values: Iterable[str]) -> str | None:
    return next((value.strip() for value in values if value.strip() in RESERVATIONS), None)


def _text(values: Iterable[str]) -> str | None:
    return ", ".join(filter(None, map(str.strip, values)))[:VALUE_CHARS_MAX] or None


def _directives(headers: Iterable[str], page: str | None) -> str | None:
    """X-Robots-Tag for all or for us, then what the page says; of opposites the page's holds."""
    if not headers:
        return page
    stated = _split(page or "")
    said = {_subject(directive) for directive in stated}
    from_header = [
        directive
        for value in headers
        for directive in _split(_for_us(value))
        if _subject(directive) not in said
    ]
    if not from_header:
        return page
    return ", ".join(dict.fromkeys((*from_header, *stated)))[:VALUE_CHARS_MAX]


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _subject(directive: str) -> str:
    """What a directive speaks of: `noindex` and `index` speak of the same."""
    return directive.lower().partition(":")[0].removeprefix("no")


def _for_us(value: str) -> str:
    match = BOT.match(value.strip())
    if match is None or match[1].lower() in VALUED:
        return value
    return match[2] if match[1].lower() == NAME else ""
