"""Tells lines of a page that are no part of an article, by the phrases of `phrases.txt`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from crawler.core.arabic.text import fold_text

FILE = Path(__file__).with_name("phrases.txt")
LABEL_CHARS_MAX = 60  # a longer line is no label, whatever it begins with
LINE_CHARS_MAX = 300  # the longest notice that was seen has 220
GLUED_CHARS_MIN = 7  # of a phrase without its spaces: no word is the same by chance
HEAD_CHARS = 3  # by which most lines are told from every phrase
EDGES = " :.|-_*#•«»<>[](){}…!؟?,،؛;/\\\"'"
SECTION = re.compile(r"\[(\w+)\]")
SEEN = re.compile(r"(?:^|\s)#.*$")
# Kinds that are looked for inside longer lines too; all others are labels.
LONG_KINDS = frozenset(
    ("notice", "copyright", "reuse", "comments", "follow", "caption", "byline", "ending", "tags")
)


@lru_cache(maxsize=2_048)  # several finders ask for the same lines of a page
def key_of(line: str) -> str:
    """The form in which lines and phrases are compared."""
    return fold_text(line).strip(EDGES)


def _read(path: Path) -> tuple[dict[str, str], dict[str, str], list[tuple[str, ...]]]:
    """The phrases that are whole lines, those that begin one, and the parts of those inside one.

    Of the last the kind comes first.
    """
    whole: dict[str, str] = {}
    starts: dict[str, str] = {}
    inside: list[tuple[str, ...]] = []
    kind = ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = SEEN.sub("", raw).strip()
        if match := SECTION.fullmatch(line):
            kind = match[1]
        elif line.startswith("*"):
            inside.append((kind, *map(fold_text, line.strip("*").split("*"))))
        elif line.endswith("*"):
            starts.setdefault(fold_text(line[:-1]).lstrip(EDGES), kind)
        elif line:
            whole.setdefault(key_of(line), kind)
    return whole, starts, inside


WHOLE, STARTS, INSIDE = _read(FILE)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN_INSIDE = [phrase for phrase in INSIDE if not any(map(_ARABIC.search, phrase))]
_BEGINNINGS = frozenset(start[:2].rstrip() for start, kind in STARTS.items() if kind in LONG_KINDS)
_HEADS = frozenset(phrase[:HEAD_CHARS] for phrase in (*WHOLE, *STARTS))
# "Read<b>also</b>": two elements with a gap that only a style sheet makes.
GLUED = {
    glued: kind
    for phrase, kind in WHOLE.items()
    if " " in phrase and len(glued := phrase.replace(" ", "")) >= GLUED_CHARS_MIN
}
_SHORT = tuple(phrase for phrase in (*WHOLE, *STARTS) if len(phrase) < HEAD_CHARS)
_START = re.compile("|".join(sorted(map(re.escape, STARTS), key=len, reverse=True)))


def kind_of_line(line: str) -> str | None:
    """The kind of noise that a whole line is or begins with, or None.

    Kinds are the sections of `phrases.txt`. A label inside a sentence is none.

    >>> kind_of_line("إقرأ أيضاً :"), kind_of_line("اقرأ أيضا ما كتبه الشاعر في منفاه البعيد")
    ('related', None)
    """
    if len(line) <= LABEL_CHARS_MAX:
        return _label_kind(line)
    if len(line) > LINE_CHARS_MAX or not _may_begin(line.lstrip(EDGES)[:2]):
        return None
    return _kind(line, is_short=False)


@lru_cache(maxsize=2_048)  # menus and lists are the same on many pages
def _label_kind(line: str) -> str | None:
    return _kind(line, is_short=True) if _may_be(line.lstrip(EDGES)[: HEAD_CHARS + 1]) else None


@lru_cache(maxsize=1_024)  # only of lines that begin as a phrase does: paragraphs would fill it
def _kind(line: str, *, is_short: bool) -> str | None:
    folded = fold_text(line[:LABEL_CHARS_MAX])
    key = folded.strip(EDGES)
    if is_short and (kind := WHOLE.get(key) or GLUED.get(key)):
        return kind
    match = _START.match(folded.lstrip(EDGES))
    if match is None:
        return None
    kind = STARTS[match[0]]
    return kind if is_short or kind in LONG_KINDS else None


@lru_cache(maxsize=4_096)
def _may_begin(letters: str) -> bool:
    """False when no phrase that begins a long line begins with these two letters.

    Folding a paragraph to see that is thirty times dearer, and most lines are paragraphs.
    """
    return fold_text(letters)[:2] in _BEGINNINGS


@lru_cache(maxsize=4_096)
def _may_be(letters: str) -> bool:
    """A cheap filter before the costly folding: False when no phrase begins with these letters."""
    head = fold_text(letters).lstrip(EDGES)[:HEAD_CHARS]
    return len(head) < HEAD_CHARS or head in _HEADS or head.startswith(_SHORT)


def closing_kind(line: str) -> str | None:
    """The kind of a line that ends a page: a notice, a copyright line, a label; or None.

    Finds phrases inside the line too, so it is meant for what stands after an article: the same
    words in the article's own text are news.

    >>> closing_kind("الموقع لا يتحمل أي مسؤولية عن المواد المنشورة")
    'notice'
    """
    return _closing(line) if len(line) <= LINE_CHARS_MAX else None


@lru_cache(maxsize=2_048)  # what stands after an article is the same on all pages of a site
def _closing(line: str) -> str | None:
    folded = fold_text(line)
    for phrase in INSIDE if _ARABIC.search(folded) else _LATIN_INSIDE:  # a quarter of them
        if phrase[1] in folded and _has(folded, phrase[1:]):
            return phrase[0]
    return kind_of_line(line)


def _has(text: str, parts: Sequence[str]) -> bool:
    """True when the parts stand in the text in this order."""
    position = 0
    for part in parts:
        position = text.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True
