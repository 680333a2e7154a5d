"""Noise that a site teaches by repetition: lines that many of its recent pages share.

What was learned is a function of the pages alone, whatever their order. A page is its key (copies
of one article have one key), the hour in which it was seen, and its lines. Of the observations of
one key those of the latest hour count, together; of all keys the `WINDOW_PAGES` with the greatest
(hour, key) are kept. An observation that was let go stays below what is kept, so letting it go
early or late makes no difference: any order, any repetition and any split over runs of the same
observations end with the same learned set.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from crawler.core.arabic.plain_text import plain_words, words_by_line
from crawler.core.arabic.text import fold_text

WINDOW_PAGES = 400  # a related list drifts: its lines stand on 3 to 12 pages in a row
SHARE = 0.02  # of the pages in the window; 5 % would lose a quarter of the lines of such lists
PAGES_MIN = 3
# Sentences and lines with digits come back in daily stories too (the price of gold, prayer times)
# and need more evidence: the site's own ones stand on most of its pages.
STRICT_SHARE = 0.10
STRICT_PAGES_MIN = 5  # four follow-ups of one story share their background
LINE_CHARS_MAX = 400  # the longest notice that was seen has 220
SENTENCE_CHARS = 30  # labels that end in a full stop are shorter
HEADLINE_CHARS = 80  # nine of ten lines of related lists are shorter
FOLDED_WORDS_MAX = 6  # "3 hours ago" and "4 hours ago" are one line; a longer one is news
HEAD_LINES, TAIL_LINES = 40, 80  # what is further inside is never cut, so need not be known
NOT_WORDS = re.compile(r"[\W_]+")
DIGITS = re.compile(r"\d+")
STRICT, PLAIN = "!", ""  # a fingerprint tells how much evidence its line needs


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page as fingerprints; `hour` is ISO 8601 to the hour, in UTC."""

    hour: str
    lines: frozenset[str]


def merged(one: PageLines | None, other: PageLines) -> PageLines:
    """What two observations of one key make: the later hour's lines, both when it is the same."""
    if one is None or one.hour < other.hour:
        return other
    if one.hour > other.hour:
        return one
    return PageLines(one.hour, one.lines | other.lines)


def beyond_window(hours: Mapping[str, str]) -> list[str]:
    """The page keys that have no place in the window; `hours` says when each was seen last."""
    ranked = sorted(((hour, key) for key, hour in hours.items()), reverse=True)
    return [key for _, key in ranked[WINDOW_PAGES:]]


@lru_cache(maxsize=1_024)  # the same lines stand at the ends of all pages
def fingerprint(line: str) -> str | None:
    """The form in which lines are counted, 16 hex digits and a sign; None for one never counted.

    >>> fingerprint("منذ 3 ساعات") == fingerprint("منذ ١١ ساعات")
    True
    """
    return _mark(line, plain_words(line)) if _is_counted(line) else None


def fingerprints(lines: Sequence[str]) -> dict[str, str | None]:
    """The `fingerprint` of each line, of all at once."""
    words: Sequence[str | None] | None = words_by_line("\n\n".join(lines))
    if words is None or len(words) != len(lines):
        words = tuple(plain_words(line) if _is_counted(line) else None for line in lines)
    found = dict(zip(lines, words, strict=True))
    return {line: _mark(line, found[line]) if _is_counted(line) else None for line in found}


def _is_counted(line: str) -> bool:
    return len(line) <= LINE_CHARS_MAX and bool(line.strip())


def _mark(line: str, words: str | None) -> str:
    """The fingerprint of a line with these `plain_words`."""
    if words is None:
        words = NOT_WORDS.sub(" ", fold_text(line)).strip()
    words = words or line.strip()
    strict = len(line) > HEADLINE_CHARS or is_sentence(line)
    if words.count(" ") < FOLDED_WORDS_MAX and DIGITS.search(words):
        words, strict = DIGITS.sub("#", words), True
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return digest + (STRICT if strict else PLAIN)


def is_sentence(line: str) -> bool:
    """True for a line that ends as a sentence of a text ends, False for headlines and labels."""
    end = line.rstrip(" \"'»”)")
    return len(end) > SENTENCE_CHARS and end.endswith(".") and not end.endswith("..")


class LearnedNoise:
    """Which lines of one site recur under its recent pages."""

    def __init__(self, pages: Mapping[str, PageLines] | None = None) -> None:
        self._pages: dict[str, PageLines] = {}
        self._count: Counter[str] = Counter()
        self._order: list[tuple[str, str]] = []  # a heap; hours that were replaced stay in it
        self._marks: Mapping[str, str | None] = {}  # of the page that was observed last
        for key, page in (pages or {}).items():
            self._take(key, page)

    @property
    def pages(self) -> Mapping[str, PageLines]:
        """The pages in the window, by their key."""
        return self._pages

    def observe(self, page_key: str, lines: Sequence[str], *, hour: str = "") -> PageLines:
        """Count the lines of a page, each once; returns what is known of the observed page now.

        Only the first 40 and the last 80 lines are looked at.
        """
        edges = lines if len(lines) <= HEAD_LINES + TAIL_LINES else _edges(lines)
        self._marks = fingerprints(edges)  # its lines are counted first, then asked about
        page = PageLines(hour, frozenset(filter(None, self._marks.values())))
        return self._take(page_key, page)

    def is_noise(self, line: str) -> bool:
        """True when the line recurs under max(3, 2 %) of the pages, a sentence under more."""
        mark = self._marks[line] if line in self._marks else fingerprint(line)
        return mark is not None and self._recurs(mark)

    def noise(self) -> frozenset[str]:
        """The fingerprints of all lines that are noise now: the learned set."""
        return frozenset(filter(self._recurs, self._count))

    def _recurs(self, mark: str) -> bool:
        pages = len(self._pages)
        if mark.endswith(STRICT):
            return self._count[mark] >= max(STRICT_PAGES_MIN, STRICT_SHARE * pages)
        return self._count[mark] >= max(PAGES_MIN, SHARE * pages)

    def _take(self, key: str, page: PageLines) -> PageLines:
        known = self._pages.get(key)
        page = merged(known, page)
        if page != known:
            self._uncount(known)
            self._pages[key] = page
            for mark in page.lines:  # `Counter.update` takes longer for so few
                self._count[mark] = self._count.get(mark, 0) + 1
            if known is None or known.hour != page.hour:
                heappush(self._order, (page.hour, key))
            self._shrink()
        return page

    def _shrink(self) -> None:
        """Drop the oldest pages."""
        while len(self._pages) > WINDOW_PAGES:
            hour, key = heappop(self._order)
            if key in self._pages and self._pages[key].hour == hour:
                self._uncount(self._pages.pop(key))
        if len(self._order) > 2 * WINDOW_PAGES:
            self._order = sorted((page.hour, key) for key, page in self._pages.items())

    def _uncount(self, page: PageLines | None) -> None:
        for mark in page.lines if page else ():
            self._count[mark] -= 1
            if not self._count[mark]:
                del self._count[mark]


def _edges(lines: Sequence[str]) -> tuple[str, ...]:
    return (*lines[:HEAD_LINES], *lines[-TAIL_LINES:])
