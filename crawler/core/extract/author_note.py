"""What a page tells of the author above or below the article: it is no part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.core.arabic.text import fold_text
from crawler.core.article import Author, Removed
from crawler.core.extract.body import Body
from crawler.core.extract.layout import Layout
from crawler.core.extract.person import CALLING, NAME, is_person
from crawler.core.extract.tail_lines import FACT, is_own_label
from crawler.core.noise.phrases import closing_kind, key_of

RULE = "byline"
NAME_WORDS_MIN = 2
NOTE_CHARS_MAX = 600
# A name and a calling in one: "Sara Ahmed is a journalist", and the same in Arabic.
INTRODUCED = re.compile(
    r"(?:\w+\s){2,4}(?:كاتبه?|صحفيه?|صحافيه?|باحثه?|محرره?|مراسله?|اعلاميه?|اكاديميه?|روائيه?|"
    r"ناشطه?)(?!\w)|"
    r"(?:\w+\s){2,4}is an? (?:\w+\s){0,4}"
    r"(?:journalist|writer|reporter|editor|correspondent|columnist|author|producer|researcher)\b"
)
NAME_CHARS_MAX = 60
BY = re.compile(r"^(?:by|بقلم|كتب)\s*:?\s+", re.IGNORECASE)
LINKED_SHARE = 0.75
NOTE_BLOCKS_MAX = 3  # of a box on an author
FIRST, LAST = slice(0, 1), slice(-1, None)  # of the text's blocks


def drop_author_notes(layout: Layout, body: Body, authors: Iterable[Author]) -> None:
    """Take a note on one of the authors off the start and the end of the text.

    It begins with the author's name and tells a calling. A text of nothing else stays. A name
    alone that stands among the first lines goes as well.
    """
    names = [fold_text(each.name) for each in authors]
    _drop_name(layout, body, names)
    names = [name for name in names if len(name.split()) >= NAME_WORDS_MIN]
    for place in (FIRST, LAST):
        if not names or len(body.blocks) < 2:  # noqa: PLR2004 - one has to stay
            return
        if _is_note(layout.blocks[body.blocks[place][0]].text, names):
            _drop(layout, body, place)


def _drop_name(layout: Layout, body: Body, names: list[str]) -> None:
    for index in body.blocks[: min(NOTE_BLOCKS_MAX, len(body.blocks) - 1)]:
        text = layout.blocks[index].text
        if len(text) <= NAME_CHARS_MAX and fold_text(BY.sub("", text)) in names:
            body.blocks.remove(index)
            body.rules[index] = RULE
            body.removed.append(Removed(rule=RULE, text=text))


def drop_author_box(layout: Layout, body: Body, sites: Iterable[str] = ()) -> None:
    """Take a box on an author that no metadata names off the start or the end of the text.

    It stands apart from the paragraphs: a name in a line of its own, and under it what the author
    does; or one text that begins so. At the end also what a site tells of itself by its name, one
    of `sites`.
    """
    for place in (FIRST, LAST):
        if len(body.blocks) > 1 and _is_under_link(layout, body.blocks[place][0]):
            _drop(layout, body, place)
    if len(body.blocks) <= NOTE_BLOCKS_MAX:
        return
    _drop_under_byline(layout, body)
    if _is_of_site(layout, body, sites):
        _drop(layout, body, LAST)
    *_, before, name, note = body.blocks
    text = layout.blocks[note].text
    if len(text) > NOTE_CHARS_MAX:
        return
    if _is_apart(layout, note, name) and INTRODUCED.match(fold_text(text)):
        _drop(layout, body, LAST)
    elif _is_apart(layout, name, before) and _is_under_name(layout, name, note):
        _drop(layout, body, slice(-2, None))


def _drop(layout: Layout, body: Body, part: slice) -> None:
    """Take these of the text's blocks off it; at the end also the lines of the site above them."""
    for index in body.blocks[part]:
        body.rules[index] = RULE
        body.removed.append(Removed(rule=RULE, text=layout.blocks[index].text))
    del body.blocks[part]
    if part != FIRST and len(body.blocks) > 1 and _is_foot(layout.blocks[body.blocks[-1]].text):
        _drop(layout, body, LAST)


def _is_foot(text: str) -> bool:
    """True for a line with which a page ends: a notice, "source: ..."."""
    fact = FACT.match(text) if len(text) <= NAME_CHARS_MAX else None
    return closing_kind(text) is not None or (fact is not None and is_own_label(fact["label"]))


def _drop_under_byline(layout: Layout, body: Body) -> None:
    """Take off a first text that tells who somebody is whose name stands alone right above it."""
    first = body.blocks[0]
    text = layout.blocks[first].text
    if len(text) > NOTE_CHARS_MAX:
        return
    lines = (block.text for block in layout.blocks[max(0, first - NOTE_BLOCKS_MAX) : first])
    names = (BY.sub("", line) for line in lines if len(line) <= NAME_CHARS_MAX)
    told = [fold_text(name) for name in names if " " in name and text.startswith(name)]
    if told and _is_note(text, told):
        _drop(layout, body, FIRST)


def _is_of_site(layout: Layout, body: Body, sites: Iterable[str]) -> bool:
    """True for a last text that begins with the site's name and stands apart."""
    *_, before, last = body.blocks
    text = layout.blocks[last].text
    if len(text) > NOTE_CHARS_MAX or not _is_apart(layout, last, before):
        return False
    key = key_of(text)
    return any(key.startswith(f"{name} ") for site in sites if (name := key_of(site)))


def _is_under_name(layout: Layout, name: int, note: int) -> bool:
    """True for what the author does, in one box with a line that is a name."""
    line, text = (layout.blocks[index].text for index in (name, note))
    if _box_around(layout, note) != _box_around(layout, name) or not NAME.fullmatch(line):
        return False
    return CALLING.match(fold_text(text)) is not None


def _is_under_link(layout: Layout, note: int) -> bool:
    """True for what somebody does, in a small box that begins with a link to that person."""
    box = layout.boxes[layout.blocks[note].box]
    while box.first >= note and box.parent >= 0:
        box = layout.boxes[box.parent]
    name = layout.blocks[box.first]
    if box.last - box.first > NOTE_BLOCKS_MAX or name.link_share < LINKED_SHARE:
        return False
    is_called = CALLING.match(fold_text(layout.blocks[note].text)) is not None
    return is_called and is_person(name.text)


def _is_apart(layout: Layout, index: int, above: int) -> bool:
    """True for a block in a small box of its own under one that stands among others."""
    box, other = (layout.boxes[_box_around(layout, each)] for each in (index, above))
    is_small = box.last - box.first <= NOTE_BLOCKS_MAX
    return is_small and above < box.first and other.last - other.first > 1


def _box_around(layout: Layout, index: int) -> int:
    """The box that holds the block's element."""
    return layout.boxes[layout.blocks[index].box].parent


def _is_note(text: str, names: list[str]) -> bool:
    if len(text) > NOTE_CHARS_MAX:
        return False
    key = fold_text(text).lstrip(" *•-–—")
    return any(key.startswith(name) and CALLING.match(key[len(name) :]) for name in names)
