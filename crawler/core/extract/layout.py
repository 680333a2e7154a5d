"""The visible text of a page as blocks in document order, and the boxes that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from crawler.core.extract.hints import hint_in


@dataclass(slots=True)
class Box:
    """A block-level element: its blocks are `first` to `last` (exclusive) of the layout.

    `said` is its class in lower case, or all its attributes where more of them say what it is for;
    `is_noise` says that the site's profile calls it noise.
    """

    tag: str
    parent: int
    said: str | Mapping[str, str | None]
    first: int
    last: int = -1
    is_noise: bool = False

    @property
    def hint(self) -> str:
        """Class, id, role, itemprop and the like in lower case: put together when first asked."""
        said = self.said
        if not isinstance(said, str):  # of two thirds of all boxes nobody ever asks
            said = self.said = hint_in(said)
        return said


@dataclass(slots=True)
class Block:
    """A run of text that a reader sees as one piece.

    `link_chars` of its characters (without spaces) are link text, `link_share` is 0 to 1. `parts`
    are the texts that a short line of several elements is made of, as they stand in the page.
    """

    text: str
    tag: str
    box: int
    link_chars: int = 0
    link_share: float = 0.0
    parts: tuple[str, ...] = ()
    told_apart: tuple[str, ...] | None = field(default=None, repr=False)

    @property
    def pieces(self) -> tuple[str, ...]:
        """What elements or bars tell apart in a short line: a section, a date, a name."""
        if not self.parts:  # most lines are of one element
            return ()
        if self.told_apart is None:  # five finders ask for the lines around a headline
            parts = [" ".join(part.split()) for text in self.parts for part in text.split("|")]
            pieces = tuple(filter(None, parts))
            self.told_apart = pieces if len(pieces) > 1 else ()
        return self.told_apart


@dataclass(slots=True)
class Anchor:
    """A link as it stands in the page; `block` is where its text begins."""

    href: str
    text: str
    block: int


@dataclass(slots=True)
class Image:
    """An image as it stands in the page."""

    src: str
    alt: str
    block: int
    box: int


@dataclass(slots=True)
class Stamp:
    """A `<time>` element."""

    machine: str
    text: str
    block: int
    hint: str = ""


@dataclass(slots=True)
class Named:
    """A part of a line whose names call it the source or the publisher."""

    text: str
    block: int


@dataclass(slots=True)
class Layout:
    """All that the walk has seen.

    `box_of` leads from a node's `mem_id` to its box, `cut` is the first block after which the
    site's profile ends the body. `fields` are the boxes of what readers fill in. `prose` is what
    `container.prose_of` found.
    """

    boxes: list[Box] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    sources: list[Named] = field(default_factory=list)
    fields: list[int] = field(default_factory=list)
    box_of: dict[int, int] = field(default_factory=dict)
    cut: int | None = None
    prose: list[float] = field(default_factory=list)

    def ancestors(self, box: int) -> list[int]:
        """The box and all that hold it, innermost first."""
        return list(self.outward(box))

    def outward(self, box: int) -> Iterator[int]:
        """The same one by one, for those who stop early: pages nest thousands deep."""
        while box >= 0:
            yield box
            box = self.boxes[box].parent

    def sums(self, values: Iterable[float]) -> list[float]:
        """Prefix sums: what a box holds is `sums[last] - sums[first]`."""
        return [0.0, *accumulate(values)]
