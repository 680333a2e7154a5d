"""The author's name in a line beside the headline that says so: "بقلم: ...", "كتب/ ..."."""

from __future__ import annotations

import re

from crawler.core.extract.container import Prose
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of
from crawler.core.provenance.names import is_generic, is_outlet, is_place
from crawler.core.provenance.registry import registry

LABEL = re.compile(
    r"(?:بقلم|(?:ال)?كاتب(?:ة)?\s*:|كتبت?(?:ه|ها)?\s*[:/|\\-]|كتبت?(?:ه|ها)?(?=\s\w+\s\w+$)|"
    r"إعداد\s*[:/|])\s*[:/|\\-]?\s*"
)
NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){1,4}")
LINE_CHARS_MAX = 60
ABOVE_MAX, BELOW_MAX = 3, 8  # blocks around the headline
NO_NAMES = frozenset(("related", "teaser", "most_read", "latest", "comments", "caption", "footer"))


def shown_author(page: Page, prose: Prose, heading: int, first: int) -> str | None:
    """The name that a labelled line from above the headline to the first paragraph gives, or None.

    Of two to five words; no publisher, no place, nobody in particular.
    """
    anchor = heading if heading >= 0 else first
    last = min(max(first + 1, anchor + BELOW_MAX), len(page.layout.blocks))
    for index in range(max(0, anchor - ABOVE_MAX), last):
        block = page.layout.blocks[index]
        if prose.kinds[index] in NO_NAMES:
            continue
        for text in block.pieces or (block.text,):
            if name := _name_in(text):
                return name
    return None


def _name_in(text: str) -> str | None:
    if len(text) > LINE_CHARS_MAX:
        return None
    label = LABEL.match(text)
    if label is None:
        return None
    rest = text[label.end() :].strip(" :-|")
    if not NAME.fullmatch(rest) or is_generic(rest) or is_outlet(rest) or is_place(rest):
        return None
    return None if registry().by_name(rest) or key_of(rest) == key_of(text) else rest
