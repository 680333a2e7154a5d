"""The foot of a page that no name calls so: around the line on the rights, or "about us"."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.extract.container import prose_of
from crawler.core.extract.layout import Box, Layout
from crawler.core.extract.own_pages import OWN_PAGES
from crawler.core.noise.phrases import closing_kind, key_of

BLOCKS_MAX = 25  # from the end of the page, where such a line stands
LINE_CHARS_MAX = 300
LINK_CHARS_MAX = 25  # of a link to what the site says of itself
LINKED_SHARE = 0.5
SIGNS = ("©", "محفوظ", "حقوق", "opyright", "eserv", "OPYRIGHT", "ESERV", "orbehalten")
SHARE_MAX = 0.5  # of the prose above it: a foot with more may be the article
SMALL_MAX = 8  # blocks of a foot that may have more prose than a short story
MAIN_TAG = "h1"


def footer_blocks(layout: Layout, names: Iterable[str]) -> frozenset[int]:
    """The blocks of the page's foot; empty where none is told from the article.

    It has half of the prose that stands above it at most, or is small and tells of the site, which
    has one of these `names`.
    """
    blocks = layout.blocks
    for index in range(len(blocks) - 1, max(-1, len(blocks) - BLOCKS_MAX), -1):
        text = blocks[index].text
        if len(text) > LINE_CHARS_MAX or not any(map(text.__contains__, SIGNS)):
            continue
        if closing_kind(text) == "copyright":
            return _foot(layout, index, names)
    for index in range(len(blocks) - 1, max(-1, len(blocks) - BLOCKS_MAX), -1):
        text = blocks[index].text
        is_link = blocks[index].link_share > LINKED_SHARE and len(text) <= LINK_CHARS_MAX
        if is_link and key_of(text) in OWN_PAGES:
            return _foot(layout, index, names)
    return frozenset()


def _foot(layout: Layout, index: int, names: Iterable[str]) -> frozenset[int]:
    foot = _around(layout, index, names)
    return frozenset(range(foot.first, foot.last)) if foot else frozenset()


def _around(layout: Layout, index: int, names: Iterable[str]) -> Box | None:
    """The widest box around a line that is a foot, or None."""
    sums = layout.sums(prose_of(layout))
    found = row = None
    for place in layout.outward(layout.blocks[index].box):
        box = layout.boxes[place]
        if box.last - box.first == 1:
            row = box
        elif _is_foot(layout, box, sums):
            found = box
        else:
            is_small = found is None and _tells_of_site(layout, box, index, names)
            found = box if is_small and _may_be(layout, box, sums) else found
            break
    return found or (_beside(layout, row, sums) if row else None)


def _may_be(layout: Layout, box: Box, sums: list[float]) -> bool:
    """True for a box under running text, without a headline of the page."""
    held = layout.blocks[box.first : box.last]
    return sums[box.first] > 0 and all(block.tag != MAIN_TAG for block in held)


def _is_foot(layout: Layout, box: Box, sums: list[float]) -> bool:
    is_less = sums[box.last] - sums[box.first] <= SHARE_MAX * sums[box.first]
    return is_less and _may_be(layout, box, sums)


def _beside(layout: Layout, row: Box, sums: list[float]) -> Box | None:
    """The foot right above a line on the rights that stands in a row of its own, or None."""
    siblings = (box for box in layout.boxes if box.parent == row.parent)
    above = next((box for box in siblings if box.first + 1 < box.last == row.first), None)
    return above if above and _is_foot(layout, above, sums) else None


def _tells_of_site(layout: Layout, box: Box, line: int, names: Iterable[str]) -> bool:
    """True for a small box with a sentence, beside the line on the rights, that names the site."""
    if box.last - box.first > SMALL_MAX:
        return False
    prose = prose_of(layout)
    held = (index for index in range(box.first, box.last) if index != line and prose[index])
    keys = [f" {key_of(name)} " for name in names]
    told = [f" {key_of(layout.blocks[index].text)} " for index in held]
    return bool(told) and all(any(key in text for key in keys) for text in told)
