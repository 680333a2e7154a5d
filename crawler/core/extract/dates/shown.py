"""The dates that a page shows its readers: `<time>` and the lines near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.container import SENTENCE_ENDS
from crawler.core.extract.dates.found import Candidate, Clock
from crawler.core.extract.dates.labels import is_change, is_of_something_else, tells_change_only
from crawler.core.extract.dates.line import DATE_HINT, LINE_CHARS_MAX, may_be_dated, raws_of
from crawler.core.extract.dates.pieces import in_pieces
from crawler.core.extract.dates.place import ABOVE_MAX, AFTER_MAX, NOT_DATES, Place
from crawler.core.extract.dates.stated import data_dates, microdata_dates, named_dates
from crawler.core.extract.dates.strangers import (
    is_heading,
    is_of_card,
    is_of_comment,
    is_of_entry,
    is_of_link,
    is_of_picture,
    is_of_teaser,
    is_of_visit,
)
from crawler.core.extract.layout import Stamp

BELOW_END_MAX = 6  # blocks after the last paragraph
HEAD_MAX = 2  # blocks after headline and first paragraph: a byline may stand below a lead
PUBLISH_HINT = "publish"
SENTENCE_CHARS = 60
LABEL_CHARS_MAX = 25  # of a line that is nothing but a label of the date below it
OF_ARTICLE = frozenset((None, "byline", "share", "caption"))
# Names of the head of a site, which shows the day of the visit.
SITE_HEAD = re.compile(
    r"(?:site|page|main|top|global)[-_]?header|(?<![\w-])header(?![\w-])|top-?bar|mast(?:head)?(?![\w-])|navbar|(?<![\w-])top(?![\w-])|"
    r"(?<![a-z])(?:clock|today|ticker|current[-_]?date)"
)


def time_tags(
    place: Place, clock: Clock, *, changes: bool = False, in_head: bool = False
) -> Iterator[Candidate]:
    """`<time>` elements of the article, those nearest to its headline first.

    Those of its publication, or of its `changes`. They stand at its head or right below its text
    (`in_head`: only the former); those between belong to entries, posts and teasers.
    """
    near = [
        stamp
        for stamp in place.layout.stamps
        if _is_placed(place, stamp.block, in_head=in_head)
        and _is_own_stamp(place, stamp)
        and not _is_strange_stamp(place, stamp, clock)
    ]
    near.sort(key=lambda stamp: abs(stamp.block - place.anchor))
    for stamp in near:
        if _is_change(place, stamp) == changes:
            yield from ((raw, "time-tag") for raw in (stamp.machine, stamp.text) if raw)


def _is_placed(place: Place, block: int, *, in_head: bool) -> bool:
    """True above the second paragraph, and unless `in_head` right below the last one."""
    if place.anchor - ABOVE_MAX <= block <= max(place.anchor, place.first) + HEAD_MAX:
        return True
    foot = min(place.last + AFTER_MAX, place.end + BELOW_END_MAX)
    return not in_head and place.end <= block <= foot


def _is_own_stamp(place: Place, stamp: Stamp) -> bool:
    """True by the block's kind, or where the element itself says that it is of publication."""
    kind = place.kind(stamp.block)
    if kind in OF_ARTICLE or place.is_own(stamp.block):
        return True
    return PUBLISH_HINT in stamp.hint and kind not in NOT_DATES


def _is_strange_stamp(place: Place, stamp: Stamp, clock: Clock) -> bool:
    """True for the time of another article, of the visit, of what a sentence tells."""
    layout, block, raw = place.layout, stamp.block, stamp.machine or stamp.text
    if block >= len(layout.blocks):
        return False
    text = layout.blocks[block].text
    return (
        (block < place.anchor and _is_of_site(place, block))
        or is_of_link(layout, place.anchor, block)
        or is_of_teaser(layout, place.anchor, block)
        or is_of_comment(layout, place.end, block)
        or is_of_card(layout, place.end, block)
        or is_of_entry(layout, place.anchor, block)
        or is_of_visit(layout, place.anchor, block, raw, clock)
        or (text.find(stamp.text) > 0 and _tells(text))
    )


def _tells(text: str) -> bool:
    """True for a paragraph: a day within it is one that it tells of."""
    is_sentence = len(text) > SENTENCE_CHARS and text.endswith(SENTENCE_ENDS)
    return is_sentence or len(text) > LINE_CHARS_MAX


def _is_change(place: Place, stamp: Stamp) -> bool:
    """True for the time of a change, by the element's own names or by the words before it."""
    if PUBLISH_HINT in stamp.hint:
        return False
    if "modif" in stamp.hint or "updat" in stamp.hint:
        return True
    blocks = place.layout.blocks
    if stamp.block >= len(blocks):
        return False
    line = blocks[stamp.block].text
    where = line.find(stamp.text) if stamp.text else -1
    before = line[:where] if where >= 0 else ""
    if not before and stamp.block:
        before = _label_above(place, stamp.block)
    return is_change(f"{before} {stamp.text}")


def _label_above(place: Place, block: int) -> str:
    """The line above a block where it can be nothing but its label."""
    text = place.layout.blocks[block - 1].text if block else ""
    is_label = len(text) <= LABEL_CHARS_MAX and not any(map(str.isdigit, text))
    return text if is_label else ""


def lines(
    place: Place, clock: Clock, *, changes: bool = False, in_full: bool = False
) -> Iterator[Candidate]:
    """Short lines near the headline, those below it first: of publication, or of `changes`.

    `in_full`: only those that can name a day with its year. The `clock` tells the day of the visit.
    """
    values = place.prose.values
    changed = set(_changed(place)) if place.layout.stamps else set()
    for index in place.dated:
        block = place.layout.blocks[index]
        if in_full and not may_be_dated(block, in_full=True):
            continue
        is_changed = index in changed or tells_change_only(block.text)
        if (is_changed or is_change(_label_above(place, index))) != changes:
            continue
        if values[index] >= LINE_CHARS_MAX or is_of_something_else(block.text):
            continue
        if _is_strange(place, index, clock):
            continue
        yield from ((raw, "text") for raw in in_pieces(place.layout.blocks, index))
        hint = place.layout.boxes[block.box].hint if block.box >= 0 else ""
        has_hint = DATE_HINT.search(hint) is not None
        for raw in raws_of(block, has_hint=has_hint, changes=changes):
            yield raw, "text"


def _changed(place: Place) -> Iterator[int]:
    """The blocks near the headline with a `<time>` of a change."""
    low, high = min(place.near, default=0), max(place.near, default=0)
    for stamp in place.layout.stamps:
        if low <= stamp.block <= high and _is_change(place, stamp):
            yield stamp.block


def _is_strange(place: Place, index: int, clock: Clock) -> bool:
    """True for the date of the site, of the visit, of a comment, a picture or another article."""
    layout, anchor = place.layout, place.anchor
    return (
        (index < anchor and _is_of_site(place, index))
        or is_of_link(layout, anchor, index)
        or is_of_comment(layout, place.end, index)
        or is_of_teaser(layout, anchor, index)
        or is_of_card(layout, place.end, index)
        or is_of_picture(layout, index)
        or is_of_visit(layout, anchor, index, layout.blocks[index].text, clock)
    )


def _is_of_site(place: Place, index: int) -> bool:
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


def marked(place: Place) -> Iterator[Candidate]:
    """What microdata, RDFa or hAtom call the date of publication.

    WordPress themes write `<time pubdate>` for each comment: below the text it is one of those.
    """
    for node, raw in microdata_dates(place.page):
        block = _block_of(place, node)
        is_comment = block is not None and block > place.end and "pubdate" in node.attributes
        if block is None or not (is_comment or place.kind(block) in NOT_DATES):
            yield raw, "microdata"


def scripted(place: Place) -> Iterator[Candidate]:
    """Moments in data attributes of elements near the headline."""
    for node, raw in data_dates(place.page):
        names = (node.attributes.get("class") or "").lower()
        if kind_of_box(node.tag or "", names) in NOT_DATES:
            continue
        block = _block_of(place, node)
        if block is None or place.kind(block) in NOT_DATES:
            continue
        if place.anchor - ABOVE_MAX <= block <= max(place.first, place.anchor) + 1:
            yield raw, "data"


def named(place: Place, clock: Clock) -> Iterator[Candidate]:
    """Parts of longer lines near the headline whose class names speak of a date."""
    for node, text in named_dates(place.page):
        block = _block_of(place, node)
        if block is None or not place.is_own(block):
            continue
        is_near = place.anchor - ABOVE_MAX <= block <= max(place.anchor, place.first) + HEAD_MAX
        is_site = block < place.anchor and (
            _is_of_site(place, block) or is_of_visit(place.layout, place.anchor, block, text, clock)
        )
        is_other = tells_change_only(text) or is_of_something_else(text)
        if is_near and not is_site and not is_other:
            yield text, "text"


def _block_of(place: Place, node: LexborNode) -> int | None:
    """The first block of the box that holds a node, None for what is not laid out."""
    current: LexborNode | None = node
    while current is not None:
        box = place.layout.box_of.get(current.mem_id)
        if box is not None:
            return place.layout.boxes[box].first
        current = current.parent
    return None
