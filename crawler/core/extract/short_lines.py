"""Texts of nothing but short lines: a story of one line, a poem."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.core.extract.container import SENTENCE_ENDS, prose_chars
from crawler.core.extract.layout import Block, Layout
from crawler.core.extract.line_above import is_dated
from crawler.core.noise.phrases import closing_kind

POEM_MIN = 8  # lines, of which the most are no sentences
SOLID_MAX = 0.4
OTHERS_MAX = 0.2  # of the lines: names, figures and links
VERSE_CHARS_MIN, VERSE_CHARS_MAX = 6, 60
CELL = "td"
VERSES_MIN = 3  # lines: a text of nothing else is a poem, and its shortest lines are text too


def short_lines(layout: Layout, kept: Sequence[int]) -> list[int]:
    """The lines of the text, of those that no rule has taken (`kept`): none above it is a date."""
    told = [index for index in kept if _is_told(layout.blocks[index])]
    while len(told) > 1 and _is_stamp(layout.blocks[told[0]].text):
        told.pop(0)
    return _verses(layout, kept, told) if len(told) >= VERSES_MIN else told


def verses_around(layout: Layout, kept: Sequence[int], solid: list[int]) -> list[int]:
    """The paragraphs, with all lines of their box where most of these are as short as verses.

    Such lines have no figures and no links, and stand in the same element as the paragraphs.
    """
    if not solid or len(kept) < POEM_MIN or len(solid) > SOLID_MAX * len(kept):
        return solid
    around = holder_of(layout, solid[0])
    box, tag = layout.boxes[around], layout.blocks[solid[0]].tag
    inside = [index for index in kept if box.first <= index < box.last]
    verses = [index for index in inside if _is_verse(layout.blocks[index], tag)]
    others = set(inside) - set(verses) - set(solid)
    if len(verses) < POEM_MIN or len(others) > OTHERS_MAX * len(verses):
        return solid
    return sorted({*solid, *verses})


def _is_verse(block: Block, tag: str) -> bool:
    text = block.text
    is_short = VERSE_CHARS_MIN <= len(text) <= VERSE_CHARS_MAX and block.tag == tag
    return is_short and not block.link_chars and not any(map(str.isdigit, text))


def _verses(layout: Layout, kept: Sequence[int], told: list[int]) -> list[int]:
    """A text of short lines with the shorter ones above and below it in the same box."""
    around = _table_of(layout, told[0])
    if around != _table_of(layout, told[-1]):
        return told
    first, last = layout.boxes[around].first, layout.boxes[around].last
    inside = [index for index in kept if first <= index < last]
    tag, own = layout.blocks[told[0]].tag, set(told)
    return [index for index in inside if index in own or _is_verse(layout.blocks[index], tag)]


def holder_of(layout: Layout, index: int) -> int:
    """The box of a line among others, or the one around the line's own."""
    own = layout.blocks[index].box
    box = layout.boxes[own]
    return own if box.last - box.first > 1 else box.parent


def _table_of(layout: Layout, index: int) -> int:
    """As `holder_of`; for a cell its table: the halves of a verse stand in cells side by side."""
    if layout.blocks[index].tag != CELL:
        return holder_of(layout, index)
    boxes = layout.outward(layout.blocks[index].box)
    return next((box for box in boxes if layout.boxes[box].tag == "table"), -1)


def _is_told(block: Block) -> bool:
    """True for a line that may be all of a short article's text."""
    return prose_chars(block) > 0 and closing_kind(block.text) is None


def _is_stamp(text: str) -> bool:
    """True for a line with a date above a text of short lines."""
    return is_dated(text) and not text.endswith(SENTENCE_ENDS)
