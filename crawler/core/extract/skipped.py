"""What a page lets its readers jump over: from "skip X and go on reading" to "the end of X"."""

from __future__ import annotations

import re

from crawler.core.extract.layout import Layout

RULE = "infobox"
BLOCKS_MAX = 30  # between the two lines
LINE_CHARS_MAX = 100
START = re.compile(
    r"(?:تخطى|تخط[َّ]*ى?|تجاوز)\s(?P<name>.{2,60}?)\s(?:وواصل|وتابع|وأكمل) القراءة|"
    r"skip (?P<latin>.{2,60}?) and (?:continue|keep) reading",
    re.IGNORECASE,
)
FIRST = frozenset("تSs\u017f")  # letters of `START`; the long s is one without its case
END = re.compile(r"(?:نهاية|انتهى|end of)(?!\w).*|.*(?<!\w)(?:نهاية|انتهى)", re.IGNORECASE)
WORD = re.compile(r"\w{3,}")


def skip_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to such parts, with the lines around them, and to such a line alone."""
    for index in range(first, last):
        text = layout.blocks[index].text
        start = START.match(text) if text[:1] in FIRST else None
        if start is None:
            continue
        end = _end(layout, index, last, start["name"] or start["latin"])
        rules.update((each, RULE) for each in range(index, end + 1) if each not in rules)


def _end(layout: Layout, start: int, last: int, name: str) -> int:
    """The line that ends the part, `start` where there is none."""
    words = set(WORD.findall(name))
    for index in range(start + 1, min(last, start + 1 + BLOCKS_MAX)):
        text = layout.blocks[index].text
        if len(text) <= LINE_CHARS_MAX and END.fullmatch(text) and words & set(WORD.findall(text)):
            return index
    return start
