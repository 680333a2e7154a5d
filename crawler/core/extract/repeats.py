"""Sentences that a page shows twice: pull quotes, and decks that the text begins with."""

from __future__ import annotations

import re

from crawler.core.arabic.text import single_spaced
from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS
from crawler.core.extract.layout import Block, Layout

RULE = "pull_quote"
WORDS_MIN = 5
QUOTED_WORDS_MIN = 3  # of what an element for quotations holds
QUOTED_MAX = 400  # characters of a pull quote
FRAMED_MAX = 3  # blocks of a box with a pull quote, its sign, and who said it
NAME = "quote"
BOX, PARAGRAPH = "div", "p"
QUOTE_TAGS = frozenset(("blockquote", "aside", "q"))
# One look at all of them takes half of one for each, though most texts have two or three.
MARKS = re.compile("[\"'«»“”„‟‘’\u0640\u064b-\u0652]")
EDGES = " .…:،,-–—"
# None of these begins a line that is compared.
IGNORED = f"{EDGES}\"'«»“”„‟‘’\u0640{''.join(map(chr, range(0x064B, 0x0653)))}"


def repeat_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to quotes and subheadings that the text itself says, word for word.

    Paragraphs that are repeated stay: a text may say a thing twice.
    """
    kept = [index for index in range(first, last) if index not in rules]
    _framed_rules(layout, kept, rules)
    kept = [index for index in kept if index not in rules]
    has_p = _is_in_paragraphs(layout, kept)
    shown = {
        index: None
        for index in kept
        if _is_quote(layout, index)
        or (layout.blocks[index].tag == BOX and _is_boxed(layout.blocks[index], has_p=has_p))
    }
    if not shown:
        return
    others = [layout.blocks[index].text for index in kept if index not in shown]
    words = {index: _plain(layout.blocks[index].text).strip(EDGES) for index in shown}
    headings = {index for index in shown if layout.blocks[index].tag in HEADING_TAGS}
    firsts = {words[index][:1] for index in headings}
    lines = {_plain(line).strip(EDGES) for line in others if line.lstrip(IGNORED)[:1] in firsts}
    text = _plain("\n".join(others)) if len(headings) < len(shown) else ""
    for index in shown:
        if words[index] in (lines if index in headings else text):
            rules[index] = RULE
        elif index in headings:
            lines.add(words[index])  # a deck that comes twice


def _framed_rules(layout: Layout, kept: list[int], rules: dict[int, str]) -> None:
    """Give the rule to paragraphs in small boxes of their own that stand in a paragraph as well.

    Word for word: to compare all of a text in its plain form takes ten times as long.
    """
    blocks = layout.blocks
    framed = [
        index for index in kept if blocks[index].tag == PARAGRAPH and _is_framed(layout, index)
    ]
    for index in framed:
        words = blocks[index].text.strip(IGNORED)
        if any(words in blocks[each].text for each in kept if each not in framed):
            rules[index] = RULE


def _is_in_paragraphs(layout: Layout, kept: list[int]) -> bool:
    """True where more of the text stands in paragraphs than in boxes."""
    chars = {PARAGRAPH: 0, BOX: 0}
    for index in kept:
        block = layout.blocks[index]
        if block.tag in chars:
            chars[block.tag] += len(block.text)
    return chars[PARAGRAPH] > chars[BOX]


def _is_quote(layout: Layout, index: int) -> bool:
    """True for a heading, and for a short text that a tag or a name calls a quotation."""
    block = layout.blocks[index]
    if block.tag in QUOTE_TAGS and block.text.count(" ") >= QUOTED_WORDS_MIN - 1:
        return len(block.text) <= QUOTED_MAX
    if block.tag not in HEADING_TAGS and block.tag not in QUOTE_TAGS:
        box = layout.boxes[block.box]
        around = layout.boxes[max(box.parent, 0)]
        if around.tag not in QUOTE_TAGS and NAME not in box.hint and NAME not in around.hint:
            return False
    return len(block.text) <= QUOTED_MAX and block.text.count(" ") >= WORDS_MIN - 1


def _is_boxed(block: Block, *, has_p: bool) -> bool:
    """True for words in a box of their own where paragraphs are none, or without a full stop."""
    if block.link_chars or len(block.text) > QUOTED_MAX:
        return False
    is_apart = has_p or not block.text.endswith(SENTENCE_ENDS)
    return is_apart and block.text.count(" ") >= WORDS_MIN - 1


def _is_framed(layout: Layout, index: int) -> bool:
    """True for a paragraph without a full stop in a small box of its own."""
    block = layout.blocks[index]
    around = layout.boxes[max(layout.boxes[block.box].parent, 0)]
    is_small = around.tag == BOX and around.last - around.first <= FRAMED_MAX
    return is_small and _is_boxed(block, has_p=False)


def _plain(text: str) -> str:
    """The text without quotation marks, vowel signs and spaces that are not needed."""
    return single_spaced(MARKS.sub("", text))
