"""What stands under an article in its own box: comments, replies, what a blog says of its entry."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from crawler.core.extract.container import prose_of
from crawler.core.extract.hints import make_of
from crawler.core.extract.layout import Box, Layout
from crawler.core.noise.phrases import LABEL_CHARS_MAX, key_of, kind_of_line

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
# What forums say of each member beside a post, figures apart.
MEMBER = re.compile(
    r"\W*(?:عدد )?(?:ال)?مشارك(?:ة|ات)\W*[\d,.]*|"
    r"(?:تاريخ (?:ال)?(?:تسجيل|انضمام)|[اإ]نضم)\b.{0,20}|"
    r"\W*(?:posts|messages|joined|join date|registered)\W*[\d,.]*",
    re.IGNORECASE,
)
MEMBERS = frozenset("معتاإ:pmjrPMJR")  # how such a line begins
MEMBER_CHARS_MAX = 40
FIGURES = re.compile(r"\d+")
POST_PROSE_MIN = 25  # characters of the first post


def reply_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the kind of comments to the posts of a thread below its first one.

    Posts lie in boxes of one make side by side, each with the same line on who wrote it.
    """
    seen: dict[str, int] = {}
    for index in range(first, last):
        text = layout.blocks[index].text
        if text[0] not in MEMBERS or len(text) > MEMBER_CHARS_MAX or not MEMBER.fullmatch(text):
            continue
        above = seen.setdefault(key_of(FIGURES.sub("", text)), index)
        if above != index and (reply := _reply(layout, above, index)):
            rules.update((each, "comments") for each in range(reply.first, last))
            return


def _reply(layout: Layout, above: int, below: int) -> Box | None:
    """The box of the second of two posts, to which these lines belong, or None."""
    one, other = (_apart(layout, *pair) for pair in ((above, below), (below, above)))
    if (one.parent, one.tag, make_of(one.hint)) != (other.parent, other.tag, make_of(other.hint)):
        return None
    prose = prose_of(layout)
    return other if sum(prose[one.first : one.last]) >= POST_PROSE_MIN else None


def _apart(layout: Layout, index: int, other: int) -> Box:
    """The widest box around a line without the other one."""
    widest = layout.boxes[layout.blocks[index].box]
    for box in (layout.boxes[each] for each in layout.outward(layout.blocks[index].box)):
        if box.first <= other < box.last:
            break
        widest = box
    return widest


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
