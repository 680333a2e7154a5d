"""The section of an article: JSON-LD, meta, breadcrumb, or the short line beside the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urlsplit

from crawler.core.arabic.text import fold_text
from crawler.core.extract.author_note import CALLING
from crawler.core.extract.byline import LABEL as BYLINE
from crawler.core.extract.container import SENTENCE_ENDS, Prose
from crawler.core.extract.dates.published import Clock
from crawler.core.extract.heading import Heading
from crawler.core.extract.jsonld import text_in, types_of
from crawler.core.extract.layout import Block
from crawler.core.extract.metadata import authors_of
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.credit import is_label, read_credit
from crawler.core.provenance.dateline import read_dateline
from crawler.core.provenance.names import is_generic, is_outlet
from crawler.core.provenance.registry import registry
from crawler.core.provenance.section_names import is_section

METAS = (
    "article:section",
    "section",
    "parsely-section",
    "category",
    "articlesection",
    "sailthru.section",
)
# What stands beside a headline and tells nothing of its section.
TOOLS = frozenset(map(key_of, ("ملخص", "الملخص", "الخلاصة", "حجم الخط", "حجم الخط + -", "النص")))
ITEM_WORDS_MAX = 2
WORDS_MAX = 4
CHARS_MAX = 40
HOME = frozenset(
    map(key_of, ("الرئيسية", "الصفحة الرئيسية", "home", "homepage", "start", "صفحه اصلی", "خانه"))
)
CRUMB_HINT = "crumb"
CRUMB_DEPTH = 4  # boxes from a link up to the breadcrumb that holds it
BESIDE_MAX = 4  # lines between the headline and the section
# Of the words that stand for nobody, those that no section is called: "تقارير" and "ترجمة" are.
SPECIAL = frozenset(("خاص", "خاصه", "وكالات", "الوكالات"))
NO_SECTION = re.compile(r"^#|author|autor|profile|/people|/staff|/by/|/user|login", re.IGNORECASE)
SECTION_PATH = re.compile(r"/(?:category|categories|section|rubrik|ressort|topic|kategori)\w*/")
ARABIC = re.compile(r"[\u0621-\u064a]")
DASH = re.compile(r"\s+[-–—|/]\s+")
# Sections with a word that mastheads have.
NO_OUTLETS = frozenset(
    map(
        key_of,
        ("صوت وصورة", "صوت و صورة", "إذاعة وتلفزيون", "قناة الفيديو", "أخبار اليوم", "منبر حر"),
    )
)


def find_section(
    page: Page, prose: Prose, heading: Heading, clock: Clock
) -> tuple[str, str] | None:
    """The section and how it was found, or None."""
    for text, method in _candidates(page, prose, heading.block, clock):
        key = key_of(text)
        if key and key not in HOME and key != key_of(heading.text) and len(text) <= 2 * CHARS_MAX:
            return text, method
    return None


def _candidates(page: Page, prose: Prose, heading: int, clock: Clock) -> Iterator[tuple[str, str]]:
    yield from _stated(page)
    for node in page.json_ld:
        if "breadcrumblist" in types_of(node):
            for text in _crumbs(node.get("itemlistelement")):
                yield text, "breadcrumb"
    for text in _trail(page):
        yield text, "breadcrumb"
    yield from _beside(page, prose, heading, clock)


def _stated(page: Page) -> Iterator[tuple[str, str]]:
    """What the page says for machines."""
    for node in page.article_ld:
        if text := text_in(node.get("articlesection")):
            yield text, "jsonld"
    for name in METAS:
        if stated := page.meta.get(name):
            yield stated, "meta"
    for node in page.microdata:
        if text := text_in(node.get("articlesection")):
            yield text, "microdata"


def _trail(page: Page) -> Iterator[str]:
    """The links of what the names of boxes call a breadcrumb, the last one first."""
    layout = page.layout
    crumbs = {
        index
        for index, box in enumerate(layout.boxes)
        if box.last > box.first and CRUMB_HINT in box.hint
    }
    if not crumbs:
        return
    for anchor in reversed(layout.anchors):
        if anchor.text and anchor.block < len(layout.blocks):
            around = layout.ancestors(layout.blocks[anchor.block].box)[:CRUMB_DEPTH]
            if not crumbs.isdisjoint(around):
                yield anchor.text


def _crumbs(items: object) -> list[str]:
    """The names of a breadcrumb but the last, which is the page itself, nearest first."""
    if not isinstance(items, list):
        return []
    names = []
    for item in items:
        if isinstance(item, dict):
            lower = {str(key).lower(): value for key, value in item.items()}
            names.append(text_in(lower.get("name")) or text_in(lower.get("item")))
    return [name for name in reversed(names[:-1]) if "://" not in name]


def _beside(page: Page, prose: Prose, heading: int, clock: Clock) -> Iterator[tuple[str, str]]:
    """A short line under the headline, or right above it: no date, no tool, not the source's."""
    if heading < 0:
        return
    blocks = page.layout.blocks
    below = range(heading + 1, min(len(blocks), heading + 1 + BESIDE_MAX))
    lines = takewhile(lambda index: prose.values[index] <= CHARS_MAX, below)
    for index in (*lines, heading - 1):
        if index < 0 or kind_of_line(blocks[index].text) or _is_sourced(page, index):
            continue
        if index > heading and _is_person(page, index):
            continue
        if _is_point(blocks[index]):
            continue
        named = {each.text for each in page.layout.sources if each.block == index}
        for text in blocks[index].pieces or _parts(blocks[index].text):
            is_source = text in named or _names_source(text)
            if not is_source and _names_section(text, clock) and _is_sure(page, index, text):
                yield text, "text"
                return


def _parts(line: str) -> tuple[str, ...]:
    """A section beside "special" ("محليات - خاص") without it; any other line as it is."""
    parts = DASH.split(line)
    others = tuple(part for part in parts if key_of(part) not in SPECIAL)
    return others if len(others) == 1 < len(parts) and is_section(others[0]) else (line,)


def _names_section(text: str, clock: Clock) -> bool:
    """True for a word or a few that are no label of the page and no date."""
    if len(text) > CHARS_MAX or len(text.split()) > WORDS_MAX or kind_of_line(text):
        return False
    if text.endswith(SENTENCE_ENDS) or BYLINE.match(text) or key_of(text) in TOOLS:
        return False
    letters = any(letter.isalpha() for letter in text)
    digits = any(letter.isdigit() for letter in text)
    return letters and not digits and clock.read(text) is None


def _is_sure(page: Page, index: int, text: str) -> bool:
    """False for the author and for the link to a person or a tool.

    Outside of Arabic true for the link of a section only: there a line beside a headline is a label
    or a name more often than a section.
    """
    if key_of(text) in {key_of(each.name) for each in (authors_of(page) or ((), ""))[0]}:
        return False
    links = (each for each in page.layout.anchors if each.block == index and each.text == text)
    hrefs = [each.href for each in links]
    if any(map(NO_SECTION.search, hrefs)):
        return False
    if is_section(text) or ARABIC.search(page.title or text):
        return True
    own = urlsplit(page.url).path
    paths = (urlsplit(href).path.rstrip("/") for href in hrefs)
    return any(path and (own.startswith(f"{path}/") or SECTION_PATH.search(path)) for path in paths)


def _is_point(block: Block) -> bool:
    """True for an item of a summary in points; a list may name section, date and source, too."""
    is_item = block.tag == "li" and not block.link_chars
    return is_item and len(block.text.split()) > ITEM_WORDS_MAX and not is_section(block.text)


def _is_person(page: Page, index: int) -> bool:
    """True for a line over one that begins with a calling: "a writer and researcher"."""
    below = page.layout.blocks[index + 1 : index + 2]
    return any(CALLING.match(fold_text(block.text[:CHARS_MAX])) for block in below)


def _is_sourced(page: Page, index: int) -> bool:
    """True for a line that is a dateline as a whole, or that stands under "source:"."""
    blocks = page.layout.blocks
    if index and is_label(blocks[index - 1].text):
        return True
    return read_dateline(blocks[index].text, registry(), is_whole=True) is not None


def _names_source(text: str) -> bool:
    """True for what the finder of origins reads as a publisher, a source line or a dateline."""
    if is_label(text) or read_credit(text) or read_dateline(text, registry(), is_whole=True):
        return True
    if is_generic(text):
        return not SPECIAL.isdisjoint(key_of(text).split())
    if registry().by_name(text):
        return True
    return is_outlet(text) and key_of(text) not in NO_OUTLETS
