"""The foot of an article: a footer by name, yet one of the post and not of the page."""

from __future__ import annotations

import re
from itertools import islice

from crawler.core.extract.layout import Layout

# "post-footer-line", "entry-footer", "itemContentFooter": blogs sign and date their posts there.
OWN = re.compile(
    r"(?<![a-z])(?:post|entry|article|item|node|story|news)[-_]?(?:content|body)?[-_]?foot"
)
DEPTH_MAX = 3  # boxes around a line that are looked at


def is_own_foot(layout: Layout, block: int) -> bool:
    """True for a line in the foot of a post."""
    around = islice(layout.outward(layout.blocks[block].box), DEPTH_MAX)
    return any(OWN.search(layout.boxes[box].hint) for box in around)
