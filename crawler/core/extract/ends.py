"""Where an article's text begins and ends: the short lines above and below it are not part of it.

What stays at the ends: a deck (a subheading as long as a sentence, between headline and text), and
the short last items of a list that the text ends with.
"""

from __future__ import annotations

import re

from crawler.core.extract.byline import is_byline
from crawler.core.extract.consent import is_cookie_notice
from crawler.core.extract.container import (
    HEADING_TAGS,
    LINKED_SHARE,
    SENTENCE_ENDS,
    prose_chars,
)
from crawler.core.extract.core_box import drop_head, drop_tail
from crawler.core.extract.date_line import is_date_line
from crawler.core.extract.dates.labels import PUBLISHED
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.part_titles import first_title
from crawler.core.extract.short_lines import lines_around, short_lines, verses_around
from crawler.core.extract.tail_lines import head_start, is_own_label, tail_end
from crawler.core.extract.under_deck import drop_under_deck
from crawler.core.noise.phrases import closing_kind, kind_of_line

BESIDE_SHARE = 0.5  # of the paragraphs: a box with more of them is that of the article
LINE_CHARS_MAX = 60
DATED_CHARS_MAX = 120  # of a line that says when the article was published
DECK_WORDS_MIN = 7
PLACED = re.compile(
    r"[^\W\d_][^\d«»:]{1,25}\s[-\u2013|/]\s[«\"\u201c][^«»\"\u201d]{3,40}[»\"\u201d]"
)
DATELINE_JOINT = re.compile(r"\w\s*/\s*\w|\w\s+[-\u2013|]\s+\w")
LABELS = re.compile(r"(?<!\w)([^\W\d_]{2,20})\s?:")
LABELS_MIN = 2  # in one line: then it tells of the article
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
    _drop_lines(layout, span, rules, solid)
    if not is_chosen:
        drop_tail(layout, rules, solid)
        drop_head(layout, rules, solid, kept)
    left = [index for index in kept if index not in rules]
    solid = verses_around(layout, left, solid) or short_lines(layout, left)
    solid = lines_around(layout, left, solid)
    if not solid:
        rules.update((index, "edge") for index in kept if index not in rules)
        return
    first, last = solid[0], _last(layout, kept, rules, solid[-1])
    if last < kept[-1]:
        last = tail_end(layout, kept, rules, last)
    drop_under_deck(layout, rules, [index for index in kept if first <= index <= last])
    decks = _decks(layout, kept, rules, first)
    above = head_start(layout, kept, rules, first)
    first = above if above < first else first_title(layout, kept, solid, first, rules)
    for index in kept:
        if (index < first and index not in decks) or index > last:
            rules.setdefault(index, "edge")


def _drop_lines(layout: Layout, span: Span, rules: dict[int, str], solid: list[int]) -> None:
    """Take lines off both ends that tell what they are."""
    while solid and is_cookie_notice(layout.blocks[solid[0]].text):
        rules[solid.pop(0)] = "consent"
    while solid and (kind := _foot_kind(layout.blocks[solid[-1]].text)):
        last = solid.pop()
        rules[last] = kind
        if kind == "notice":
            _drop_beside(layout, span, rules, solid, last)
    while len(solid) > 1 and (kind := _head_kind(layout.blocks[solid[0]].text)):
        rules[solid.pop(0)] = kind


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
    own = layout.boxes[layout.blocks[notice].box]
    parent = own if own.last - own.first > 1 else layout.boxes[own.parent]
    if not span[0] < parent.first or parent.last > span[1]:
        return
    if sum(index >= parent.first for index in solid) > BESIDE_SHARE * len(solid):
        return  # it stands under the article itself
    while solid and solid[-1] >= parent.first:
        rules[solid.pop()] = "notice"


def _head_kind(text: str) -> str | None:
    """What a line above the text is, or None for one of the article."""
    if len(text) <= DATED_CHARS_MAX and is_dated(text):
        if kind_of_line(text) == "byline" or (is_byline(text) and PUBLISHED.search(text)):
            return "byline"
        if is_date_line(text.partition("|")[0].strip()) or _is_labelled(text):
            return "edge"
    return "edge" if _is_dateline(text) else None


def _is_labelled(text: str) -> bool:
    """True for a line of facts on the article: "source: …, date: …, read: …"."""
    return sum(is_own_label(label) for label in LABELS.findall(text)) >= LABELS_MIN


def _is_dateline(text: str) -> bool:
    """True for "place / publisher:" or "place - «publisher»" in a line above the text."""
    if PLACED.fullmatch(text):
        return True
    is_short = len(text) < LINE_CHARS_MAX and text.endswith(":")
    return is_short and DATELINE_JOINT.search(text) is not None


def _is_solid(block: Block) -> bool:
    if prose_chars(block) == 0:
        return False
    return len(block.text) >= LINE_CHARS_MAX or block.text.endswith(SENTENCE_ENDS)
