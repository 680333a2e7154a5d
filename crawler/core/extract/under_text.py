"""What stands under an article in its own box: comments, and what a blog says of its entry."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from crawler.core.extract.container import prose_chars
from crawler.core.extract.layout import Layout
from crawler.core.noise.phrases import LABEL_CHARS_MAX, kind_of_line

# Of the prose, by the kind of the line: how much has to stand above it. A link to the comments may
# stand within a text; a note on the author may be longer than a short one.
ABOVE_MIN = {"comments": 0.6, "ending": 0.25}
COUNT = re.compile(r"[(\[]?\d{1,6}[)\]]?")  # "3 comments", "تعليقات (12)"


def under_rules(
    layout: Layout, first: int, last: int, rules: dict[int, str], entries: AbstractSet[int]
) -> None:
    """Give its kind to all that follows a label of comments or a line about the entry.

    Only where most of the prose stands above it, and in no live page: there each entry may have
    comments of its own (`entries`).
    """
    if entries:
        return
    prose = [
        0.0 if index in rules else prose_chars(layout.blocks[index]) for index in range(first, last)
    ]
    total, above = sum(prose), 0.0
    for index in range(first, last):
        above += prose[index - first]
        if rules.get(index, "ending") not in ABOVE_MIN:
            continue
        kind = ending_kind(layout.blocks[index].text)
        if kind is None:
            continue
        rules[index] = kind
        if above and above >= ABOVE_MIN[kind] * total:
            rules.update((each, kind) for each in range(index, last) if each not in rules)
            return


def ending_kind(text: str) -> str | None:
    """The kind of a line under which nothing of the article stands, or None."""
    kind = kind_of_line(text)
    if kind is None and len(text) <= LABEL_CHARS_MAX and (found := COUNT.search(text)):
        kind = kind_of_line(f"{text[: found.start()]} {text[found.end() :]}")
    return kind if kind in ABOVE_MIN else None
