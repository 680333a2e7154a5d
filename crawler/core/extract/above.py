"""What stands above the headline in the article's box is no part of the article."""

from __future__ import annotations

from crawler.core.extract.container import HEADING_TAGS, prose_of
from crawler.core.extract.layout import Layout

RULE = "edge"
ABOVE_SHARE = 0.3  # of the prose: a line with more above it is no headline, whatever it says


def above_rules(layout: Layout, first: int, last: int, rules: dict[int, str], heading: int) -> None:
    """Give the rule to all that stands above the block of the headline, a heading, in the box."""
    if not first < heading < last or layout.blocks[heading].tag not in HEADING_TAGS:
        return
    prose = prose_of(layout)
    above = [index for index in range(first, heading) if index not in rules]
    below = [index for index in range(heading, last) if index not in rules]
    told = sum(prose[index] for index in above)
    if told <= ABOVE_SHARE * (told + sum(prose[index] for index in below)):
        rules.update((index, RULE) for index in above)
