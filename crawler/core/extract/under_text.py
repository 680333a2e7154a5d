"""What stands under an article in its own box: comments, and what a blog says of its entry."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from crawler.core.extract.container import prose_of
from crawler.core.extract.layout import Layout
from crawler.core.noise.phrases import LABEL_CHARS_MAX, kind_of_line

# Of the prose, by the kind of the line: how much has to stand above it. A link to the comments may
# stand within a text; a note on the author may be longer than a short one.
ABOVE_MIN = {"comments": 0.6, "ending": 0.25}
# "3 comments on", and the headline; "3 comments" of two elements, as tools have labels.
LABEL_RULES = frozenset((*ABOVE_MIN, "headline", "share"))
COUNT = re.compile(r"[(\[]?\d{1,6}[)\]]?")  # "3 comments", "تعليقات (12)"
COUNTED_MIN = 0.2  # of the prose above a line that counts comments: they may well be longer
COUNTED_PROSE_MIN = 200  # and characters: a byline may count comments too
COMMENT_BLOCKS = 5
ANSWERS = frozenset(("رد", "الرد", "Reply", "Répondre", "Antworten"))
# What a blog's software writes over comments, before the headline of the entry.
ON = re.compile(r"\d{1,6} \w{5,12} (?:على|on)(?= )")
COUNTED = frozenset("فرتoO")  # how a number in words begins
# The same in its other words, with the number in them as well: "One thought on".
THOUGHTS = re.compile(
    r"(?:\d{1,6} (?:أفكار|فكرة|آراء|رأيا|ردود|ردا|thoughts|responses|replies)|"
    r"(?:فكرة|رأي|رد|تعليق) (?:واحدة?|وحيدة?)|(?:فكرت|رأي|رد|تعليق)(?:ان|ين)|"
    r"one (?:thought|response|reply)) (?:على|عن|حول|on|to) ",
    re.IGNORECASE,
)
# As in "All comments 4" and "عرض كل التعليقات (12)".
ALL = re.compile(
    r"(?:view|show|see|read|عرض)\s(?:all|كل|جميع)\s|(?:all|view|show|see|read|عرض|كل|جميع)\s",
    re.IGNORECASE,
)


def under_rules(
    layout: Layout, first: int, last: int, rules: dict[int, str], entries: AbstractSet[int]
) -> None:
    """Give its kind to all that follows a label of comments or a line about the entry.

    Only where most of the prose stands above it, and in no live page: there each entry may have
    comments of its own (`entries`).
    """
    if entries:
        return
    prose = prose_of(layout)
    total, above = sum(prose[index] for index in range(first, last) if index not in rules), 0.0
    for index in range(first, last):
        if index not in rules:
            above += prose[index]
        if rules.get(index, "ending") not in LABEL_RULES:
            continue
        text = layout.blocks[index].text
        kind = ending_kind(text)
        if kind is None:
            continue
        rules[index] = kind
        if above and (
            above >= ABOVE_MIN[kind] * total
            or _is_counted(text, above, total)
            or _is_answered(layout, index, last)
        ):
            rules.update((each, kind) for each in range(index, last) if each not in rules)
            return


def _is_counted(text: str, above: float, total: float) -> bool:
    """True for a line that counts comments under enough of an article."""
    is_under = above >= max(COUNTED_PROSE_MIN, COUNTED_MIN * total)
    return is_under and any(letter.isdigit() for letter in text)


def _is_answered(layout: Layout, index: int, last: int) -> bool:
    """True for a label with a comment right under it: who says it, when, what, and a button."""
    lines = layout.blocks[index + 1 : min(last, index + 1 + COMMENT_BLOCKS)]
    return any(line.text in ANSWERS for line in lines)


def ending_kind(text: str) -> str | None:
    """The kind of a line under which nothing of the article stands, or None."""
    kind = kind_of_line(text)
    is_counted = kind is None and (text[0].isdecimal() or text[0] in COUNTED)
    if is_counted and THOUGHTS.match(text):
        return "comments"
    if is_counted and (found := ON.match(text)):  # and the headline
        text = found[0]
    if kind is None and len(text) <= LABEL_CHARS_MAX and (found := COUNT.search(text)):
        before, after = text[: found.start()], text[found.end() :]
        if lead := ALL.match(before):
            before = before[lead.end() :]
        kind = kind_of_line(f"{before} {after.removesuffix(' على').removesuffix(' on')}")
        kind = kind or kind_of_line(before)
    return kind if kind in ABOVE_MIN else None
