"""Dates far from the headline that something calls those of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.core.extract.date_line import is_date_line
from crawler.core.extract.dates.found import Candidate
from crawler.core.extract.dates.labels import (
    DATE,
    PUBLISHED,
    bare,
    is_of_elsewhere,
    tells_change_only,
)
from crawler.core.extract.dates.place import Place
from crawler.core.extract.own_foot import is_own_foot

LABELLED_CHARS_MAX, NOTE_CHARS_MAX = 60, 120
CLOSE_MAX = 6  # blocks after the box of the article
TITLE_CHARS_MAX = 30  # of a date in a page's title
FOREIGN = frozenset(("related", "teaser", "most_read", "latest", "comments", "sidebar"))
# The very name of a box whose only content is the date, right under the article.
DATE_BOX = re.compile(r"(?:^|\s)(?:(?:post|entry|article|news|publish(?:ed)?)[-_]?)?date(?:\s|$)")
# "Aden, 6 February 2026 (agency) - ...": the day on which the story was sent.
DATELINE = re.compile(
    r"(?:[^\W\d_]+\s){0,2}(?!(?:في|يوم|بتاريخ)\s?\()[^\W\d_]+\s?[-\u2013\u2014/\u060c,(]\s?"
    r"((?:[^\W\d_]+\s)?\d{1,2}[\s/-][^\W\d_]+(?:[\s/][^\W_]+){1,3})\s?[()/:\u2013\u2014-]"
)
# "Aden 6-2-2026 agency - ...": the same without a sign before the day; the agency stands behind or
# before it. Beside a month in brackets: "the poet was born 12 March 1951 in Aden - ..." is none.
DATELINE_OF_AGENCY = re.compile(
    r"(?:(?!(?:في|من|يوم|بتاريخ|منذ|حتى|on|in|since|until)\s)[^\W\d_]+\s){1,3}"
    r"(?:(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})\s?(?:\([^()]{2,25}\)|[^\W\d_]+)"
    r"|(\d{1,2}(?:\s[^\W\d_]+(?:[\s/][^\W\d_]+){0,2}\s\d{4}م?))\s?\([^()]{2,25}\)"
    r"|\([^()]{2,25}\)\s?[,،-]?\s?(\d{1,2}(?:\s[^\W\d_]+(?:[\s/][^\W\d_]+){0,2}\s\d{4}م?)))"
    r"\s?[:\u2013\u2014-]"
)

# "Riyadh 10 Dhu al-Qadah 1446 AH corresponding to 8 May 2025": how agencies of states begin.
DATELINE_OF_BOTH = re.compile(
    r"(?:(?!(?:في|من|يوم|بتاريخ|منذ|حتى)\s)[^\W\d_]+\s){1,3}\d{1,2}\s[^\d.:،]{3,15}\s\d{4}\s?(?:هـ?)?\.?\s?"
    r"(?:ال)?موافق\s?:?\s?(\d{1,2}\s[^\d.:،]{3,20}\s\d{4})"
)
# "This article was published on Thursday, 8 May 2025 in ...": a note in or under the text.
THIS = "هذ"
NOTE = re.compile(
    r"(?:تم\s)?نشر(?:ت|ه)?\sهذ[اه]\s\w{3,8}\s(?:(?:في|يوم|بتاريخ)\s){1,2}(?:\w{4,8}\s)?"
    r"(\d{1,2}[\s/.-]\S{1,9}[\s/.-]\d{4})"
)


def datelined(place: Place) -> Iterator[Candidate]:
    """The day in the dateline with which the first paragraph begins."""
    opening, blocks = place.opening, place.layout.blocks
    above = (block.text for block in blocks[max(place.anchor + 1, place.first - 2) : place.first])
    forms = [DATELINE.match(opening), DATELINE_OF_AGENCY.match(opening)]
    forms += map(DATELINE_OF_BOTH.match, (opening, *above))  # may be a line of its own
    for found in filter(None, forms):
        yield next(filter(None, found.groups())), "text"


def labelled(place: Place) -> Iterator[Candidate]:
    """Short lines below the first paragraph that say they are the date of publication."""
    close = place.last + CLOSE_MAX
    blocks, boxes = place.layout.blocks, place.layout.boxes
    for index in range(place.first + 1, len(blocks)):
        block = blocks[index]
        text = block.text
        if len(text) > NOTE_CHARS_MAX or block.link_share or place.prose.kinds[index] in FOREIGN:
            continue
        if THIS in text and (note := NOTE.match(bare(text))):
            yield note[1], "text"
        text = next(filter(PUBLISHED.match, map(bare, block.pieces)), bare(text))
        if len(text) > LABELLED_CHARS_MAX:
            continue
        is_close = index < close
        is_labelled = PUBLISHED.match(text) or (is_close and DATE.match(text))
        is_under = is_close and index >= place.end - 1
        is_named = is_under and (
            DATE_BOX.search(boxes[block.box].hint) or is_own_foot(place.layout, index)
        )
        is_told = is_labelled or (is_named and not tells_change_only(text))
        if is_told and not is_of_elsewhere(text):
            yield _with_day(place, index, text), "text"


def _with_day(place: Place, index: int, text: str) -> str:
    """The line `text`, with the next one where it is a label alone."""
    if any(map(str.isdigit, text)) or index + 1 >= len(place.layout.blocks):
        return text
    day = place.layout.blocks[index + 1].text
    return f"{text} {day}" if is_date_line(day) else text


def titled(title: str) -> Iterator[Candidate]:
    """What a page's title has after a bar, when it has figures: "headline | site | 28.04.2023"."""
    for part in reversed(title.split("|")[1:]):
        if len(part) <= TITLE_CHARS_MAX and any(letter.isdigit() for letter in part):
            yield part.strip(), "title"
