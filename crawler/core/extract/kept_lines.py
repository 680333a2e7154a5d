"""Paragraphs that a page tells apart by line ends alone, in `<pre>` or by a style that keeps them.

CSS Text 3, `white-space`: `pre`, `pre-wrap`, `pre-line` and `break-spaces` keep line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

STYLE = re.compile(r"white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces|preserve)", re.IGNORECASE)
NAMES = ("whitespace-pre", "white-space-pre", "pre-line", "pre-wrap")  # Tailwind and its like
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
PROPERTY = "white-space"
LAST_NAME = re.compile(r"(?:^|[\s.#>+~])([\w-]+)(?::[\w-]+)?\s*$")
SELECTOR_CHARS_MAX = 500
RULE_CHARS_MAX = 2_000  # from the brace to the property
BROKEN = re.compile(r"[.!؟?»\"”:…۔\r\n\t ]\n")  # as paragraphs end, before an empty line, too
CODE = frozenset("{};=<>")  # a program has such signs in most lines
CODE_SHARE = 0.3  # of the lines
LINE_CHARS_MIN = 60  # of lines that are paragraphs, on average, and
ENDED_SHARE = 0.6  # so many of them end a sentence: lines of one width break within sentences
SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', "”", ":", "…", "۔")


def keeps_lines(tag: str, hint: str, style: str) -> bool:
    """True for an element whose line ends readers see."""
    return tag == "pre" or any(name in hint for name in NAMES) or bool(STYLE.search(style))


def kept_names(css: str) -> Iterator[str]:
    r"""The classes and elements whose line ends a style sheet keeps, as their last selectors say.

    >>> list(kept_names(".a .Text{color:red;white-space:pre-line} p{margin:0}"))
    ['text']
    """
    at = css.find(PROPERTY)  # an expression takes ten times on a long sheet
    while at >= 0:
        if STYLE.match(css, at):
            yield from _selected(css, at)
        at = css.find(PROPERTY, at + 1)


def _selected(css: str, place: int) -> Iterator[str]:
    """What the rule around a place is for."""
    start = max(0, css.rfind("{", max(0, place - RULE_CHARS_MAX), place))
    before = css[max(0, start - SELECTOR_CHARS_MAX) : start]
    for selector in before.rpartition("}")[2].split(","):
        if name := LAST_NAME.search(selector):
            yield name[1].lower()


def may_be_lines(text: str) -> bool:
    """False for most texts that a page's source breaks into lines: no sentence ends at a break."""
    return BROKEN.search(text) is not None


def paragraphs_of(raw: str) -> list[str]:
    r"""The text in the parts that its line ends tell apart: one part where they tell nothing.

    >>> paragraphs_of("وصل القمح\nإلى الميناء.\n\nوبدأ التفريغ.")
    ['وصل القمح\nإلى الميناء.', 'وبدأ التفريغ.']
    """
    raw = raw.replace("\r\n", "\n")
    lines = [line.strip() for line in raw.split("\n") if line.strip()]
    if len(lines) < 2 or _is_code(lines):  # noqa: PLR2004 - nothing to tell apart
        return [raw]
    parts = [part for part in EMPTY_LINE.split(raw) if part.strip()]
    if len(parts) > 1:
        return parts
    ended = sum(line.endswith(SENTENCE_ENDS) for line in lines)
    is_prose = sum(map(len, lines)) >= LINE_CHARS_MIN * len(lines)
    return lines if is_prose and ended >= ENDED_SHARE * len(lines) else [raw]


def _is_code(lines: list[str]) -> bool:
    signed = sum(not CODE.isdisjoint(line) for line in lines)
    return signed > CODE_SHARE * len(lines)
