"""The section behind a label ("القسم: ...", "Posted in ..."), or in a link marked as one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain

from crawler.core.extract.dates.labels import bare
from crawler.core.extract.laid_out import block_of
from crawler.core.extract.layout import Layout
from crawler.core.extract.page import Page
from crawler.core.extract.reading import Reading
from crawler.core.extract.section_word import may_be_section, names_source

LABEL = re.compile(
    r"^(?:(?:ال)?(?:قسم|[أا]قسام|تصنيف(?:ات)?)|(?:تم ال)?نشرت? في|كتبت? (?:في|ضمن)(?: تصنيف)?|"
    r"ضمن(?: تصنيف)?|مصنفة? (?:تحت|في)|[أا]درجت? (?:تحت|في|ضمن)|"
    r"filed (?:under|in)|posted in|categor(?:y|ies)|section)(?!\w)\s*:?\s*",
    re.IGNORECASE,
)
# In a line of several labels, or without a link.
PLAIN = re.compile(r"(?:^|[|•·]\s*)(?:ال)?(?:قسم|تصنيف)\s?:\s?([^|•·:]{3,40}?)\s*(?:$|[|•·])")
PLAIN_WORDS = ("قسم", "تصنيف")
RELATION = b"category tag"
LINE_CHARS_MAX = 120  # tags and a number of comments may follow
BESIDE_MAX, AFTER_MAX = 4, 12  # blocks under the headline and under the text


def labelled(reading: Reading) -> Iterator[str]:
    """What follows "section:" or "published in" around the headline or under the text."""
    layout = reading.page.layout
    head, last = reading.heading.block + 1, reading.body.span[1] + 1
    near = [*range(head, head + BESIDE_MAX), *range(last, last + AFTER_MAX)]
    told = (text for index in near for text in _told(layout, index))
    for text in chain(told, _marked(reading.page, near)):
        if may_be_section(text, reading.clock) and not names_source(text):
            yield text


def _marked(page: Page, near: Collection[int]) -> Iterator[str]:
    """The links with the relation that WordPress gives to those of sections."""
    if RELATION in page.markup:
        for node in page.tree.css('a[rel~="category"]'):
            if block_of(page.layout, node) in near:
                yield node.text().strip()


def _told(layout: Layout, index: int) -> Iterator[str]:
    """The link right behind the label of a line, or below it; the words behind one amid it."""
    line = _line(layout, index)
    if label := LABEL.match(line):
        is_alone = label.end() == len(line)
        place = index + 1 if is_alone else index
        rest = _line(layout, place) if is_alone else line[label.end() :]
        for anchor in layout.anchors:
            if anchor.block == place and anchor.text and rest.startswith(bare(anchor.text)):
                yield anchor.text
    if any(map(line.__contains__, PLAIN_WORDS)):
        for part in layout.blocks[index].pieces or (line,):
            yield from PLAIN.findall(part)


def _line(layout: Layout, index: int) -> str:
    """The short line at a place, without vowel signs, or nothing."""
    text = layout.blocks[index].text if index < len(layout.blocks) else ""
    return bare(text) if len(text) <= LINE_CHARS_MAX else ""
