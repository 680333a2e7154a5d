"""Tables of facts inside an article: prices, results, casualties. Every cell of them is text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from crawler.core.extract.layout import Block, Box, Layout

CELLS = frozenset(("td", "th"))
ROWS_MIN = 2
CELLS_MIN = 2  # of a row
ROWS_SHARE = 0.6  # of the rows have so many cells
CELL_CHARS_MAX = 120  # a table with longer cells lays out the page
LEVELS_MAX = 8  # boxes between a text and its cell
LINKED_SHARE = 0.75
LINK_WORDS_MIN = 4  # a link of so many words is the headline of another article
LINKS_SHARE = 0.2


def table_blocks(layout: Layout, first: int, last: int) -> frozenset[int]:
    """The blocks from `first` to `last` (exclusive) that stand in a table of facts.

    Its rows have two or more short cells, and its links are no headlines. A table that lays out
    the page has long cells, rows of one, or tables in it.
    """
    found: set[int] = set()
    tables = [box for box in layout.boxes if box.tag == "table"]
    for box, following in zip_longest(tables, tables[1:]):
        is_inside = first <= box.first and box.last <= last
        is_innermost = following is None or following.first >= box.last
        if is_inside and is_innermost and _is_facts(layout, box):
            found.update(range(box.first, box.last))
    return frozenset(found)


def _is_facts(layout: Layout, table: Box) -> bool:
    blocks = layout.blocks[table.first : table.last]
    if any(len(block.text) > CELL_CHARS_MAX for block in blocks):
        return False
    linked = sum(map(_is_headline, blocks))
    if linked > LINKS_SHARE * len(blocks):
        return False
    rows = _rows(layout, blocks)
    full = sum(cells >= CELLS_MIN for cells in rows.values())
    return full >= ROWS_MIN and full >= ROWS_SHARE * len(rows)


def _is_headline(block: Block) -> bool:
    return block.link_share > LINKED_SHARE and len(block.text.split()) >= LINK_WORDS_MIN


def _rows(layout: Layout, blocks: list[Block]) -> dict[int, int]:
    """For the box of each row the number of its cells that hold text."""
    rows: dict[int, int] = {}
    for cell in dict.fromkeys(_cells(layout, blocks)):
        row = layout.boxes[cell].parent
        rows[row] = rows.get(row, 0) + 1
    return rows


def _cells(layout: Layout, blocks: list[Block]) -> Iterator[int]:
    for block in blocks:
        box = block.box
        for _ in range(LEVELS_MAX):
            if box < 0 or layout.boxes[box].tag in CELLS:
                break
            box = layout.boxes[box].parent
        if box >= 0 and layout.boxes[box].tag in CELLS:
            yield box
