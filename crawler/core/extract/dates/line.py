"""Which part of a line near a headline may be its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from operator import gt

from crawler.core.extract.date_line import is_date_line
from crawler.core.extract.dates.labels import (
    PUBLISHED,
    UPDATED,
    bare,
    find_change,
    tells_change_too,
)
from crawler.core.extract.layout import Block
from crawler.core.extract.line_above import is_dated

LINE_CHARS_MAX = 160
WORDED_CHARS_MAX = 50  # of a date without figures: "two days ago"
LABELLED_CHARS_MAX = 70
LABEL_FOLLOWS = (",", "\u060c", "-", "\u2013", "\u2014", ")", "/")
ENDING_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
HIJRI = "\u0647\u0640"  # behind a year of that calendar
OF_CALENDARS = frozenset(("الموافق", "م", "هـ"))  # between and behind the days of two calendars
YEAR, FIGURE = re.compile(r"\d{4}"), re.compile(r"\d")
LINKED_SHARE = 0.8
LINKED_CHARS_MAX = 30
SENTENCE_WORDS_MIN = 4
JOINTS = " -|(,\u060c"  # between a date and the word of a change
WORDS_MAX = 7  # besides figures: a longer line is a caption that tells when its picture was taken
# What tells source, section and date apart in one line; not "12 \u2013 13 July", which is a range.
BARS = re.compile(r"\s*[|·•]\s*|(?<!\d)\s+\u2013\s+|\s+\u2013\s+(?!\d)")
# The same in a line of names: "city/ agency/ name, day".
SLASHES = re.compile(
    r"\s?[/|\u060c]\s?(?!\s?\d{4})(?<!\d[/|\u060c])(?<!\d[/|\u060c]\s)|\s[-\u2013]\s"
)
PIECES_MIN = 3  # with two, a caption and the day of its picture
PIECE_WORDS_MAX = 4  # of a piece without figures: the name of a source or a section
BARE_CLOCK = re.compile(r"(?:الساعة\s?:?\s?)?\d{1,2}:\d{2}(?!\d)")
BARE_CLOCK_CHARS_MAX = 30
SENTENCE = re.compile(r"(?<!\d)[.؟!؛]\s|[.؟!؛]$")  # "4. März" goes on
# "Published in <name> on <day>" at the end of a line, whatever stands before it.
PUBLISHED_IN = re.compile(
    r"(?<!\w)(?<!قد\s)نشر(?:ت|ه)?\s(?:في\s[^\d:،.|]{2,45}\s)?(?:يوم|بتاريخ)\s(?:\w+\s)?"
    r"\d(?:[^|.،]{0,40}\d)?(?:\s?[^\W\d_]{1,6})?(?:\sبتوقيت\s\w+)?(?=\s*(?:\||$))"
)
# "Posted by: <name> on <day>", with a number of views behind it.
POSTED_BY = re.compile(
    r"(?:(?:[^\W\d_]{3,6}\s)?(?:بواسطة|بقلم)|كتبه|نشره)\s?:?\s(?:[^\W\d_]+\s){1,4}(?:في|بتاريخ|يوم)\s"
)
# "Damage of the storm of 3 March 2024 repaired": words on both sides of the day, no sign between.
TOLD = re.compile(
    r"(?<!\w)(?:[^\W\d_]{2,15}\s){2}\d{1,2}\s[^\W\d_]{3,12}(?:/[^\W\d_]{3,12})?\s\d{4}م?\s"
    r"(?!الساعة|بتوقيت|الموافق|[آا]خر|قراءة|عدد|هـ)(?:[^\W\d_]{2,15}\s){2}"
)
DATE_HINT = re.compile(r"date|time|publish|posted|stamp|byline")
DAYS = re.compile(  # "2020/7/11-12": an event lasts for days, an article appears on one
    r"\d{4}[/.]\d{1,2}[/.]\d{1,2}\s?[-\u2013]\s?\d{1,2}(?!\d|\s?:\s?\d|[/.]\d)"
)


def may_be_dated(block: Block, *, in_full: bool) -> bool:
    """False for a number of views, the days of an event and the title of another article.

    `in_full`: only for a day with its year, else for "yesterday" and "3 hours ago" as well.
    """
    text = block.text
    if len(text) > LINE_CHARS_MAX:
        return False
    is_worded = not in_full and len(text) <= WORDED_CHARS_MAX
    if not (is_worded or (YEAR if in_full else FIGURE).search(text)):
        return False
    if block.link_share > LINKED_SHARE and len(text) > LINKED_CHARS_MAX and not is_date_line(text):
        return False
    return not (text.isdigit() or DAYS.search(text))


def names_month(text: str) -> bool:
    """True for a year with no other figure: a month, as archives and calendars head their lists."""
    return YEAR.search(text) is not None and not is_dated(text)


def raws_of(block: Block, *, has_hint: bool, changes: bool = False) -> Iterator[str]:
    """What may be the date in a line: all of it, its pieces, what follows "published in".

    `has_hint`: the names of its box speak of a date. What a word such as "updated" announces is
    left out, unless `changes` are asked for.
    """
    text, pieces = spaced(block), block.pieces
    if HIJRI in text:
        pieces = tuple(_joined(pieces))
    if changes and tells_change_too(text):
        text, pieces = _from_change(text), ()
    elif not changes:
        text, pieces = _before_change(text), tuple(_unchanged(pieces))
    words = _words(text)
    is_short = words <= WORDS_MAX
    is_told = has_hint or PUBLISHED.match(text) or POSTED_BY.match(bare(text))
    if is_told or (is_short and not _is_sentence(text, words)):
        yield text
        yield from pieces
    if is_short or SENTENCE.search(text):
        return
    if found := PUBLISHED_IN.search(text):
        yield found[0]
    bars = _joined(BARS.split(text))
    yield from _labelled_pieces(bars)
    yield from _dated_pieces(bars)
    pieces_of_names = _joined(SLASHES.split(text))
    if is_date_line(pieces_of_names[0]):  # before the publisher and its desk
        yield pieces_of_names[0]
    yield from _dated_pieces(pieces_of_names)
    yield from _dated_pieces(pieces)


def spaced(block: Block) -> str:
    """The line with a space where elements end and begin with a letter: their words are two.

    Or with a letter and a figure, or behind a year. Else "05:44 PM" before a name would have no
    word that tells the half of the day, and "19", "November", "2026" no month.
    """
    text, following = block.text, pairwise(block.parts)
    for before, after in following:
        if not after[:1].isalnum() or before[-1:].isspace():  # so it is at most joints
            continue
        ends = f"{bare(before)[-1:]}{after[:1]}"
        is_apart = not ends.isdigit() or ENDING_YEAR.search(before) is not None
        if len(ends) > 1 and ends.isalnum() and is_apart:
            text = text.replace(f"{before}{after}", f"{before} {after}", 1)
    return text


def _joined(pieces: Sequence[str]) -> list[str]:
    """The pieces, of which a day of the Hijri calendar is one with the day that follows it.

    That is the same in the other calendar. Alone it may be wrong by one: the moon is seen a day
    earlier in one country than in the next.
    """
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1].endswith(HIJRI) and YEAR.search(piece):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _from_change(text: str) -> str:
    """The line from the word of a change on: a date of publication stands before it."""
    plain = bare(text)
    found = find_change(plain)
    return plain[found.start() :] if found else text


def _is_sentence(text: str, words: int) -> bool:
    """True for a short line that tells when something happened: with a full stop or more words."""
    if words < SENTENCE_WORDS_MIN:
        return False
    return text.endswith(".") or (TOLD.search(text) is not None and not PUBLISHED.search(text))


def _before_change(text: str) -> str:
    """What stands before the word of a change, where that may be a date and none follows it."""
    plain = bare(text)
    found = find_change(plain)
    if found is None or not FIGURE.search(plain, 0, found.start()):
        return text
    if PUBLISHED.search(plain, found.end()):
        return text
    return plain[: found.start()].rstrip(JOINTS)


def _unchanged(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces without those from the word of a change to that of publication."""
    is_changed = False
    for piece in pieces:
        plain = bare(piece)
        if UPDATED.match(plain):
            is_changed = True
        elif PUBLISHED.match(plain):
            is_changed = False
        if not is_changed:
            yield piece


def _labelled_pieces(pieces: Sequence[str]) -> Iterator[str]:
    """What stands behind "published" in a long line of names: "By ..., posted on 4 March 2025".

    Within a sentence ("the report that was published on ...") it says nothing of this article.
    """
    for piece in pieces:
        found = PUBLISHED.search(piece)
        if found is None or len(piece) - found.start() > LABELLED_CHARS_MAX:
            continue
        before = piece[: found.start()].rstrip()
        if not before or before.endswith(LABEL_FOLLOWS):
            yield piece[found.start() :]


def _dated_pieces(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces of a line that has only names and figures; a time first joins the day before."""
    figured = [any(letter.isdigit() for letter in piece) for piece in pieces]
    limits = (WORDS_MAX if has else PIECE_WORDS_MAX for has in figured)
    if len(pieces) < PIECES_MIN or any(map(gt, map(_words, pieces), limits)):
        return
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        if BARE_CLOCK.match(following) and len(following) <= BARE_CLOCK_CHARS_MAX:
            yield f"{piece} {following}"
        yield piece


def _words(text: str) -> int:
    return sum(word[0].isalpha() and word not in OF_CALENDARS for word in text.split())
