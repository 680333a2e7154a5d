"""An article that a page shows twice: for two screens, for print, or its start as a summary."""

from __future__ import annotations

import re

from crawler.core.extract.container import HEADING_TAGS, prose_of
from crawler.core.extract.layout import Layout
from crawler.core.noise.phrases import closing_kind

COPY_RULE, START_RULE = "tail", "pull_quote"
COPY_MIN = 0.4  # of the prose: less is what a text says twice
SAME_MIN = 0.8  # of the prose below the first line that comes again
LINES_MIN = 2
START_LINES, START_CHARS_MIN = 3, 40
CUT = " .…"
DOTS = ("...", "…")
ARABIC = re.compile(r"[\u0621-\u064a]")


def copy_rules(layout: Layout, first: int, last: int, rules: dict[int, str], again: int) -> None:
    """Give its rule to the second of two copies, to a translation, and to a start shown twice.

    `again`: how many lines come twice.
    """
    kept = [index for index in range(first, last) if index not in rules]
    _start_rules(layout, kept, rules)
    start = _second(layout, kept) if again >= LINES_MIN else None
    if start is None and kept and ARABIC.search(layout.blocks[kept[0]].text):
        start = _translation(layout, kept)
    if start is not None:
        rules.update((index, COPY_RULE) for index in kept if index >= start)


def _second(layout: Layout, kept: list[int]) -> int | None:
    """Where the second copy of all paragraphs begins."""
    prose = prose_of(layout)
    seen: dict[str, int] = {}
    again = [
        index
        for index in kept
        if prose[index] and seen.setdefault(layout.blocks[index].text, index) != index
    ]
    if len(again) < LINES_MIN:
        return None
    head = min(again, key=lambda index: seen[layout.blocks[index].text])
    again = [index for index in again if index >= head]  # a text may say a line twice itself
    same, total = (sum(prose[index] for index in part) for part in (again, kept))
    below = sum(prose[index] for index in kept if index >= again[0])
    if same < max(SAME_MIN * below, COPY_MIN * total):
        return None
    boxes = (layout.boxes[place] for place in layout.outward(layout.blocks[again[0]].box))
    own = next(box for box in boxes if box.last > again[-1])
    return own.first if own.first > seen[layout.blocks[again[-1]].text] else None


def _start_rules(layout: Layout, kept: list[int], rules: dict[int, str]) -> None:
    """Give the rule to a summary above the text that is the start of its first paragraph."""
    for place, index in enumerate(kept[:START_LINES]):
        block = layout.blocks[index]
        text, is_cut = block.text.rstrip(CUT), block.text.endswith(DOTS)
        if len(text) < START_CHARS_MIN:
            continue
        below = (layout.blocks[each] for each in kept[place + 1 : place + 1 + START_LINES])
        if any(
            each.text.startswith(text) and (is_cut or each.tag != block.tag)
            for each in below
            if len(each.text) > len(text) + 1
        ):
            rules[index] = START_RULE


def _is_strange(text: str) -> bool:
    """True for a line without an Arabic letter, and for one of the site that ends the page."""
    return ARABIC.search(text) is None or closing_kind(text) is not None


def _translation(layout: Layout, kept: list[int]) -> int | None:
    """The heading without an Arabic letter from which on an Arabic text has none."""
    place = len(kept)
    while place and _is_strange(layout.blocks[kept[place - 1]].text):
        place -= 1
    if not 0 < place < len(kept) - 1:
        return None
    blocks = [layout.blocks[index] for index in kept[place:]]
    start = next((at for at, block in enumerate(blocks) if block.tag in HEADING_TAGS), None)
    if start is None:
        return None
    prose = prose_of(layout)
    told = sum(prose[index] > 0 for index in kept[place + start :])
    return kept[place + start] if told >= LINES_MIN else None
