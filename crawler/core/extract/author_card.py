"""A card on a person amid an article: a name, and under it what the person does."""

from __future__ import annotations

from crawler.core.arabic.text import fold_text
from crawler.core.extract.layout import Box, Layout
from crawler.core.extract.person import CALLING, is_person

RULE = "byline"
BLOCKS_MAX = 4  # name, calling, a line on the work, a link
NAME_CHARS_MAX = 40
CALLING_CHARS_MAX = 120
CARDS_MAX = 1  # an article on several persons may introduce each so
CELLS = frozenset(("td", "th", "tr", "li", "dd", "dl"))


def card_of_person_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to the only such card of the article."""
    blocks = layout.blocks
    cards = [
        box
        for index in range(first, last - 1)
        if len(blocks[index].text) <= NAME_CHARS_MAX and " " in blocks[index].text
        if index not in rules and (box := _card(layout, index))
    ]
    if 0 < len(cards) <= CARDS_MAX and first <= cards[0].first and cards[0].last <= last:
        held = range(cards[0].first, cards[0].last)
        rules.update((index, RULE) for index in held if index not in rules)


def _card(layout: Layout, index: int) -> Box | None:
    """The small box that begins with this name over a calling, or None."""
    name, calling = layout.blocks[index], layout.blocks[index + 1]
    if len(calling.text) > CALLING_CHARS_MAX or name.text.isascii():
        return None  # the given names are Arabic
    if not is_person(name.text) or not CALLING.match(fold_text(calling.text)):
        return None
    boxes = (layout.boxes[box] for box in layout.outward(name.box))
    box = next((box for box in boxes if box.last > index + 1), None)
    if box is None or box.first != index or box.tag in CELLS:
        return None
    return box if box.last - box.first <= BLOCKS_MAX else None
