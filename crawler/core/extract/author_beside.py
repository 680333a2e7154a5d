"""The author whom no label tells: a link to an author's page, a person's name beside the date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from crawler.core.arabic.text import fold_text
from crawler.core.extract.author_names import is_plain_person
from crawler.core.extract.byline import BELOW_MAX, LINE_CHARS_MAX, NO_NAMES, may_be_author
from crawler.core.extract.container import PROSE_CHARS, Prose
from crawler.core.extract.laid_out import block_of
from crawler.core.extract.layout import Anchor
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.page import Page
from crawler.core.extract.person import CALLING, NAME, is_person
from crawler.core.provenance.names import is_generic, is_outlet, is_place

ABOVE_MAX = 6  # blocks: on pages of opinions the author stands above the headline
DATED_ABOVE_MAX = 4
LINKS_CHARS_MAX = 160  # of a line with links to authors
AUTHORS_MAX = 3  # links to more of them are a list of those who write
HREF = re.compile(
    r"[/?&=_-](?:authors?|auteurs?|autor(?:en|es)?|writers?|columnists?|journalists?|byline|"
    r"kuttab|كاتب|كتاب|الكاتب|كتاب-الراي)[/=_?-]|/by/",
    re.IGNORECASE,
)
PROFILE = re.compile(r"[/?&](?:users?|profiles?|people|members?|u)[/=]", re.IGNORECASE)
JOINT = re.compile(r"\s?[|•·/()]\s?|\s[-–—]\s")
# Elements that say they hold the author's name; where no such word is in the page, none does.
SIGN = b"author"
NAMED = (
    '[rel~="author"],[itemprop~="author"],.author,.author-name,.post-author,.entry-author,'
    ".article-author,.byline-author"
)
MAYBE_NAMED = '[rel~="author"],[itemprop~="author"],[class*="author" i]'  # for half of the price
_OTHERS = (
    "share this story read more view about all follow comments posted news media group press site"
)
OTHER_WORDS = frozenset(_OTHERS.split())  # of what else stands there in Latin letters
# What those who are called authors have before their names besides a doctor's title.
RANK = re.compile(r"(?:ال)?(?:محامي|قاضي|سفير|عميد|عقيد|لواء|شيخ|نقيب|مستشار)ة?\s(?:الركن\s)?")
# One who writes; of those whom a line introduces in other ways most are spoken of.
WRITER = re.compile(
    r"(?:ال)?(?:كاتبه?|صحفيه?|صحافيه?|باحثه?|محرره?|مراسله?|اعلاميه?|اكاديميه?|روائيه?|محلله?)(?!\w)"
)
SUBJECT = re.compile(r"[/?&](?:tags?|topics?|keywords?|search|players?|s|q)[/=]", re.IGNORECASE)
AGO = re.compile(r"(?<!\w)(?:منذ|قبل)\s")


def authors_beside(page: Page, prose: Prose, heading: int, first: int) -> list[str]:
    """The names, mostly one or none: those that links give, else the one beside the date."""
    if heading < 0:
        return []
    places = [
        index
        for index in _around(page, prose, heading, first)
        if prose.kinds[index] not in NO_NAMES
        and len(page.layout.blocks[index].text) <= LINKS_CHARS_MAX
    ]
    linked = _linked(page, places)
    linked = linked or _named(page, [each for each in places if each <= first + 1])
    if linked:
        return linked if len(linked) <= AUTHORS_MAX else []
    beside = [each for each in places if each != heading and each >= heading - DATED_ABOVE_MAX]
    name = next(_dated(page, beside, heading), None)
    return [name] if name else []


def _around(page: Page, prose: Prose, heading: int, first: int) -> range:
    """From above the headline to the second paragraph: the first may be a deck."""
    end = min(max(first + 1, heading + BELOW_MAX), len(page.layout.blocks))
    told = [index for index in range(first, end) if prose.values[index] >= PROSE_CHARS]
    return range(max(0, heading - ABOVE_MAX), told[1] if len(told) > 1 else end)


def _linked(page: Page, places: list[int]) -> list[str]:
    """The names that links to the pages of authors have, each once."""
    near = frozenset(places)
    found = {
        anchor.text: None
        for anchor in page.layout.anchors
        if anchor.block in near and _leads_to_author(anchor)
    }
    return list(found)


def _leads_to_author(anchor: Anchor) -> bool:
    """True for a name over a link to an author, or to anybody where it is surely a person's."""
    if not NAME.fullmatch(anchor.text):
        return False
    href = unquote(anchor.href)
    is_known = HREF.search(href) is not None
    return is_known or (PROFILE.search(href) is not None and is_person(anchor.text))


def _named(page: Page, places: list[int]) -> list[str]:
    """The persons in elements that are called after the author."""
    if SIGN not in page.markup:
        return []
    near = frozenset(places)
    found: dict[str, None] = {}
    for node in page.tree.css(MAYBE_NAMED):
        text = " ".join(node.text(separator=" ").split())
        if _is_plain_name(text) and block_of(page.layout, node) in near and _is_called(node):
            found[text] = None
    return list(found)


def _is_called(node: LexborNode) -> bool:
    """True for one of the elements of `NAMED` among those that may be one."""
    found = node.css_first(NAMED)  # itself or one in it
    return found is not None and found.mem_id == node.mem_id


def _is_plain_name(text: str) -> bool:
    if not text.isascii():
        rank = RANK.match(text)
        return is_plain_person(text[rank.end() :] if rank else text)
    return may_be_author(text) and OTHER_WORDS.isdisjoint(text.lower().split())


def _dated(page: Page, places: list[int], heading: int) -> Iterator[str]:
    """The persons in a line with a date, beside one, over a calling, behind or before a place."""
    blocks = page.layout.blocks
    pictured = {image.block for image in page.layout.images}
    timed = {stamp.block for stamp in page.layout.stamps}
    for at, index in enumerate(places):
        text = blocks[index].text
        if text.isascii() or len(text) > LINE_CHARS_MAX:
            continue  # the given names are Arabic
        pieces = blocks[index].pieces or (text,)
        parts = [part for piece in pieces for part in JOINT.split(piece)]
        persons = [*filter(is_plain_person, parts)]
        if not persons or _has_links(page, index):
            continue
        below = [blocks[each].text for each in places[at + 1 : at + 2]]
        above = [blocks[each].text for each in places[:at][-1:]]
        is_near = index not in pictured and any(map(_tells_when, (*below, *above)))
        is_own = index in timed or _tells_when(text) or _is_sourced(parts)
        is_told = any(map(_is_writer, parts[1:])) or any(map(_is_calling, below))
        is_told = is_told or (index > heading and index not in pictured and _is_from(parts))
        if is_near or is_own or is_told:
            yield from persons


def _is_calling(text: str) -> bool:
    """True for a line that begins with what somebody does: "a writer from Aden"."""
    return CALLING.match(fold_text(text[:LINE_CHARS_MAX])) is not None


def _is_writer(text: str) -> bool:
    return WRITER.match(fold_text(text)) is not None


def _has_links(page: Page, index: int) -> bool:
    """True for a line with a link to a subject, or with several links."""
    hrefs = [anchor.href for anchor in page.layout.anchors if anchor.block == index]
    return len(hrefs) > 1 or any(map(SUBJECT.search, hrefs))


def _is_sourced(parts: list[str]) -> bool:
    """True for a line that begins with a place, a desk or a publisher: "Aden - ..."."""
    head = parts[0]
    return len(parts) > 1 and (is_place(head) or is_generic(head) or is_outlet(head))


def _is_from(parts: list[str]) -> bool:
    """True for a line of somebody and a place: "Salem Ahmed - Aden"."""
    _, *rest = parts
    return len(rest) == 1 and is_place(rest[0])


def _tells_when(text: str) -> bool:
    return len(text) <= LINE_CHARS_MAX and (is_dated(text) or AGO.search(text) is not None)
