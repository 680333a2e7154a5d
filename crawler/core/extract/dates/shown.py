"""The dates that a page shows its readers: `<time>` and the lines near the headline."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.container import LINKED_SHARE
from crawler.core.extract.dates.found import Candidate, Clock
from crawler.core.extract.dates.label_of import (
    is_labelled_change,
    is_labelled_otherwise,
    label_above,
)
from crawler.core.extract.dates.labels import (
    is_change,
    is_of_something_else,
    tells_change_only,
    tells_change_too,
)
from crawler.core.extract.dates.line import (
    DATE_HINT,
    LINE_CHARS_MAX,
    may_be_dated,
    names_month,
    raws_of,
    spaced,
)
from crawler.core.extract.dates.pieces import in_pieces
from crawler.core.extract.dates.place import ABOVE_MAX, AFTER_MAX, NOT_DATES, Place
from crawler.core.extract.dates.stated import data_dates, microdata_dates, named_dates
from crawler.core.extract.dates.strangers import is_of_visit
from crawler.core.extract.dates.whose import (
    is_in_other_item,
    is_now,
    is_of_site,
    is_strange_line,
    is_strange_stamp,
)
from crawler.core.extract.laid_out import block_of
from crawler.core.extract.layout import Stamp

BELOW_END_MAX = 6  # blocks after the last paragraph
HEAD_MAX = 2  # blocks after headline and first paragraph: a byline may stand below a lead
PUBLISH_HINT = "publish"
ENTRY_HINT = "entry-date"  # "entry-date updated" is the only date that many themes show
OF_ARTICLE = frozenset((None, "byline", "share", "caption"))


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
        and not is_strange_stamp(place, stamp, clock)
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


def _is_change(place: Place, stamp: Stamp) -> bool:
    """True for the time of a change, by the element's own names or by the words before it."""
    if PUBLISH_HINT in stamp.hint:
        return False
    if ("modif" in stamp.hint or "updat" in stamp.hint) and ENTRY_HINT not in stamp.hint:
        return True
    blocks = place.layout.blocks
    if stamp.block >= len(blocks):
        return False
    line = blocks[stamp.block].text
    where = line.find(stamp.text) if stamp.text else -1
    before = line[:where] if where >= 0 else ""
    if not before and stamp.block:
        before = label_above(place.layout, stamp.block)
    return is_change(f"{before.rstrip()} {stamp.text}")


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
        if not _is_asked(place, index, is_changed=index in changed, changes=changes):
            continue
        if values[index] >= LINE_CHARS_MAX or is_of_something_else(block.text):
            continue
        if is_strange_line(place, index):
            continue
        if not _is_archive(place, index):
            yield from ((raw, "text") for raw in in_pieces(place.layout.blocks, index))
        for raw in _raws(place, index, changes=changes):
            if not is_now(place, index, raw, clock):
                yield raw, "text"


def _is_asked(place: Place, index: int, *, is_changed: bool, changes: bool) -> bool:
    """True for a line with what is asked for: a date of publication, or one of a change."""
    text = spaced(place.layout.blocks[index])
    if is_changed or tells_change_only(text) or is_labelled_change(place.layout, index):
        return changes
    if changes:
        return tells_change_too(text)
    return not is_labelled_otherwise(place.layout, index)


def _raws(place: Place, index: int, *, changes: bool) -> Iterator[str]:
    """What may be the date in a line near the headline."""
    block = place.layout.blocks[index]
    hint = place.layout.boxes[block.box].hint if block.box >= 0 else ""
    has_hint = DATE_HINT.search(hint) is not None
    if _is_archive(place, index):
        return
    yield from raws_of(block, has_hint=has_hint, changes=changes)


def _is_archive(place: Place, index: int) -> bool:
    """True for a month under the head of the text, or above it as a link: of a list, a calendar."""
    block = place.layout.blocks[index]
    is_under = index > place.first + HEAD_MAX or index >= place.end
    if not is_under and (index > place.anchor or block.link_share <= LINKED_SHARE):
        return False
    return names_month(block.text)


def _changed(place: Place) -> Iterator[int]:
    """The blocks near the headline with a `<time>` of a change."""
    low, high = min(place.near, default=0), max(place.near, default=0)
    for stamp in place.layout.stamps:
        if low <= stamp.block <= high and _is_change(place, stamp):
            yield stamp.block


def marked(place: Place) -> Iterator[Candidate]:
    """What microdata, RDFa or hAtom call the date of publication.

    WordPress themes write `<time pubdate>` for each comment: below the text it is one of those.
    """
    for node, raw in microdata_dates(place.page):
        block = block_of(place.layout, node)
        is_comment = block is not None and block > place.end and "pubdate" in node.attributes
        if block is not None and (is_comment or place.kind(block) in NOT_DATES):
            continue
        if not is_in_other_item(place, node):
            yield raw, "microdata"


def scripted(place: Place, clock: Clock) -> Iterator[Candidate]:
    """Moments in data attributes of elements near the headline."""
    for node, raw in data_dates(place.page):
        names = (node.attributes.get("class") or "").lower()
        if kind_of_box(node.tag or "", names) in NOT_DATES:
            continue
        block = block_of(place.layout, node)
        if block is None or place.kind(block) in NOT_DATES:
            continue
        if block < place.anchor and (is_of_site(place, block) or is_now(place, block, raw, clock)):
            continue
        if place.anchor - ABOVE_MAX <= block <= max(place.first, place.anchor) + 1:
            yield raw, "data"


def named(place: Place, clock: Clock) -> Iterator[Candidate]:
    """Parts of longer lines near the headline whose class names speak of a date."""
    for node, text in named_dates(place.page):
        block = block_of(place.layout, node)
        if block is None or not place.is_own(block):
            continue
        is_near = place.anchor - ABOVE_MAX <= block <= max(place.anchor, place.first) + HEAD_MAX
        is_site = block < place.anchor and (
            is_of_site(place, block) or is_of_visit(place.layout, place.anchor, block, text, clock)
        )
        is_other = tells_change_only(text) or is_of_something_else(text)
        if is_near and not is_site and not is_other:
            yield text, "text"
