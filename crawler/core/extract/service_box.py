"""Boxes in an article in which a site serves its readers: rates, prayer times, the weather."""

from __future__ import annotations

import re

from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS
from crawler.core.extract.layout import Box, Layout
from crawler.core.noise.phrases import key_of

RULE = "infobox"
LABEL_CHARS_MAX = 30
LINE_CHARS_MAX = 60
BLOCKS_MAX = 80
BLOCKS_MIN = 3
WORD_CHARS_MIN = 4
_LABELS = """
أسعار الصرف|أسعار صرف العملات|أسعار العملات|أسعار العملات اليوم|سعر الصرف|سعر الصرف اليوم|
أسعار الذهب|أسعار الذهب والعملات|أسعار النفط|أسعار الوقود|مواقيت الصلاة|أوقات الصلاة|مواعيد الصلاة|
حالة الطقس|الطقس|الطقس الآن|الطقس اليوم|طقس اليوم|درجات الحرارة|النشرة الجوية|البورصة|
حركة الأسواق|مؤشرات الأسواق|exchange rates|currency rates|prayer times|weather|météo|
horaires de prière|taux de change"""
LABELS = frozenset(map(key_of, _LABELS.replace("\n", "").split("|")))
# A day, a place or the time of a change may follow: "أسعار الصرف اليوم في عدن".
STARTS = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(LABELS, key=len, reverse=True)))})(?!\w)")
# How they begin, with and without hamza: most lines are told from them by their first letters.
HEADS = frozenset(
    form[:3] for label in _LABELS.replace("\n", "").split("|") for form in (label, key_of(label))
)
EDGES = " :.|-•"
FIRST = frozenset(letter for head in HEADS for letter in head[0] + head[0].upper()) | set(EDGES)


def service_rules(
    layout: Layout, first: int, last: int, rules: dict[int, str], headline: str
) -> None:
    """Give the rule to a box of short lines under such a label, of which the headline says nothing.

    `headline` in the form of `key_of`.
    """
    for index, block in enumerate(layout.blocks[first:last], first):
        text = block.text
        if len(text) > LABEL_CHARS_MAX or text[0] not in FIRST:  # a thousand of them a page
            continue
        if text.lstrip(EDGES)[:3].lower() not in HEADS:
            continue
        label = STARTS.match(key_of(text)) if index not in rules else None
        if label is None:
            continue
        box = _around(layout, index)
        if box is None or box.first != index or box.last > last:
            continue
        if not _is_told(label[0], headline) and _is_served(layout, box):
            rules.update((each, RULE) for each in range(box.first, box.last))


def _around(layout: Layout, index: int) -> Box | None:
    """The smallest box with the label and another line."""
    boxes = (layout.boxes[box] for box in layout.outward(layout.blocks[index].box))
    return next((box for box in boxes if box.last - box.first > 1), None)


def _is_told(label: str, headline: str) -> bool:
    """True for what the article itself is about."""
    return any(word in headline for word in label.split() if len(word) >= WORD_CHARS_MIN)


def _is_served(layout: Layout, box: Box) -> bool:
    """True for a box of short lines under its label, none of which is a sentence."""
    below = layout.blocks[box.first + 1 : box.last]
    if not BLOCKS_MIN <= box.last - box.first <= BLOCKS_MAX:
        return False
    return all(
        len(block.text) <= LINE_CHARS_MAX
        and not block.text.endswith(SENTENCE_ENDS)
        and block.tag not in HEADING_TAGS
        for block in below
    )
