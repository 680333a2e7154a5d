"""The label of a line with a date: above it, at the head of its column, or under it."""

from __future__ import annotations

from itertools import islice

from crawler.core.extract.container import HEADING_TAGS
from crawler.core.extract.dates.labels import (
    PUBLISHED,
    UPDATED,
    bare,
    find_change,
    is_change,
    is_of_something_else,
)
from crawler.core.extract.layout import Layout

LABEL_CHARS_MAX = 25  # of a line that is nothing but a label of the date below it
COLUMNS = range(2, 7)  # of a row whose head may stand above it
PAIR_DEPTH = 2  # boxes around a line, of which one holds it and its label
BOXES_MAX = 40  # of a row and of what may be its head
PAIRED = frozenset(("dt", "dd", "li"))  # which stand one under the other
NAMES = frozenset(("dt", "th"))  # cells that name what the next one holds


def label_above(layout: Layout, block: int) -> str:
    """What can be nothing but the label of a line, with a colon; "" where there is none."""
    return _label_under(layout, block) or _label(layout, _above(layout, block))


def is_labelled_change(layout: Layout, block: int) -> bool:
    """True for a line whose label is that of a change: "updated" over or before its day."""
    return is_change(label_above(layout, block))


def is_labelled_otherwise(layout: Layout, block: int) -> bool:
    """True for a line whose label is that of an event, a picture, the rights of the site.

    A word alone may be the section of the article: a label ends with a colon or heads a cell.
    """
    above = _above(layout, block)
    line = layout.blocks[above] if above >= 0 else None
    if line is None or not (above < block - 1 or line.tag in NAMES or line.text.endswith(":")):
        return False
    label = _label(layout, above)
    return bool(label) and is_of_something_else(f"{label} {layout.blocks[block].text}")


def _label_under(layout: Layout, block: int) -> str:
    """The label in the line under a day, where the two fill a box: so do columns of figures."""
    under = block + 1
    if under >= len(layout.blocks) or len(layout.blocks[under].text) > LABEL_CHARS_MAX:
        return ""
    label = bare(_label(layout, under))
    if not (label and (find_change(label) or PUBLISHED.search(label))):
        return ""
    boxes = (layout.boxes[each] for each in layout.outward(layout.blocks[block].box))
    is_pair = any((box.first, box.last) == (block, under + 1) for box in islice(boxes, PAIR_DEPTH))
    return label if is_pair else ""


def _label(layout: Layout, above: int) -> str:
    line = layout.blocks[above] if above >= 0 else None
    text = line.text if line else ""
    # The headline may end with "is being updated".
    if line and line.tag in HEADING_TAGS and not UPDATED.match(bare(text)):
        return ""
    is_label = 0 < len(text) <= LABEL_CHARS_MAX and not any(map(str.isdigit, text))
    return f"{text.rstrip(' :')}:" if is_label else ""


def _above(layout: Layout, block: int) -> int:
    """The head of a line's column, where the row above has only words; else the line above."""
    boxes = layout.boxes
    box = layout.blocks[block].box
    row = boxes[box].parent if box >= 0 else -1
    if row < 0 or boxes[row].last - boxes[row].first not in COLUMNS:
        return block - 1
    cells = _cells(layout, row)
    for above in range(row - 1, max(-1, row - BOXES_MAX), -1) if box in cells else ():
        if boxes[above].last != boxes[row].first or boxes[above].first > boxes[above].last - 2:
            continue
        heads = [boxes[head].first for head in _cells(layout, above)]
        if len(heads) == len(cells) and _are_labels(layout, heads):
            return heads[cells.index(box)]
    return block - 1


def _cells(layout: Layout, row: int) -> list[int]:
    """The boxes right inside a row, where each holds one block; else none."""
    boxes = layout.boxes
    found = []
    for index in range(row + 1, min(len(boxes), row + BOXES_MAX)):
        if boxes[index].parent < row:
            break
        if boxes[index].last - boxes[index].first != 1 or boxes[index].tag in PAIRED:
            return []
        if boxes[index].parent == row:
            found.append(index)
    return found


def _are_labels(layout: Layout, held: list[int]) -> bool:
    return all(_label(layout, index) for index in held)
