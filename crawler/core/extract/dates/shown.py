"""The dates that a page shows its readers: `<time>` and the lines near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.core.extract.container import Prose
from crawler.core.extract.dates.found import Candidate
from crawler.core.extract.dates.labels import is_change, is_of_something_else, tells_change_only
from crawler.core.extract.dates.line import DATE_HINT, LINE_CHARS_MAX, may_be_dated, raws_of
from crawler.core.extract.dates.stated import data_dates, microdata_dates, named_dates
from crawler.core.extract.layout import Layout, Stamp
from crawler.core.extract.page import Page

ABOVE_MAX = 8  # blocks above the headline that may hold its date
BELOW_MAX = 14
AFTER_MAX = 3  # blocks after the box of the article
BELOW_END_MAX = 6  # blocks after the last paragraph
HEAD_MAX = 2  # blocks after headline and first paragraph: a byline may stand below a lead
PUBLISH_HINT = "publish"
LABEL_CHARS_MAX = 25  # of a line that is nothing but a label of the date below it
NOT_DATES = frozenset(
    ("related", "teaser", "most_read", "latest", "comments", "hidden", "caption", "entry")
)
OF_ARTICLE = frozenset((None, "byline", "share", "caption"))
OF_LINES = frozenset((None, "byline", "share", "tags", "follow"))  # and what the headline is of
# Names of the head of a site, which shows the day of the visit.
SITE_HEAD = re.compile(
    r"(?:site|page|main|top|global)[-_]?header|(?<![\w-])header(?![\w-])|top-?bar|masthead|navbar|"
    r"(?<![a-z])(?:clock|today|ticker|current[-_]?date)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article stands: the blocks of its headline and of its body's begin and end."""

    page: Page
    prose: Prose
    heading: int
    first: int
    end: int

    @property
    def layout(self) -> Layout:
        """The blocks and boxes of the page."""
        return self.page.layout

    @property
    def anchor(self) -> int:
        """The block from which the distance of dates counts."""
        return self.heading if self.heading >= 0 else self.first

    @property
    def headline(self) -> str:
        """The line of the headline, "" where it stands in no block."""
        return self.layout.blocks[self.heading].text if self.heading >= 0 else ""

    @property
    def opening(self) -> str:
        """The first paragraph of the body."""
        return self.layout.blocks[self.first].text

    @property
    def last(self) -> int:
        """The first block after the box of the article."""
        return self.layout.boxes[self.prose.box].last

    def kind(self, block: int) -> str | None:
        """The kind of noise that a block is part of; None behind the last block."""
        kinds = self.prose.kinds
        return kinds[block] if block < len(kinds) else None


def time_tags(place: Place, *, changes: bool = False, in_head: bool = False) -> Iterator[Candidate]:
    """`<time>` elements of the article, those nearest to its headline first.

    Those of its publication, or of its `changes`. They stand at its head or right below its text
    (`in_head`: only the former); those between belong to entries, posts and teasers.
    """
    near = [
        stamp
        for stamp in place.layout.stamps
        if _is_placed(place, stamp.block, in_head=in_head) and _is_own_stamp(place, stamp)
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
    if kind in OF_ARTICLE or _is_own(place, stamp.block):
        return True
    return PUBLISH_HINT in stamp.hint and kind not in NOT_DATES


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
    is_label = len(text) <= LABEL_CHARS_MAX and not any(letter.isdigit() for letter in text)
    return text if is_label else ""


def lines(place: Place, *, changes: bool = False, in_full: bool = False) -> Iterator[Candidate]:
    """Short lines near the headline, those below it first: of publication, or of `changes`.

    `in_full`: only those that can name a day with its year.
    """
    values = place.prose.values
    near = list(_near(place))
    low, high = min(near, default=0), max(near, default=0)
    stamps = [stamp for stamp in place.layout.stamps if low <= stamp.block <= high]
    changed = {stamp.block for stamp in stamps if _is_change(place, stamp)}
    for index in near:
        block = place.layout.blocks[index]
        if not _is_own(place, index) or not may_be_dated(block, in_full=in_full):
            continue
        if values[index] >= LINE_CHARS_MAX or is_of_something_else(block.text):
            continue
        is_changed = index in changed or tells_change_only(block.text)
        is_changed = is_changed or is_change(_label_above(place, index))
        if is_changed != changes or (index < place.anchor and _is_of_site(place, index)):
            continue
        hint = place.layout.boxes[block.box].hint if block.box >= 0 else ""
        for raw in raws_of(block, has_hint=DATE_HINT.search(hint) is not None):
            yield raw, "text"


def _is_own(place: Place, index: int) -> bool:
    """True for a block whose names do not make it part of something else.

    Inside the box of the article a list of date, section and views may well be called a menu.
    """
    kind = place.kind(index)
    if kind in OF_LINES or kind == place.kind(place.anchor):
        return True
    begin = min(place.anchor, place.layout.boxes[place.prose.box].first)
    return begin <= index < place.last and kind not in NOT_DATES and kind != "sidebar"


def _near(place: Place) -> Iterable[int]:
    anchor = place.anchor
    end = min(max(place.first + 2, anchor + BELOW_MAX), place.last + AFTER_MAX)
    yield from range(anchor + 1, min(len(place.layout.blocks), end))
    yield from range(anchor - 1, max(-1, anchor - ABOVE_MAX), -1)


def _is_of_site(place: Place, index: int) -> bool:
    """True for a line in the head of the site, which has the day of the visit."""
    boxes = place.layout.boxes
    for box in place.layout.ancestors(place.layout.blocks[index].box):
        if boxes[box].first <= place.anchor < boxes[box].last:
            return False
        if boxes[box].tag == "header" or SITE_HEAD.search(boxes[box].hint):
            return True
    return False


def marked(place: Place) -> Iterator[Candidate]:
    """What microdata, RDFa or hAtom call the date of publication."""
    for node, raw in microdata_dates(place.page):
        block = _block_of(place, node)
        if block is None or place.kind(block) not in NOT_DATES:
            yield raw, "microdata"


def scripted(place: Place) -> Iterator[Candidate]:
    """Moments in data attributes of elements near the headline."""
    for node, raw in data_dates(place.page):
        block = _block_of(place, node)
        if block is None or place.kind(block) in NOT_DATES:
            continue
        if place.anchor - ABOVE_MAX <= block <= max(place.first, place.anchor) + 1:
            yield raw, "data"


def named(place: Place) -> Iterator[Candidate]:
    """Parts of longer lines near the headline whose class names speak of a date."""
    for node, text in named_dates(place.page):
        block = _block_of(place, node)
        if block is None or not _is_own(place, block):
            continue
        is_near = place.anchor - ABOVE_MAX <= block <= max(place.anchor, place.first) + HEAD_MAX
        is_site = block < place.anchor and _is_of_site(place, block)
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
