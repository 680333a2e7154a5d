"""Lines that name a source: "المصدر: ...", "نقلاً عن ...", and the bracket that ends a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.core.provenance.names import is_name, is_outlet, names_in, tidy_name
from crawler.core.provenance.registry import Registry

LINE_CHARS_MAX = 80
_FROM = r"نقل(?:ا|\u0627\u064b|\u064b\u0627|آ)\s+عن"  # the tanwin before its letter or after
_OF = r"(?:الخبر|المقال|المقالة|التقرير|المادة|المعلومات)"
SOURCE_LINE = re.compile(
    rf"[*•(\[\s]*(?:(?:المصدر|المصادر|مصدر\s+{_OF}|المصدر\s+الأصلي|Sources?)\s*[:|/\-–—\u0640»]"
    rf"|(?:{_FROM})\s*[:\-–—]?)\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
LABEL = re.compile(
    rf"[*•\s]*(?:المصدر|مصدر\s+الخبر|{_FROM}|Source)\s*[:|/\-–—\u0640»]\s*", re.IGNORECASE
)
TAIL = re.compile(
    rf"(?:[(\[](?P<bracket>[^()\[\]]{{2,30}})[)\]]|[*•]\s*(?:{_FROM}\s+)?(?P<note>[^.،:*•]{{2,40}})"
    r"|[.!؟] ?[-–—\u0640]{1,2}\s*(?P<last>[^.،:()–—-]{2,30}))\s*[.*]*$"
)
TAIL_SIGN = re.compile(r"[)\]*•\-–—\u0640]")  # no tail is without one
# Words after a name that say what was done with the text.
ADAPTED = re.compile(
    r"[\s(،,\u2013\u2014-]{0,3}"
    r"(?:بتصر\u0651?ف|(?<=[(\u2013\u2014 -])ترجمة(?: \w{2,12})?)[)\s.]{0,3}$"
)
# These also begin other lines; with a known name behind them they are a label.
WEAK_LINE = re.compile(
    r"[*•(\[\s]*(?:(?:ترجمة\s+|مترجم\s+|منقول\s+)?عن|مصدر|المصدر|via|by"
    r"|(?:نُ?شرت?|منشور|منشورة)\s+(?:في|على))(?:\s*[:|/=\-–—]\s*|\s+)(?P<name>\S.{1,60})",
    re.IGNORECASE,
)
# Whose own report it is: "special to ...".
SPECIAL_TO = re.compile(
    r"[*•(\[\s]*+خاصة?\s*+(?:[:-]\s*+)?[بل](?:\u0640\s*+|\s++|(?=[«\"]))(?P<name>\S.{1,40})"
)
# A line about the article itself, and what follows its preposition.
_ITSELF = r"(?:الخبر|المقال|المقالة|التقرير|المادة|الموضوع)(?!\w)"
ABOUT_ITSELF = re.compile(
    rf"(?:هذا|هذه)\s+{_ITSELF}|(?:نُ?شر|نُ?قل|ظهر)ت?\s+{_ITSELF}[^\n]{{0,80}}\sأول(?:ا|\u0627\u064b|\u064b\u0627|آ)"
)
TAKEN = re.compile(
    r"(?:نُ?شر|نُ?قل|منقول|منشور|مقتبس|ظهر|المصدر)\w{0,2}\s(?:[^\n.]{0,60}?\s)?"
    r"(?:من|عن|على|في|لدى)\s+(?=(?P<rest>[^\n]{2,60}))"
)
# Who answers for a text, by a disclaimer: the source, with its name in brackets behind the word.
IN_BRACKETS = re.compile(r"المصدر\s?[(\[«\"]\s?(?P<rest>[^()\[\]«»\"\n]{2,40})[)\]»\"]")
# What follows a name in such a note.
NAME_END = re.compile(r"(?:\s(?:ولا|وقد|وهو|وهي|ولم|بتاريخ|يوم)\s|\s?[،.:؛()|]).*")
SENTENCE_CHARS_MAX = 200
TAIL_CHARS = 60
QUOTES = '«"“'
KNOWN_WORDS_MAX = 5
AND = re.compile(r" و ?")
SURE, MIXED, TAILED = 0.8, 0.5, 0.65


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that a line gives as its source, and how sure it is that it means the publisher.

    `others` are those that the same line names behind it.
    """

    name: str
    confidence: float
    others: tuple[str, ...] = ()


def read_credit(line: str) -> Credit | None:
    """The source that a short line names, or None. Of several the first, at half trust.

    >>> read_credit("المصدر: صحيفة الأيام")
    Credit(name='صحيفة الأيام', confidence=0.8, others=())
    >>> read_credit("المصدر: وكالات") is None
    True
    """
    match = SOURCE_LINE.fullmatch(line) if len(line) <= LINE_CHARS_MAX else None
    return credit_of(match["name"]) if match else None


@lru_cache(maxsize=256)  # an aggregator names the same few publishers
def credit_of(text: str) -> Credit | None:
    """The source that the words behind a label name."""
    text = ADAPTED.sub("", text)
    whole = tidy_name(text)
    names = names_in(text)
    if len(names) == 1:
        return Credit(names[0], SURE)
    if len(names) > 1:
        return Credit(names[0], MIXED, tuple(names[1:]))
    return Credit(whole, SURE) if is_name(whole) and not re.search(r"[+/|،,]", whole) else None


def read_weak(line: str, registry: Registry) -> Credit | None:
    """The known publisher that a short line names behind what may be a label: "via Reuters"."""
    if len(line) > LINE_CHARS_MAX or registry.by_name(line):
        return None
    match = WEAK_LINE.fullmatch(line)
    text = ADAPTED.sub("", match["name"]) if match else ""
    names = (tidy_name(text), *names_in(text)[:1])
    return next((Credit(name, TAILED) for name in names if name and registry.by_name(name)), None)


def read_special(line: str, registry: Registry) -> Credit | None:
    """The publisher to whom a short line says that the text is special.

    One that nobody knows has the word of a masthead in its name, or stands in quotation marks.
    """
    match = SPECIAL_TO.fullmatch(line) if len(line) <= LINE_CHARS_MAX else None
    name = tidy_name(match["name"]) if match else ""
    if not match or not is_name(name):
        return None
    told = registry.by_name(name) or is_outlet(name) or match["name"][0] in QUOTES
    return Credit(name, TAILED) if told else None


def read_sentence(line: str, registry: Registry) -> Credit | None:
    """The publisher in a note about the article itself: "this news was first seen on ...".

    Or in brackets behind "the source". One that nobody knows has a masthead's word in its name.
    """
    if len(line) > SENTENCE_CHARS_MAX:
        return None
    taken = TAKEN.finditer(line) if ABOUT_ITSELF.search(line) else ()
    rests = [match["rest"] for match in (*IN_BRACKETS.finditer(line), *taken)]
    if known := next(filter(None, (_known(rest, registry) for rest in rests)), None):
        return Credit(known, TAILED)
    names = (tidy_name(NAME_END.sub("", rest)) for rest in rests)
    return next((Credit(name, MIXED) for name in names if is_outlet(name)), None)


def _known(text: str, registry: Registry) -> str | None:
    """The longest known name with which a text begins."""
    words = text.split()[:KNOWN_WORDS_MAX]
    heads = (
        tidy_name(" ".join(words[:count]).rstrip(".،؛:")) for count in range(len(words), 0, -1)
    )
    return next((head for head in heads if is_name(head) and registry.by_name(head)), None)


def first_of(credit: Credit, registry: Registry) -> Credit:
    """The first of two known publishers that an "and" joins; any other credit as it is."""
    names = AND.split(credit.name)
    if len(names) < 2 or registry.by_name(credit.name) or not all(map(registry.by_name, names)):  # noqa: PLR2004 - two
        return credit
    return Credit(names[0], MIXED)


def is_label(line: str) -> bool:
    """True for a line that only says "source:" with its colon; the name stands in the next one."""
    return len(line) <= LINE_CHARS_MAX and LABEL.fullmatch(line) is not None


def read_tail(paragraph: str, registry: Registry) -> Credit | None:
    """The known publisher in the bracket, the note or the dash that ends a text; or alone."""
    end = paragraph[-TAIL_CHARS:]
    match = TAIL.search(end) if TAIL_SIGN.search(end) else None
    text = next(filter(None, match.groups()), "") if match else paragraph
    if len(text) > TAIL_CHARS or (match is None and not registry.by_name(text)):
        return None
    names = (tidy_name(text), *names_in(text)[:1])
    return next((Credit(name, TAILED) for name in names if name and registry.by_name(name)), None)
