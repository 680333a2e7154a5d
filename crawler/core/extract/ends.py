"""Where an article's text begins and ends: the short lines above and below it are not part of it.

What stays at the ends: a deck (a subheading as long as a sentence, between headline and text), and
the short last items of a list that the text ends with.
"""

from __future__ import annotations

from crawler.core.extract.consent import is_cookie_notice
from crawler.core.extract.container import (
    HEADING_TAGS,
    LINKED_SHARE,
    PROSE_CHARS,
    SENTENCE_ENDS,
    make_of,
    prose_chars,
)
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.noise.phrases import closing_kind, kind_of_line

CORE_SHARE = 0.6  # of the paragraphs in one box: what follows that box is no part of the article
BESIDE_SHARE = 0.5  # of the paragraphs: a box with more of them is that of the article
LINE_CHARS_MAX = 60
DECK_WORDS_MIN = 7
Span = tuple[int, int]


def trim(  # noqa: PLR0913 - what the text is made of
    layout: Layout,
    span: Span,
    rules: dict[int, str],
    *,
    is_chosen: bool,
    tables: frozenset[int],
    entries: frozenset[int],
) -> None:
    """Give a rule to every block of `span` before the first and after the last of the article.

    Args:
        layout: The page.
        span: First and last (exclusive) block of the article's box.
        rules: Why blocks are no part of the article; those of the ends are added.
        is_chosen: A profile's selector names the box: another text after it is then none.
        tables: Blocks of tables of facts: at the end of a text they are part of it.
        entries: Blocks of live entries: as good as paragraphs wherever they stand.
    """
    kept = [index for index in range(*span) if index not in rules]
    whole = tables | entries
    solid = [index for index in kept if index in whole or _is_solid(layout.blocks[index])]
    while solid and solid[0] in tables:  # a table above the text tells its date and section
        solid.pop(0)
    while solid and is_cookie_notice(layout.blocks[solid[0]].text):
        rules[solid.pop(0)] = "consent"
    while solid and (kind := _foot_kind(layout.blocks[solid[-1]].text)):
        last = solid.pop()
        rules[last] = kind
        if kind == "notice":
            _drop_beside(layout, span, rules, solid, last)
    if not is_chosen:
        _drop_tail(layout, rules, solid)
        _drop_head(layout, rules, solid, kept)
    if not solid:  # a body of short lines, or no body at all
        told = (index for index in kept if index not in rules)
        solid = [index for index in told if _is_told(layout.blocks[index])]
    if not solid:
        rules.update((index, "edge") for index in kept if index not in rules)
        return
    first, last = solid[0], _last(layout, kept, rules, solid[-1])
    decks = _decks(layout, kept, rules, first)
    for index in kept:
        if (index < first and index not in decks) or index > last:
            rules.setdefault(index, "edge")


def _foot_kind(text: str) -> str | None:
    """What a line at the end of the page is, or None for one of the article."""
    return closing_kind(text) or ("consent" if is_cookie_notice(text) else None)


def _decks(layout: Layout, kept: list[int], rules: dict[int, str], first: int) -> set[int]:
    """The decks above the first paragraph: what is above a headline is none."""
    headlines = [index for index, rule in rules.items() if rule == "headline" and index < first]
    top = max(headlines, default=-1)
    return {index for index in kept if top < index < first and _is_deck(layout.blocks[index])}


def _is_deck(block: Block) -> bool:
    return (
        block.tag in HEADING_TAGS
        and block.link_share < LINKED_SHARE
        and len(block.text.split()) >= DECK_WORDS_MIN
        and kind_of_line(block.text) is None
    )


def _last(layout: Layout, kept: list[int], rules: dict[int, str], last: int) -> int:
    """The last block of the text with the items after it: of its list, or of one it announces."""
    block = layout.blocks[last]
    if block.tag == "li":
        items = layout.boxes[layout.boxes[block.box].parent]
    elif block.text.endswith(":") and (following := _list_at(layout, last + 1)):
        items = following
    else:
        return last
    rest = (
        index
        for index in kept
        if last < index < items.last and layout.blocks[index].link_share < LINKED_SHARE
    )
    return max((index for index in rest if index not in rules), default=last)


def _list_at(layout: Layout, index: int) -> Box | None:
    """The list whose first item is this block."""
    if index >= len(layout.blocks) or layout.blocks[index].tag != "li":
        return None
    return layout.boxes[layout.boxes[layout.blocks[index].box].parent]


def _drop_beside(
    layout: Layout, span: Span, rules: dict[int, str], solid: list[int], notice: int
) -> None:
    """What stands in a box of its own with a notice is part of it."""
    parent = layout.boxes[layout.boxes[layout.blocks[notice].box].parent]
    if not span[0] < parent.first or parent.last > span[1]:
        return
    if sum(index >= parent.first for index in solid) > BESIDE_SHARE * len(solid):
        return  # it stands under the article itself
    while solid and solid[-1] >= parent.first:
        rules[solid.pop()] = "notice"


def _core_of(layout: Layout, solid: list[int]) -> Box | None:
    """The box whose parts hold most of the paragraphs, None where no box holds enough of them."""
    chars: dict[int, int] = {}
    for index in solid:
        box = layout.boxes[layout.blocks[index].box]
        chars[box.parent] = chars.get(box.parent, 0) + len(layout.blocks[index].text)
    core = max(chars, key=lambda box: chars[box], default=-1)
    enough = CORE_SHARE * sum(chars.values())
    return layout.boxes[core] if core >= 0 and chars[core] >= enough else None


def _drop_tail(layout: Layout, rules: dict[int, str], solid: list[int]) -> None:
    """Prose after the box of most paragraphs, elsewhere in the article's box, is another text."""
    main = _core_of(layout, solid)
    while main and solid and solid[-1] >= main.last:
        beside = layout.boxes[layout.boxes[layout.blocks[solid[-1]].box].parent]
        if _is_alike(main, beside):
            return  # the article goes on in a box of the same make
        rules[solid.pop()] = "tail"


def _drop_head(layout: Layout, rules: dict[int, str], solid: list[int], kept: list[int]) -> None:
    """Before the box of most paragraphs only a lead is text; what stands around it is about it."""
    main = _core_of(layout, solid)
    if main is None or not solid or solid[0] >= main.first:
        return
    beside = layout.boxes[layout.boxes[layout.blocks[solid[0]].box].parent]
    if make_of(main.hint) and _is_alike(main, beside):
        return
    for index in kept:
        block = layout.blocks[index]
        if index >= main.first:
            break
        is_deck = index == solid[0] and len(block.text) >= PROSE_CHARS
        if not (is_deck or block.tag in HEADING_TAGS or block.text.endswith(SENTENCE_ENDS)):
            rules.setdefault(index, "edge")
    solid[:] = [index for index in solid if index not in rules]


def _is_alike(main: Box, beside: Box) -> bool:
    """True for boxes of one make; without a name only for boxes that stand side by side."""
    make = make_of(main.hint)
    if (beside.tag, make_of(beside.hint)) != (main.tag, make):
        return False
    return bool(make) or beside.parent == main.parent


def _is_told(block: Block) -> bool:
    """True for a line that may be all of a short article's text."""
    return prose_chars(block) > 0 and closing_kind(block.text) is None


def _is_solid(block: Block) -> bool:
    if prose_chars(block) == 0:
        return False
    return len(block.text) >= LINE_CHARS_MAX or block.text.endswith(SENTENCE_ENDS)
