"""Where an article stands on its page, from which its dates are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.core.extract.container import Prose
from crawler.core.extract.layout import Layout
from crawler.core.extract.page import Page


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
