"""Small boxes that want something of the reader: with a field to fill in, or with a button."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.core.extract.container import SENTENCE_ENDS, prose_of
from crawler.core.extract.hints import make_of
from crawler.core.extract.layout import Box, Layout
from crawler.core.extract.widget_box import TEXT_TAGS, story_prose

FIELD_RULE, BUTTON_RULE = "form", "ad"
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s?/\s?\d{1,2}:\d{2}(?::\d{2})?")  # of a player
SIGN_CHARS_MAX = 60
PERCENT = frozenset("%٪")
SHARE = re.compile(r"\d\s?[%٪]")
SHARES_MIN = 2
BLOCKS_MAX = 12
LINE_CHARS_MAX = 160  # a longer line tells more than it asks
CHARS_MAX = 500
SHARE_MAX = 0.25  # of the prose: a short article may have a field in its box
STORY_CHARS = 40  # of a sentence above such a box: a story of so little may be shorter than that
TINY = 120  # characters of prose of a question, or of what a newsletter brings
APPS = re.compile(
    r"//(?:wa\.me|whatsapp\.com/channel|play\.google\.com|(?:apps|itunes)\.apple\.com)/|"
    r"//(?:chat|www)\.whatsapp\.com/|//news\.google\.com/publications/|//t\.me/\+?\w+/?(?![\w/])"
)
APP_CHARS_MAX = 100
BUTTON_BLOCKS_MAX = 8
BUTTON_WORDS_MAX = 4  # of a link that is to be pressed: a headline has more
BUTTON_CHARS_MAX = 30
ROWS = frozenset(("li", "th", "td", "dd", "tr", "tbody", "table", "ul", "ol"))
BUTTONS_MAX = 2  # boxes with a button: more are what the article lists
ALIKE_MAX = 1  # small boxes of its make with a text: several are the items of a list


def field_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to the lines around a field, a player's clock, and what readers voted for."""
    clocks, votes = _signs(layout, first, last)
    fields = [each for each in layout.fields if _is_between(layout, each, first, last)]
    if not (fields or clocks or votes):
        return
    limit = _limit(layout, first, last, rules)
    for place in (*fields, *clocks, *votes):
        box = _widest(layout, place, (first, last), rules, limit)
        if box is not None and (place not in votes or _is_poll(layout, box)):
            new = (index for index in range(box.first, box.last) if index not in rules)
            rules.update((index, FIELD_RULE) for index in new)


def _is_between(layout: Layout, place: int, first: int, last: int) -> bool:
    """True when the smallest box with a line around a place has one of these lines."""
    while place >= 0 and layout.boxes[place].last == layout.boxes[place].first:
        place = layout.boxes[place].parent
    return place >= 0 and first < layout.boxes[place].last and layout.boxes[place].first < last


def _signs(layout: Layout, first: int, last: int) -> tuple[list[int], list[int]]:
    """The boxes of clocks of players, and of lines that end with a share."""
    clocks, votes = [], []
    for block in layout.blocks[first:last]:
        if len(text := block.text) <= SIGN_CHARS_MAX:
            if text[-1] in PERCENT:
                votes.append(block.box)
            elif text[0].isdecimal() and CLOCK.fullmatch(text):
                clocks.append(block.box)
    return clocks, votes


def _is_poll(layout: Layout, box: Box) -> bool:
    """True for a question with two shares or more under it."""
    texts = [block.text for block in layout.blocks[box.first : box.last]]
    asked = next((place for place, text in enumerate(texts) if text[-1] in "?؟"), len(texts))
    return len(SHARE.findall(" ".join(texts[asked + 1 :]))) >= SHARES_MIN


def _widest(
    layout: Layout, place: int, span: tuple[int, int], rules: dict[int, str], limit: float
) -> Box | None:
    """The widest box around a place that only asks, or None."""
    widest = None
    for box in (layout.boxes[each] for each in layout.outward(place)):
        if box.first < span[0] or box.last > span[1]:
            break
        is_under = limit < TINY and _has_story(layout, range(span[0], box.first), rules)
        if not _asks(layout, box, rules, TINY if is_under else limit):
            break
        widest = box
    return widest


def _has_story(layout: Layout, above: range, rules: dict[int, str]) -> bool:
    """True for lines with a sentence that no rule has taken."""
    prose = prose_of(layout)
    return any(prose[index] >= STORY_CHARS for index in above if index not in rules)


def button_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to a few lines in a box of their own that end with a button.

    A list of things with a button each stays, and so does a box that is made as those of the
    article's paragraphs are.
    """
    links = (index for index in range(first, last) if rules.get(index) == "link_line")
    found = [box for index in links if (box := _over(layout, index))]
    if not found:
        return
    limit = _limit(layout, first, last, rules)
    small = [box for box in found if first <= box.first and box.last <= last]
    small = [box for box in small if _is_open(box, rules) and _asks(layout, box, rules, limit)]
    if len(small) > BUTTONS_MAX:
        return
    for box in small:
        alike = (each for each in _alike(layout, box) if _is_told(layout, each, rules, limit))
        if len(list(alike)) <= ALIKE_MAX:
            new = (index for index in range(box.first, box.last) if index not in rules)
            rules.update((index, BUTTON_RULE) for index in new)


def _is_open(box: Box, rules: dict[int, str]) -> bool:
    """True for a box with a line that no rule has taken."""
    return any(index not in rules for index in range(box.first, box.last))


def leads_to_app(layout: Layout, index: int) -> bool:
    """True for a short line, no sentence, with a link to a channel or to a shop for apps."""
    block = layout.blocks[index]
    if len(block.text) > APP_CHARS_MAX or block.text.endswith(SENTENCE_ENDS):
        return False
    return any(each.block == index and APPS.search(each.href) for each in layout.anchors)


def _over(layout: Layout, index: int) -> Box | None:
    """The box that ends with a block that is a short link and nothing else, or None."""
    text = layout.blocks[index].text
    if len(text) > BUTTON_CHARS_MAX or text.count(" ") >= BUTTON_WORDS_MAX:
        return None
    boxes = (layout.boxes[box] for box in layout.outward(layout.blocks[index].box))
    box = next((box for box in boxes if box.last - box.first > 1), None)
    if box is None or box.last != index + 1 or box.last - box.first > BUTTON_BLOCKS_MAX:
        return None
    return None if box.tag in TEXT_TAGS | ROWS else box


def _asks(layout: Layout, box: Box, rules: dict[int, str], limit: float) -> bool:
    """True for a box of a few short lines, without a headline of the page."""
    if box.last - box.first > BLOCKS_MAX:
        return False
    held = range(box.first, box.last)
    if any(layout.blocks[each].tag == "h1" or rules.get(each) == "headline" for each in held):
        return False
    lengths = [len(layout.blocks[each].text) for each in held if each not in rules]
    if max(lengths, default=0) > LINE_CHARS_MAX or sum(lengths) > CHARS_MAX:
        return False
    return _prose(layout, box, rules) <= limit


def _is_told(layout: Layout, box: Box, rules: dict[int, str], limit: float) -> bool:
    """True for a small box with a text, which is not that of the article.

    Where no name tells boxes apart, the one around a paragraph alone is none.
    """
    lines = box.last - box.first
    is_small = 1 + (not make_of(box.hint)) <= lines <= BLOCKS_MAX
    return is_small and 0 < _prose(layout, box, rules) <= limit


def _alike(layout: Layout, box: Box) -> Iterator[Box]:
    """The boxes of its make that stand beside a box, with itself."""
    make = (box.parent, box.tag, make_of(box.hint))
    return (
        each
        for each in layout.boxes
        if each.parent == box.parent and (each.parent, each.tag, make_of(each.hint)) == make
    )


def _limit(layout: Layout, first: int, last: int, rules: dict[int, str]) -> float:
    return SHARE_MAX * story_prose(layout, first, last, rules)


def _prose(layout: Layout, box: Box, rules: dict[int, str]) -> float:
    prose = prose_of(layout)
    return sum(prose[index] for index in range(box.first, box.last) if index not in rules)
