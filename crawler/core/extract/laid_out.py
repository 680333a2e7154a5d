"""Where an element of the page stands among the blocks of its layout."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from crawler.core.extract.layout import Layout


def block_of(layout: Layout, node: LexborNode) -> int | None:
    """The first block of the box that holds a node, None for what is not laid out."""
    current: LexborNode | None = node
    while current is not None:
        box = layout.box_of.get(current.mem_id)
        if box is not None:
            return layout.boxes[box].first
        current = current.parent
    return None
