"""A text of a page on one line, with single spaces."""

from __future__ import annotations

from crawler.core.extract.spaces import LONG_CHARS, spaced


def one_line(raw: str) -> str:
    r"""The words of a text with one space between two, as HTML shows them (CSS Text 3, 4.1).

    Most texts are so already, and to see that takes half the time of splitting and joining: of
    all spaces only the plain one is printable.

    >>> one_line("\n أعلنت  الوزارة\u00a0")
    'أعلنت الوزارة'
    """
    text = raw.strip()
    if text.isprintable() and "  " not in text:
        return text
    return spaced(raw) if len(raw) > LONG_CHARS else " ".join(raw.split())
