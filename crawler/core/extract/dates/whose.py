"""Whether a date near the headline is that of something else: all signs of it, one by one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter

from selectolax.lexbor import LexborNode

from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS
from crawler.core.extract.dates.found import Clock
from crawler.core.extract.dates.labels import PUBLISHED, bare
from crawler.core.extract.dates.line import LINE_CHARS_MAX
from crawler.core.extract.dates.place import Place
from crawler.core.extract.dates.strangers import (
    is_answer,
    is_heading,
    is_of_card,
    is_of_comment,
    is_of_issue,
    is_of_link,
    is_of_picture,
    is_of_reading,
    is_of_teaser,
    is_of_visit,
)
from crawler.core.extract.layout import Box, Layout, Stamp
from crawler.core.urls import absolute, host_of

SENTENCE_CHARS = 60
ENTRY_CHARS_MIN, ENTRY_DEPTH_MAX = 60, 6  # of a text in an entry; of boxes around its time
ENTRY_BLOCKS_MAX, ROW_CELLS_MIN, LINKS_MAX = 40, 3, 8
ITEM_DATE = 'meta[itemprop~="datePublished" i]'
# Names of the head of a site, which shows the day of the visit.
SITE_HEAD = re.compile(
    r"(?:site|page|main|top|global)[-_]?header|(?<![\w-])header(?![\w-])|top-?bar|mast(?:head)?(?![\w-])|navbar|(?<![\w-])top(?![\w-])|"
    r"(?<![a-z])(?:clock|today|ticker|current[-_]?date)"
)


def is_strange_stamp(place: Place, stamp: Stamp, clock: Clock) -> bool:
    """True for the time of another article, of the visit, of what a sentence tells."""
    layout, block, raw = place.layout, stamp.block, stamp.machine or stamp.text
    if block >= len(layout.blocks):
        return False
    text = layout.blocks[block].text
    return (
        (block < place.anchor and is_of_site(place, block))
        or is_of_link(layout, place.anchor, block)
        or is_of_teaser(layout, place.anchor, block)
        or is_of_comment(layout, place.end, block)
        or (block > place.first and _is_amid_text(place, block))
        or is_of_visit(layout, place.anchor, block, raw, clock)
        or (text.find(stamp.text) > 0 and _tells(text))
        or _is_apart(place, block, is_stamp=True)
        or _leads_elsewhere(place, stamp)
    )


def is_strange_line(place: Place, index: int) -> bool:
    """True for the date of the site, of a comment, a picture, a post or another article."""
    layout, anchor = place.layout, place.anchor
    return (
        (index < anchor and is_of_site(place, index))
        or is_of_link(layout, anchor, index)
        or is_of_comment(layout, place.end, index)
        or is_of_teaser(layout, anchor, index)
        or (index > place.first and _is_amid_text(place, index))
        or is_of_picture(layout, index)
        or is_of_issue(layout, anchor, index)
        or _is_apart(place, index)
    )


def _is_amid_text(place: Place, block: int) -> bool:
    """True for the date of a card or a comment, below the first paragraph."""
    layout, end = place.layout, place.end
    return is_of_card(layout, place.first, end, block) or is_answer(layout, place.begun, end, block)


def is_now(place: Place, index: int, raw: str, clock: Clock) -> bool:
    """True for a date `raw` that tells when the page was asked for: above all else, or below."""
    if index >= place.end:
        return is_of_reading(clock.read(raw), clock)
    return is_of_visit(place.layout, place.anchor, index, raw, clock)


def is_of_site(place: Place, index: int) -> bool:
    """True for a line in the head of the site, which has the day of the visit.

    A head with a line that can be a headline is the article's, whatever the headline is said to be.
    """
    boxes = place.layout.boxes
    for box in place.layout.outward(place.layout.blocks[index].box):
        if boxes[box].first <= place.anchor < boxes[box].last:
            return False
        if boxes[box].tag == "header" or SITE_HEAD.search(boxes[box].hint):
            held = place.layout.blocks[boxes[box].first : boxes[box].last]
            return not any(map(is_heading, held))
    return False


def is_of_other_item(place: Place, raw: str) -> bool:
    """True for a date `raw` of meta that the items of a list have, not the article."""
    if place.page.meta.get("datepublished") != raw:
        return False
    node = place.page.tree.css_first(ITEM_DATE)
    return node is not None and is_in_other_item(place, node)


def is_in_other_item(place: Place, node: LexborNode) -> bool:
    """True where the item of microdata that a node is a property of stands beside the article."""
    scope = node.parent
    while scope is not None and "itemscope" not in scope.attributes:
        scope = scope.parent
    index = place.layout.box_of.get(scope.mem_id) if scope is not None else None
    if index is None:
        return False
    box = place.layout.boxes[index]
    held = range(box.first, box.last)
    return bool(held) and place.anchor not in held and place.first not in held


def _tells(text: str) -> bool:
    """True for a paragraph: a day within it is one that it tells of."""
    is_sentence = len(text) > SENTENCE_CHARS and text.endswith(SENTENCE_ENDS)
    return is_sentence or len(text) > LINE_CHARS_MAX


def _is_apart(place: Place, block: int, *, is_stamp: bool = False) -> bool:
    """True for the time of one of several entries, of a part under the text, of a quotation.

    An entry is a box with a text, or a row of a table, beside one of the same names that has a time
    too; a short answer to it is one as well. A part has a heading of its own. A quotation may be a
    post of another site: it has the day on which that was written.
    """
    layout = place.layout
    for index in islice(layout.outward(layout.blocks[block].box), ENTRY_DEPTH_MAX):
        box = layout.boxes[index]
        if box.first <= place.anchor < box.last or _holds_text(place, box):
            return False
        if box.tag == "blockquote" and not box.first <= place.first < box.last:
            return True
        if box.last - box.first == 1:  # nothing but the line itself
            continue
        dated = place.stamped if is_stamp else place.days
        is_one = len(dated) > 1 and block in dated and _is_one_of(place, index, dated)
        if is_one or (block >= place.end and _is_headed(layout, box, block)):
            line = " ".join(each.text for each in layout.blocks[block - 1 : block + 1])
            return PUBLISHED.search(bare(line)) is None
    return False


def _holds_text(place: Place, box: Box) -> bool:
    """True for an entry with all of the text: the first post of a thread is the article."""
    return box.first <= place.first and place.end < box.last


def _is_headed(layout: Layout, box: Box, block: int) -> bool:
    """True for a box that begins with a heading above the block."""
    return box.first < block and layout.blocks[box.first].tag in HEADING_TAGS


def _is_entry(layout: Layout, box: Box) -> bool:
    """True for a box with a text, and for a row of more than a label and its value."""
    if box.last - box.first > ENTRY_BLOCKS_MAX:
        return False
    if box.tag == "tr" and box.last - box.first >= ROW_CELLS_MIN:
        return True
    return any(len(each.text) > ENTRY_CHARS_MIN for each in layout.blocks[box.first : box.last])


def _is_one_of(place: Place, index: int, dated: Sequence[int]) -> bool:
    """True where the time before or after a box is in one of the same names beside it.

    Under a byline what holds the text is no other entry, though a day may be told in it.
    """
    layout = place.layout
    own = layout.boxes[index]
    before, after = bisect_left(dated, own.first), bisect_left(dated, own.last)
    for block in (*dated[max(0, before - 1) : before], *dated[after : after + 1]):
        if block >= len(layout.blocks):
            continue
        for other in islice(layout.outward(layout.blocks[block].box), ENTRY_DEPTH_MAX):
            box = layout.boxes[other]
            if own.last <= place.first < box.last:
                break
            if box.parent == own.parent and (box.tag, box.hint) == (own.tag, own.hint):
                return _is_entry(layout, own) or (own.tag != "tr" and _is_entry(layout, box))
    return False


def _leads_elsewhere(place: Place, stamp: Stamp) -> bool:
    """True for a time that is the link to a post on another site."""
    anchors, own = place.layout.anchors, host_of(place.page.url).removeprefix("www.")
    first = bisect_left(anchors, stamp.block, key=attrgetter("block"))
    for anchor in islice(anchors, first, first + LINKS_MAX if own else first):
        if anchor.block == stamp.block and anchor.text == stamp.text:
            host = host_of(absolute(anchor.href, place.page.base_url) or "").removeprefix("www.")
            return bool(host) and own not in host and host not in own
    return False
