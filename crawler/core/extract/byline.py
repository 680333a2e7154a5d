"""The author's name in a line beside the article that says so: "بقلم: ...", "كتب/ ...".

The label and the name may stand in elements of their own, and in lines one under the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from crawler.core.arabic.text import fold_text
from crawler.core.extract.author_names import CREDIT, OF_SENTENCES, is_plain_person, own_parts
from crawler.core.extract.blocks import PIECES_CHARS_MAX
from crawler.core.extract.container import HEADING_TAGS, LINKED_SHARE, Prose
from crawler.core.extract.own_foot import is_own_foot
from crawler.core.extract.page import Page
from crawler.core.extract.person import NAME, is_person
from crawler.core.noise.phrases import key_of
from crawler.core.provenance.names import is_generic, is_outlet, is_place
from crawler.core.provenance.registry import registry

BY = (
    r"(?:(?:نشرت?|[أا]ُ?رسلت?|مرسلة|كتبت?|[أا]ضيفت?)\s)?(?:بواسطة|بقلم(?:\s(?:ال)?كاتبة?(?!\w))?)|"
    r"(?:(?:written|posted|published|submitted|reported|interview) )?by|par|von"
)
WITH_SIGN = (
    r"(?:ال)?كاتب(?:ة)?(?:\sالمقال)?|(?:ال)?مؤلف|كتبت?(?:ه|ها)?|إعداد|تقرير|(?:أجرى ال)?حوار|"
    r"حاورت?ه?ا?|author|auteur"
)
LABEL = re.compile(
    rf"(?:(?:{BY})(?:\s*[:/|\\-]\s*|\s+)|(?:{WITH_SIGN})\s*[:،,/|\\-]\s*|"
    r"كتبت?(?:ه|ها)?\s+(?=\w+\s\w+$))",
    re.IGNORECASE,
)
# Words that may as well head a report: "investigation: the lost ships". A person has to follow.
OF_PERSON = re.compile(
    r"(?:تقرير\sخاص|استطلاع|تحقيق|تغطية|متابعة|رصد|لقاء|(?:ال)?محرر|إعداد\sوتقديم|"
    r"[أا]عد(?:ه|ها|ت)?(?:\s[^\W\d_]{2,12}){0,2}|"
    r"كتبت?\sال(?:محلل|دكتور|محرر|صحفي|كاتب|[أا]ستاذ|مهندس|محامي|لواء|عميد|سفير)ة?(?:\sال[^\W\d_]{2,12}){0,2}|"
    r"(?:ال)?مراسل(?:ة|نا|تنا)?(?:\s[^\W\d_]{2,12}){0,3})\s*[:/|\\-]\s*"
)
PEN, PEN_SIGN = "\u270d", re.compile(r"\u270d\ufe0f?\s*[:/]?\s*")  # a hand that writes: "by"
ALONE = re.compile(rf"(?:{BY})\s*[:/|\\-]?|(?:{WITH_SIGN})\s*[:،,/|\\-]", re.IGNORECASE)
BARE = re.compile(WITH_SIGN, re.IGNORECASE)  # may as well be a section: "report", "interview"
LATE = re.compile(rf"\d.*\s(?:{BY})\s+(?P<name>[^\d:]+)$", re.IGNORECASE)
# Of a name and a date in one.
STAMP = re.compile(
    r"\s(?:في|بتاريخ|يوم|on|[-–—|]|ال(?:سبت|[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة))\s.*\d.*$"
    r"|\s\(?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d).*$"
)
SIGN = re.compile(r"[|•·/]")
PIECES = re.compile(r"\s?[|•·]\s?|\s?/\s?(?=\D)")
LATIN = re.compile(r"[a-z]", re.IGNORECASE)
# Words within names that have no capital.
PARTICLES = frozenset(
    ("al", "bin", "ibn", "el", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la",
     "le", "van", "vom", "von", "zu")
)  # fmt: skip
SEVERAL = re.compile(r"\s?[,،;&]\s?|\s(?:and|und|et|و)\s")
JOINTS = frozenset((",", "،", "&", "and", "und", "et", "و"))
# One of these stands in each of them. Where the lines have none, no expression is tried.
LABEL_WORDS = (
    "بواسطة", "بقلم", "كاتب", "كتب", "مؤلف", "عد", "تقرير", "حوار", "حاور", "استطلاع", "تحقيق",
    "تغطية", "متابعة", "رصد", "لقاء", "محرر", "مراسل", "by", "par", "von", "author", "auteur", PEN,
)  # fmt: skip
OTHER_LABELS = frozenset(map(key_of, ("تاريخ النشر", "آخر تحديث", "آخر تعديل", "هيئة التحرير")))
LINE_CHARS_MAX = 80
ABOVE_MAX, BELOW_MAX = 3, 8  # blocks around the headline
SURE_AFTER_MAX, AFTER_MAX = 2, 6  # under the text
NO_NAMES = frozenset(("related", "teaser", "most_read", "latest", "comments", "caption", "footer"))


def shown_authors(page: Page, prose: Prose, heading: int, span: tuple[int, int]) -> list[str]:
    """The names that a labelled line around the headline or under the text gives, mostly one.

    Of two to five words; no publisher, no place, nobody in particular. `span` is the first and the
    last block of the text.
    """
    anchor = heading if heading >= 0 else span[0]
    end = min(max(span[0] + 1, anchor + BELOW_MAX), len(page.layout.blocks))
    around = [index for index in range(max(0, anchor - ABOVE_MAX), end) if index != heading]
    for places in (around, _below(page, span[1])):
        if _may_tell(page, places) and (
            names := _named(list(_lines(page, prose, places, span[0])))
        ):
            return names
    return []


def _may_tell(page: Page, places: Iterable[int]) -> bool:
    """False where no line that is short enough has a word of a label: so it is mostly."""
    blocks = page.layout.blocks
    short = [text for index in places if len(text := blocks[index].text) <= PIECES_CHARS_MAX]
    lines = " ".join(short).lower()
    return any(map(lines.__contains__, LABEL_WORDS))


def is_byline(text: str) -> bool:
    """True for a text that begins with such a label, or is one."""
    if LABEL.match(text) or ALONE.fullmatch(text):
        return True
    return BARE.fullmatch(text) is not None


def _named(texts: list[str]) -> list[str]:
    """The first name under a label, and those that "and" joins to it."""
    for at, text in enumerate(texts):
        if len(text) > LINE_CHARS_MAX:
            continue
        name = _name_in(text) or (_name_under(texts[at - 1], text) if at else None)
        if name:
            more = zip(texts[at + 1 :: 2], texts[at + 2 :: 2], strict=False)
            joined = takewhile(lambda pair: pair[0] in JOINTS and _name(pair[1]), more)
            return [name, *(each for _, each in joined)]
    return []


def _name_under(label: str, text: str) -> str | None:
    if ALONE.fullmatch(label):
        return _name(text)
    return _name(text) if BARE.fullmatch(label) and is_person(text) else None


def _below(page: Page, last: int) -> list[int]:
    """The lines under the text; behind the first ones only up to a heading, or in the post's foot.

    Under headings stand other articles and who wrote them.
    """
    layout = page.layout
    places = range(last + 1, min(last + 1 + AFTER_MAX, len(layout.blocks)))
    if not _may_tell(page, places):
        return []
    sure = {*places[:SURE_AFTER_MAX]}
    sure.update(takewhile(lambda index: layout.blocks[index].tag not in HEADING_TAGS, places))
    return [index for index in places if index in sure or is_own_foot(layout, index)]


def _lines(page: Page, prose: Prose, places: Iterable[int], first: int) -> Iterator[str]:
    """The texts of these blocks, and of lines of several parts these one by one.

    Above the `first` block of the text what is marked as a footer is no foot of the page.
    """
    for index in places:
        block = page.layout.blocks[index]
        is_link = block.tag in HEADING_TAGS and block.link_share > LINKED_SHARE
        kind = prose.kinds[index]
        if kind == "footer" and (index < first or is_own_foot(page.layout, index)):
            kind = None
        if is_link or kind in NO_NAMES:  # "a book by ...", and where to buy it
            continue
        yield from (part for piece in block.pieces or (block.text,) for part in _parts(piece))


def _without_pen(piece: str) -> str:
    """A line with the sign of a pen as one with a label."""
    text = PEN_SIGN.sub("", piece)
    return text if LABEL.match(text) else f"بقلم: {text}"


def _parts(piece: str) -> list[str]:
    """The piece, cut at bars where a label follows one: "site/ place/ by: name"."""
    if len(piece) > LINE_CHARS_MAX:
        return [piece]
    if PEN in piece:
        piece = _without_pen(piece)
    if SIGN.search(piece) is None:
        return [piece]
    parts = PIECES.split(piece)
    return parts if any(LABEL.match(part) for part in parts[1:]) else [piece]


def _name_in(text: str) -> str | None:
    label = LABEL.match(text)
    if label:
        return _name(text[label.end() :])
    if told := OF_PERSON.match(text):
        name = _name(text[told.end() :])
        return name if name and is_plain_person(name) else None
    late = LATE.search(text)
    return _name(late["name"]) if late else None


def _name(text: str) -> str | None:
    """The text where it is a name or several; one in Latin letters has capitals."""
    if len(text) > LINE_CHARS_MAX:
        return None
    told = CREDIT.sub("", STAMP.sub("", text)).strip(" :-|،,*")
    if all(map(may_be_author, SEVERAL.split(told))):
        return told
    parts = (part for piece in own_parts(told) for part in SEVERAL.split(piece))
    return "; ".join(filter(is_plain_person, parts)) or None


def may_be_author(name: str) -> bool:
    """True for two to five words that name no publisher, no place and nobody in particular."""
    if not NAME.fullmatch(name) or key_of(name) in OTHER_LABELS:
        return False
    if not OF_SENTENCES.isdisjoint(fold_text(name).split()):
        return False
    if LATIN.match(name) and not all(map(_is_capital, name.split())):
        return False
    if is_generic(name) or is_outlet(name) or is_place(name):
        return False
    return registry().by_name(name) is None


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word in PARTICLES
