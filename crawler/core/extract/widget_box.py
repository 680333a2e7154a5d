"""Small boxes in an article that are none of it: they ask, lead elsewhere, or come twice."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS, prose_of
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.extract.told_lines import SENTENCE_STOPS
from crawler.core.noise.phrases import closing_kind

ASKING = frozenset(("follow", "consent", "infobox"))  # the kinds of lines that ask
OTHERS = frozenset(("related", "most_read", "latest", "teaser", "link_line"))
LABELS = frozenset(("related", "most_read", "latest"))
CARD_BLOCKS_MAX = 8  # of a box with links to other articles
CARD_LINE_MAX = 60  # of what announces them
SUMMARY_CHARS_MAX = 300
BLOCKS_MAX = 12  # of a box that asks
CHARS_MAX = 700
PARAGRAPH_CHARS = 160  # a box with a longer line beside the asking one tells more than it asks
SENTENCE_CHARS = 60
STORY_MAX = 600  # characters: of a longer text a notice is too small a part to look for
TOLD_MAX = 2  # sentences of a box that asks: one with more is a part of the article
SHARE_MAX = 0.4  # of the prose: only the start of an article may stand above it
RUN_MIN = 3  # lines one after the other that come twice: no text does that
RUN_CHARS_MIN = 100
RUN_SHARE_MAX = 0.3  # of the prose: more is the article itself, shown for two screens
PAIR_RULE = "ad"
TEXT_TAGS = frozenset(("p", "blockquote", "pre", "td"))  # a stanza may well come twice


def asking_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give its rule to all of a small box in which a line asks to subscribe, register or agree."""
    asking = [index for index in range(first, last) if rules.get(index) in ASKING]
    if not asking:
        return
    prose = prose_of(layout)
    total = story_prose(layout, first, last, rules)
    for index in asking:
        box = _around(layout, index)
        if box is None or box.first < first or box.last > last:
            continue
        rest = [each for each in range(box.first, box.last) if each not in rules]
        if rest and _asks(layout, box, rest) and sum(prose[e] for e in rest) <= SHARE_MAX * total:
            rules.update((each, rules[index]) for each in rest)


def story_prose(layout: Layout, first: int, last: int, rules: dict[int, str]) -> float:
    """Characters of running text that no rule has taken and that no site writes under an article.

    Of a story of one sentence such a notice may be the most.
    """
    prose = prose_of(layout)
    lines = [index for index in range(first, last) if index not in rules and prose[index]]
    total = sum(prose[index] for index in lines)
    if total > STORY_MAX:
        return total
    return sum(prose[index] for index in lines if not closing_kind(layout.blocks[index].text))


def card_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give a rule to what is left in a small box of links: their heading, and a card's summary."""
    for index in range(first, last):
        near = rules.get(index + 1) in OTHERS or rules.get(index - 1) in OTHERS
        text = layout.blocks[index].text
        if index in rules or not near or len(text) > SUMMARY_CHARS_MAX:
            continue
        box = _around(layout, index)
        if box is None or box.last - box.first > CARD_BLOCKS_MAX or box.tag in TEXT_TAGS:
            continue
        others = (rules.get(each) for each in range(box.first, box.last) if each != index)
        if not all(rule in OTHERS for rule in others):
            continue
        if box.first == index and _is_label(text):
            if _has_prose(layout, range(first, last), rules, index):  # else it is the story
                rules[index] = "lead_in"
        elif _is_summary(layout, box, index, last, rules) and (
            _has_prose(layout, range(first, box.first), rules, index)
        ):
            rules[index] = "teaser"


def _is_summary(layout: Layout, box: Box, index: int, last: int, rules: dict[int, str]) -> bool:
    """True for a line in a card below its first line."""
    return box.first < index and (_is_pictured(layout, box) or _ends(layout, box, last, rules))


def _has_prose(layout: Layout, lines: range, rules: dict[int, str], other: int) -> bool:
    """True for lines with text that no rule has taken, besides one of them."""
    prose = prose_of(layout)
    return any(prose[each] for each in lines if each not in rules and each != other)


def _is_label(text: str) -> bool:
    return len(text) <= CARD_LINE_MAX and not text.endswith(SENTENCE_ENDS)


def _ends(layout: Layout, box: Box, last: int, rules: dict[int, str]) -> bool:
    """True for a box under a label of its own, after which no text of the article stands."""
    prose, label = prose_of(layout), layout.blocks[box.first]
    own = layout.boxes[label.box]
    is_line = own is box or (own.last - own.first == 1 and layout.boxes[own.parent] is box)
    if not is_line or label.link_chars or rules.get(box.first) not in LABELS:
        return False
    return not any(prose[each] for each in range(box.last, last) if each not in rules)


def _is_pictured(layout: Layout, box: Box) -> bool:
    """True for a card: its picture stands in it above its first line."""
    pictures = (image.box for image in layout.images if image.block == box.first)
    return any(
        layout.boxes[each] is box for picture in pictures for each in layout.outward(picture)
    )


def _around(layout: Layout, index: int) -> Box | None:
    """The smallest box with the line and another one."""
    boxes = (layout.boxes[box] for box in layout.outward(layout.blocks[index].box))
    return next((box for box in boxes if box.last - box.first > 1), None)


def _asks(layout: Layout, box: Box, rest: list[int]) -> bool:
    """True for a box of a few short lines, without a headline of the page."""
    if box.last - box.first > BLOCKS_MAX:
        return False
    blocks = [layout.blocks[index] for index in rest]
    lengths = [len(block.text) for block in blocks]
    is_small = max(lengths) <= PARAGRAPH_CHARS and sum(lengths) <= CHARS_MAX
    if is_small and sum(map(_is_told, blocks)) > TOLD_MAX:
        return False
    return is_small and all(block.tag != "h1" for block in blocks)


def _is_told(block: Block) -> bool:
    """True for a whole sentence."""
    return len(block.text) >= SENTENCE_CHARS and block.text.endswith(SENTENCE_STOPS)


def twice_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> int:
    """Give a rule to both of two boxes that show the same three lines or more.

    Returns how many lines come again, wherever they stand.
    """
    kept = [index for index in range(first, last) if index not in rules]
    texts = [layout.blocks[index].text for index in kept]
    again = len(texts) - len(set(texts))
    if again < RUN_MIN:
        return again
    prose = prose_of(layout)
    limit = RUN_SHARE_MAX * sum(prose[index] for index in kept)
    for start, other, length in _runs(texts):
        pair = [kept[start : start + length], kept[other : other + length]]
        said = sum(len(text) for text in texts[start : start + length])
        is_small = sum(prose[index] for index in pair[0]) <= limit
        if said >= RUN_CHARS_MIN and is_small and all(_is_box(layout, run) for run in pair):
            rules.update((index, PAIR_RULE) for run in pair for index in run)
    return again


def _runs(texts: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where a run of lines begins, where it comes again, and how many lines it has."""
    seen: dict[str, int] = {}
    place = 0
    while place < len(texts):
        start, length = seen.get(texts[place], -1), 0
        while (
            start >= 0
            and start + length < place
            and place + length < len(texts)
            and texts[place + length] == texts[start + length]
        ):
            length += 1
        if length >= RUN_MIN:
            yield start, place, length
        for each in range(place, place + max(length, 1)):
            seen.setdefault(texts[each], each)
        place += max(length, 1)


def _is_box(layout: Layout, run: list[int]) -> bool:
    """True for lines that are the whole of a box, which is no paragraph."""
    boxes = layout.outward(layout.blocks[run[0]].box)
    around = next((layout.boxes[e] for e in boxes if layout.boxes[e].last > run[-1]), None)
    if around is None or around.tag in TEXT_TAGS | HEADING_TAGS:
        return False
    return around.first >= run[0] - 1 and around.last <= run[-1] + 2
