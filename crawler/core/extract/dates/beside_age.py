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
TAG_BYTES_MAX = 4 * (TAG_CHARS_MAX + 1)  # as many characters at least, whatever they are
UTF8 = ("utf-8", "surrogatepass")  # half a letter, which JSON may have, is in no markup
WORDS_MIN = 2  # of an age
FOUND_MAX, LINES_MAX = 3, 3  # places of the age in the page; lines near the headline
TAG = re.compile(r"<[a-z][a-z-]{0,20}\s([^<>]{8,380})>\s{0,20}\Z", re.IGNORECASE)
VALUE = re.compile(r"""=\s?(?:"([^"]{8,60})"|'([^']{8,60})')""")
COARSE = ("week", "month", "year")


def in_full(found: Published, place: Place, clock: Clock) -> Published:
    """The date that agrees with an age and says more: of its own element, or of another line."""
    shown = islice(lines(place, clock, in_full=True), LINES_MAX)
    for told in clock.all_of(chain(_of_element(place.page.markup, found.raw), shown)):
        is_full = not told.span.relative and told.span.precision not in COARSE
        if is_full and found.agrees(told):
            return told
    return found


def _found(markup: bytes, raw: str) -> tuple[bytes, int]:
    """An age, and where the page has it first: -1 where it has not.

    In the bytes, which are searched four times as fast as the text.
    """
    age = AGE.search(raw)
    whole = (age[0].strip() if age else raw).encode(*UTF8)
    where = markup.find(whole) if whole else -1
    if where >= 0 or not age:
        return whole, where
    words = age[0].split()
    for count in range(len(words) - 1, WORDS_MIN - 1, -1):  # a number of views may follow them
        head = " ".join(words[:count]).encode(*UTF8)
        if head + b"<" in markup:
            return head, markup.find(head)
    return b"", -1


def _of_element(markup: bytes, raw: str) -> Iterator[Candidate]:
    """The values of the tags right before the age, where it stands in an element of its own."""
    text, where = _found(markup, raw)
    for _ in range(FOUND_MAX):
        if where < 0:
            return
        before = markup[max(0, where - TAG_BYTES_MAX) : where].decode("utf-8", "ignore")
        if tag := TAG.search(before[-TAG_CHARS_MAX:]):
            yield from ((one or two, "data") for one, two in VALUE.findall(tag[1]))
        where = markup.find(text, where + len(text))
