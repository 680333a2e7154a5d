"""The entries of a live page: each has a time, mostly a heading, and a text of its own.

They are the article, in the order of the page. Lists of other articles look alike, but their titles
lead elsewhere; comments do, but have a day or an age, and no time of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.container import HEADING_TAGS, prose_chars
from crawler.core.extract.hints import make_of
from crawler.core.extract.jsonld import types_of
from crawler.core.extract.layout import Layout
from crawler.core.extract.page import Page

ENTRIES_MIN = 3
ENTRY_BLOCKS_MAX = 8  # from the time of an entry to the first paragraph of its text
CLOCK_CHARS_MAX = 120  # "14:35 | a heading" in one line
AGE_CHARS_MAX = 30
SUBHEADINGS = HEADING_TAGS - {"h1"}
LINKED_SHARE = 0.8
LINK_WORDS_MIN = 4
ENTRIES_A_STRAY = 5  # one time in so many may be out of order
CLOCK = re.compile(
    r"(?:الساعة\s+)?(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)(?!\d|[./]\d)(?!\s*[%٪])"
)
HOUR_LETTER = "ا"  # of "الساعة"
AGE = re.compile(r"(?:قبل|منذ)\s.{0,24}|\d{1,3}\s?(?:min|h|m)\b.{0,12}")


def entry_blocks(page: Page) -> frozenset[int]:
    """The blocks of live entries from the time of each to its first paragraph; mostly none.

    A page that JSON-LD calls a LiveBlogPosting may link the titles of its entries to pages of
    their own, and date them by day or age; on any other page such lists are something else.
    """
    is_live = any("liveblogposting" in types_of(node) for node in page.article_ld)
    layout = page.layout
    times = list(_times(layout, is_live=is_live))
    if len(times) < ENTRIES_MIN:
        return frozenset()
    own = {anchor.block for anchor in layout.anchors if _is_own(anchor.href)}
    families: dict[tuple[str, str, int], list[range]] = {}
    for index in times:
        entry = _entry(layout, index, own, is_live=is_live)
        if entry:
            families.setdefault(_make(layout, index), []).append(entry)
    entries = max(families.values(), key=len, default=[])
    if len(entries) < ENTRIES_MIN or not (is_live or _in_order(layout, entries)):
        return frozenset()
    return frozenset(block for entry in entries for block in entry)


def _in_order(layout: Layout, entries: list[range]) -> bool:
    """True for times that rise or fall, midnights apart; the lengths of films do neither."""
    found = (CLOCK.match(layout.blocks[index].text) for entry in entries for index in entry[:2])
    minutes = [60 * int(each["hour"]) + int(each["minute"]) for each in found if each]
    steps = [after - before for before, after in pairwise(minutes)]
    strays = min(sum(step > 0 for step in steps), sum(step < 0 for step in steps))
    return strays <= len(entries) // ENTRIES_A_STRAY


def _times(layout: Layout, *, is_live: bool) -> Iterator[int]:
    """Blocks that begin with a time of day; on a live page also those that are a day or an age."""
    stamped = {stamp.block for stamp in layout.stamps} if is_live else ()
    for index, block in enumerate(layout.blocks):
        text = block.text
        # No time of day begins otherwise: to see that takes a tenth of the expression's time.
        if not (is_live or (letter := text[:1]) == HOUR_LETTER or letter.isdecimal()):
            continue
        if len(text) > CLOCK_CHARS_MAX:
            continue
        if CLOCK.match(text) or (
            is_live and len(text) <= AGE_CHARS_MAX and (index in stamped or AGE.fullmatch(text))
        ):
            yield index


def _make(layout: Layout, index: int) -> tuple[str, str, int]:
    """What the times of one page have in common: their box's make, and how deep it lies."""
    block = layout.blocks[index]
    box = layout.boxes[block.box]
    return box.tag, make_of(box.hint), len(layout.ancestors(block.box))


def _entry(layout: Layout, time: int, own: set[int], *, is_live: bool) -> range | None:
    """From a time, or the heading right above it, to the first paragraph; None for other lists."""
    blocks = layout.blocks
    around = (layout.boxes[box] for box in layout.ancestors(blocks[time].box))
    if any(kind_of_box(box.tag, box.hint) == "comments" for box in around):
        return None
    first = time - _is_headed(layout, time)
    for index in range(first, min(len(blocks), time + ENTRY_BLOCKS_MAX)):
        block = blocks[index]
        leads = block.link_share > LINKED_SHARE and len(block.text.split()) >= LINK_WORDS_MIN
        if leads and index not in own and not is_live:
            return None
        if index > time and prose_chars(block) > len(block.text) / 2:
            return range(first, index + 1)
    return None


def _is_headed(layout: Layout, time: int) -> bool:
    """True for a time whose heading stands above it in the same box."""
    if time == 0 or layout.blocks[time - 1].tag not in SUBHEADINGS:
        return False
    around = layout.boxes[layout.blocks[time - 1].box].parent
    own = layout.blocks[time].box
    return around in (own, layout.boxes[own].parent)


def _is_own(href: str) -> bool:
    """True for a link to a place in the page, such as "#entry-5"; "#/news/5" is another page."""
    mark = href.rpartition("#")[2] if "#" in href else ""
    return mark[:1].isalnum() or mark[:1] == "_"
