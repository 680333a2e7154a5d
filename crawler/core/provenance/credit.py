"""Lines that name a source: "المصدر: ...", "نقلاً عن ...", and the bracket that ends a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.core.provenance.names import is_name, names_in, tidy_name
from crawler.core.provenance.registry import Registry

LINE_CHARS_MAX = 80
_FROM = r"نقل(?:ا|\u0627\u064b|\u064b\u0627|آ)\s+عن"  # the tanwin before its letter or after
SOURCE_LINE = re.compile(
    rf"[*•(\[\s]*(?:(?:المصدر|مصدر\s+الخبر|المصدر\s+الأصلي|مصدر\s+المقال|Source)\s*[:|/\-–—\u0640»]"
    rf"|(?:{_FROM})\s*[:\-–—]?)\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
LABEL = re.compile(
    rf"[*•\s]*(?:المصدر|مصدر\s+الخبر|{_FROM}|Source)\s*[:|/\-–—\u0640»]\s*", re.IGNORECASE
)
TAIL = re.compile(
    rf"(?:\((?P<bracket>[^()]{{2,30}})\)|[*•]\s*(?:{_FROM})\s+(?P<note>[^.،:]{{2,40}}))\s*[.*]*$"
)
SURE, MIXED, TAILED = 0.8, 0.5, 0.65


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that a line gives as its source, and how sure it is that it means the publisher."""

    name: str
    confidence: float


def read_credit(line: str) -> Credit | None:
    """The source that a short line names, or None. Of several the first, at half trust.

    >>> read_credit("المصدر: صحيفة الأيام")
    Credit(name='صحيفة الأيام', confidence=0.8)
    >>> read_credit("المصدر: وكالات") is None
    True
    """
    match = SOURCE_LINE.fullmatch(line) if len(line) <= LINE_CHARS_MAX else None
    return credit_of(match["name"]) if match else None


def credit_of(text: str) -> Credit | None:
    """The source that the words behind a label name."""
    whole = tidy_name(text)
    names = names_in(text)
    if len(names) == 1:
        return Credit(names[0], SURE)
    if len(names) > 1:
        return Credit(names[0], MIXED)
    return Credit(whole, SURE) if is_name(whole) and not re.search(r"[+/|،,]", whole) else None


def is_label(line: str) -> bool:
    """True for a line that only says "source:" with its colon; the name stands in the next one."""
    return len(line) <= LINE_CHARS_MAX and LABEL.fullmatch(line) is not None


def read_tail(paragraph: str, registry: Registry) -> Credit | None:
    """The known publisher in the bracket, or the note, that ends a text."""
    match = TAIL.search(paragraph[-60:])
    name = (match["bracket"] or match["note"]) if match else None
    return Credit(tidy_name(name), TAILED) if name and registry.by_name(name) else None
