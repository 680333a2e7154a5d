"""What stands above the headline in the article's box is no part of the article."""

from __future__ import annotations

import re

from crawler.core.extract.container import HEADING_TAGS, prose_of
from crawler.core.extract.layout import Layout

RULE = "edge"
# What a search engine writes over its copy of a page.
FRAME = re.compile(
    r"هذه (?:هي )?نسخة .{0,40}(?:المخزنة|المخبأة|مخزنة)|نصيحة: للعثور سريع|"
    r"this is (?:a cached|google's cache|the html version)|tip: to quickly find your search",
    re.IGNORECASE,
)
COLUMN_SHARE = 0.5  # what stands in another box beside that of most of the prose is another text
ABOVE_SHARE = 0.3  # of the prose: a line with more above it is no headline, whatever it says


def above_rules(layout: Layout, first: int, last: int, rules: dict[int, str], heading: int) -> None:
    """Give the rule to all that stands above the block of the headline, a heading, in the box."""
    if not first < heading < last or layout.blocks[heading].tag not in HEADING_TAGS:
        return
    prose = prose_of(layout)
    framed = (index for index in range(first, heading) if FRAME.match(layout.blocks[index].text))
    rules.update((index, RULE) for index in framed)
    above = [index for index in range(first, heading) if index not in rules]
    below = [index for index in range(heading, last) if index not in rules]
    told, rest = (sum(prose[index] for index in part) for part in (above, below))
    if told <= ABOVE_SHARE * (told + rest):
        rules.update((index, RULE) for index in above)
        return
    start = _column(layout, heading, COLUMN_SHARE * (told + rest))
    rules.update((index, RULE) for index in above if index < start)


def _column(layout: Layout, heading: int, least: float) -> int:
    """Where the smallest box begins that holds so much prose under the headline; 0 for none."""
    sums = layout.sums(prose_of(layout))
    boxes = (layout.boxes[place] for place in layout.outward(layout.blocks[heading].box))
    return next((box.first for box in boxes if sums[box.last] - sums[heading] >= least), 0)
