"""The trail from the site's front to the article, where only a style sheet draws its separators."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of

HOME = frozenset(
    map(key_of, ("الرئيسية", "الصفحة الرئيسية", "home", "homepage", "start", "صفحه اصلی", "خانه"))
)
# What pages of articles are called at the end of a trail.
PAGES = frozenset(
    map(key_of, ("تفاصيل الخبر", "عرض الخبر", "تفاصيل", "التفاصيل", "تفاصيل المقال", "عرض المقال"))
)
ABOVE_MAX = 6  # blocks above the headline that a trail takes
HOME_CHARS_MAX = 20
STEPS_MAX = 3  # between the front and the article: a menu has more


def trail_end(page: Page, heading: int) -> str | None:
    """The last link of a trail above the block `heading`, or None.

    It begins at the front. What tells it from a menu is that it ends with the page itself, or that
    each address lies in the folder of the one before.
    """
    steps = _from_home(page, heading)
    if not steps:
        return None
    headline, last = key_of(page.layout.blocks[heading].text), key_of(steps[-1][1])
    is_closed = last == headline or (last in PAGES and _is_one(page, steps))
    hrefs = {(anchor.block, anchor.text): anchor.href for anchor in page.layout.anchors}
    path = [
        (text, hrefs.get((block, text), "")) for block, text in steps[: -1 if is_closed else None]
    ]
    if not 0 < len(path) <= STEPS_MAX or not all(href for _, href in path):
        return None
    return path[-1][0] if is_closed or _is_nested([href for _, href in path]) else None


def _is_one(page: Page, steps: list[tuple[int, str]]) -> bool:
    """True for steps in one line or one box: a menu may stand above the name of the page."""
    blocks, boxes = page.layout.blocks, page.layout.boxes
    first, last = steps[0][0], steps[-1][0]
    return boxes[blocks[first].box].parent == boxes[blocks[last].box].parent


def _from_home(page: Page, heading: int) -> list[tuple[int, str]]:
    """The parts of the lines above the headline that follow the link to the front, with blocks."""
    blocks = page.layout.blocks
    steps: list[tuple[int, str]] = []
    for index in range(heading - 1, max(-1, heading - 1 - ABOVE_MAX), -1):
        for text in reversed(blocks[index].pieces or (blocks[index].text,)):
            if len(text) <= HOME_CHARS_MAX and key_of(text) in HOME:
                return steps[::-1]
            if any(map(str.isalnum, text)):
                steps.append((index, text))
    return []


def _is_nested(hrefs: list[str]) -> bool:
    """True for several addresses, each in the folder of the one before."""
    folders = [urlsplit(href).path.rstrip("/") for href in hrefs]
    if len(hrefs) < 2 or not all(folders):  # noqa: PLR2004 - one link is in no other's folder
        return False
    return all(below.startswith(f"{above}/") for above, below in pairwise(folders))
