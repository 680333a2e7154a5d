"""The day in full beside an age: "3 days ago" in an element whose title is the date itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from crawler.core.extract.dates.found import Candidate, Clock, Published
from crawler.core.extract.dates.place import Place
from crawler.core.extract.dates.shown import lines

AGE = re.compile(r"(?<!\w)(?:منذ|قبل)\s[^|\xb7\u2022,\u060c()-]{3,25}")
TAG_CHARS_MAX = 400
WORDS_MIN = 2  # of an age
FOUND_MAX, LINES_MAX = 3, 3  # places of the age in the page; lines near the headline
TAG = re.compile(r"<[a-z][a-z-]{0,20}\s([^<>]{8,380})>\s{0,20}\Z", re.IGNORECASE)
VALUE = re.compile(r"""=\s?(?:"([^"]{8,60})"|'([^']{8,60})')""")
COARSE = ("week", "month", "year")


def in_full(found: Published, place: Place, clock: Clock) -> Published:
    """The date that agrees with an age and says more: of its own element, or of another line."""
    shown = islice(lines(place, clock, in_full=True), LINES_MAX)
    for told in clock.all_of(chain(_of_element(place.page.html, found.raw), shown)):
        is_full = not told.span.relative and told.span.precision not in COARSE
        if is_full and found.agrees(told):
            return told
    return found


def _as_written(html: str, age: str) -> str:
    """As many of its words as stand together in the page: a number of views may follow them."""
    if age in html:
        return age
    words = age.split()
    heads = (" ".join(words[:count]) for count in range(len(words) - 1, WORDS_MIN - 1, -1))
    return next((head for head in heads if f"{head}<" in html), "")


def _of_element(html: str, raw: str) -> Iterator[Candidate]:
    """The values of the tags right before the age, where it stands in an element of its own."""
    age = AGE.search(raw)
    text = _as_written(html, age[0].strip()) if age else raw
    where = html.find(text) if text else -1
    for _ in range(FOUND_MAX):
        if where < 0:
            return
        if tag := TAG.search(html[max(0, where - TAG_CHARS_MAX) : where]):
            yield from ((one or two, "data") for one, two in VALUE.findall(tag[1]))
        where = html.find(text, where + len(text))
