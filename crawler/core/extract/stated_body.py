"""The text that JSON-LD gives of an article, for a page that shows less of it."""

from __future__ import annotations

import re
from html import unescape

from crawler.core.arabic.text import fold_text
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import closing_kind

CHARS_MIN = 200  # a shorter one is a summary
LONGER = 1.3  # than what is shown: else what is shown is better, since it has the paragraphs
SHOWN_MAX = 1_200  # a page that shows more shows the article; what JSON-LD adds is mostly noise
CUT_OFF = re.compile(r"(?:(?<!\.)\.{3,}+|…|\[[….]++\])\s*$")
BREAKS = re.compile(r"<\s*(?:/?p|/?div|br|/?li|/?h\d)\b[^<>]*+>|[\r\n\u2029]+", re.IGNORECASE)
TAG = re.compile(r"<[^>]{1,400}>")
START_CHARS = 80  # of the shown text that the stated one must hold


def stated_body(page: Page, shown: str) -> list[str] | None:
    """The paragraphs of the JSON-LD's articleBody when it is whole and the page shows only a part.

    None for one that is cut off, or that is only the start of what is shown, or that tells another
    story: then what is shown is the article. `shown` is that text, "" when there is none.
    """
    if len(shown) > SHOWN_MAX:
        return None
    for node in page.article_ld:
        text = node.get("articlebody")
        if not isinstance(text, str) or len(text) < CHARS_MIN or CUT_OFF.search(text):
            continue
        paragraphs = paragraphs_in(text)
        if is_fuller(paragraphs, shown):
            return paragraphs
    return None


def is_fuller(paragraphs: list[str], shown: str) -> bool:
    """True for a text that the shown one is a part of, and only a part."""
    length = sum(map(len, paragraphs))
    return length >= max(CHARS_MIN, LONGER * len(shown)) and _holds(paragraphs, shown)


def paragraphs_in(text: str) -> list[str]:
    """The text without tags, split where they or line ends split it."""
    text = unescape(text) if "&" in text else text
    parts = (" ".join(TAG.sub(" ", part).split()) for part in BREAKS.split(text))
    found = [part for part in parts if part]
    while found and closing_kind(found[-1]):
        found.pop()
    return found


def _holds(paragraphs: list[str], shown: str) -> bool:
    """True when the shown text is a part of the stated one."""
    start = "".join(fold_text(shown[:START_CHARS]).split())
    return start in "".join(fold_text(" ".join(paragraphs)).split())
