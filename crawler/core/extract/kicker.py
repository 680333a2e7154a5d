"""A heading of several elements and the page's title: which of its words are the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.core.noise.phrases import key_of

SIGNS = ("-", "|", "–", "—", "«", "»", "›", "·", ":", "/", ">", "<", "~", "•")
QUOTES = " \"'.!?)]"  # may stand between a line and the sign after it
QUOTED_JOINT = ' " '  # "section \u00bb headline" in the form in which lines are compared
PIECE_WORDS_MIN = 3
EDGES = " :|-–—·•/"
WORD = re.compile(r"\w+")
CLOSING = re.compile(r"[^\w\s]*")


def is_labelled(title: str, line: str) -> bool:
    """True when the title is the line and a name beside it, with a sign between them."""
    if title.startswith(line):
        beside = title[len(line) :]
        rest = beside.lstrip(QUOTES)
    elif title.endswith(line):
        beside = title[: -len(line)][::-1]
        rest = beside.lstrip(QUOTES)
    else:
        return False
    return rest[:1] in SIGNS or beside.startswith(QUOTED_JOINT)


def is_amid(title: str, line: str) -> bool:
    """True when the title is the line between two names: "section - headline - site"."""
    before, found, after = title.partition(line)
    if before.endswith(QUOTED_JOINT) and after.startswith(QUOTED_JOINT):
        return True
    before, after = before.rstrip(QUOTES)[-1:], after.lstrip(QUOTES)[:1]
    return bool(found) and before in SIGNS and after in SIGNS


def without_kicker(title: str, pieces: Sequence[str]) -> str | None:
    """The last pieces of a heading where the title, in its compared form, has them alone.

    At its start or at its end, with a sign between them and a name.

    >>> without_kicker("عوده السفن الي الميناء - الموقع", ["اقتصاد", "عودة السفن إلى الميناء"])
    'عودة السفن إلى الميناء'
    """
    for start in range(1, len(pieces)):
        tail = " ".join(pieces[start:]).strip(EDGES)
        key = key_of(tail)
        if len(key.split()) < PIECE_WORDS_MIN:
            continue
        if title == key or (is_labelled(title, key) and key_of(pieces[0]) not in title):
            return tail
    return None


def in_its_words(title: str, heading: str) -> str | None:
    """The title up to where it has said all words of the heading, in order; it has the signs too.

    >>> in_its_words("بعد العاصفة: الميناء يعمل | المدينة", "بعد العاصفة الميناء يعمل")
    'بعد العاصفة: الميناء يعمل'
    """
    words = [key_of(word) for word in WORD.findall(heading)]
    found = list(WORD.finditer(title))[: len(words)]
    if not words or [key_of(each[0]) for each in found] != words:
        return None
    closing = CLOSING.match(title, found[-1].end())
    end = closing.end() if closing else found[-1].end()
    rest = title[end:].lstrip()
    return title[:end].rstrip(EDGES) if not rest or rest[0] in SIGNS else None
