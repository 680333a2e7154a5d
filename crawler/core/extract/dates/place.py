"""Where an article stands on its page, from which its dates are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from crawler.core.extract.container import PROSE_CHARS, Prose
from crawler.core.extract.dates.line import may_be_dated
from crawler.core.extract.dates.order import is_month_first
from crawler.core.extract.layout import Layout
from crawler.core.extract.page import Page

ABOVE_MAX = 8  # blocks above the headline that may hold its date
BELOW_MAX = 14
AFTER_MAX = 3  # blocks after the box of the article
NOT_DATES = frozenset(
    ("related", "teaser", "most_read", "latest", "comments", "hidden", "caption", "entry", "ad",
     "infobox")
)  # fmt: skip
MISNAMED, PUBLISH_HINT = frozenset(("caption", "sidebar")), re.compile(r"publi\w{0,8}[-_]?date")
OF_LINES = frozenset((None, "byline", "share", "tags", "follow"))  # and what the headline is of


@dataclass(frozen=True)
class Place:
    """Where the article stands: the blocks of its headline and of its body's begin and end."""

    page: Page
    prose: Prose
    heading: int
    first: int
    end: int

    @cached_property
    def layout(self) -> Layout:
        """The blocks and boxes of the page."""
        return self.page.layout

    @cached_property
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

    @cached_property
    def last(self) -> int:
        """The first block after the box of the article."""
        return self.layout.boxes[self.prose.box].last

    @cached_property
    def begun(self) -> int:
        """The second paragraph of the body, behind which no byline stands: the first is a deck."""
        values = self.prose.values
        told = (each for each in range(self.first + 1, self.end) if values[each] >= PROSE_CHARS)
        return next(told, self.end)

    def kind(self, block: int) -> str | None:
        """The kind of noise that a block is part of; None behind the last block."""
        kinds = self.prose.kinds
        return kinds[block] if block < len(kinds) else None

    @cached_property
    def month_first(self) -> bool | None:
        """Whether 07/05/2025 is in July on this page; None: it is not known."""
        return is_month_first(self.page, self.opening)

    @cached_property
    def near(self) -> tuple[int, ...]:
        """The blocks below the headline, then those above it, nearest first."""
        anchor = self.anchor
        end = min(max(self.first + 2, anchor + BELOW_MAX), self.last + AFTER_MAX)
        below = range(anchor + 1, min(len(self.layout.blocks), end))
        return (*below, *range(anchor - 1, max(-1, anchor - ABOVE_MAX), -1))

    @cached_property
    def dated(self) -> tuple[int, ...]:
        """Those of them that may be a line with a date: each rung and each pass asks for them."""
        blocks = self.layout.blocks
        lines = [index for index in self.near if may_be_dated(blocks[index], in_full=False)]
        return tuple(filter(self.is_own, lines))

    @cached_property
    def days(self) -> tuple[int, ...]:
        """Those of them that can name a day with its year, in the order of the page."""
        blocks = self.layout.blocks
        return tuple(
            each for each in sorted(self.dated) if may_be_dated(blocks[each], in_full=True)
        )

    @cached_property
    def stamped(self) -> tuple[int, ...]:
        """The blocks with a `<time>`, in the order of the page."""
        return tuple(stamp.block for stamp in self.layout.stamps)

    def is_own(self, block: int) -> bool:
        """True for a block whose names do not make it part of something else.

        Inside the box of the article a list of date, section and views may well be called a menu.
        """
        kind = self.kind(block)
        if kind in OF_LINES or kind == self.kind(self.anchor):
            return True
        if self.anchor < block <= self.first and kind in MISNAMED and self._is_told(block, kind):
            return True
        begin = min(self.anchor, self.layout.boxes[self.prose.box].first)
        return begin <= block < self.last and kind not in NOT_DATES and kind != "sidebar"

    def _is_told(self, block: int, kind: str) -> bool:
        """True for a column named after the date of publication, and for small print.

        That may well be called a caption ("text-caption"): it is one under a picture. Beside the
        headline itself stands no column either, but a line in a paler colour ("text-secondary").
        """
        if kind == "caption":
            return all(image.block != block for image in self.layout.images)
        boxes, place = self.layout.boxes, self.layout.blocks[block].box
        if place < 0:
            return False
        is_beside = boxes[max(boxes[place].parent, 0)].first <= self.anchor
        return (is_beside and boxes[place].tag != "aside") or PUBLISH_HINT.search(
            boxes[place].hint
        ) is not None
