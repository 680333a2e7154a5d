"""The section of an article: JSON-LD, meta, breadcrumb, or the short line beside the headline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from crawler.core.extract.jsonld import text_in, types_of
from crawler.core.extract.page import Page
from crawler.core.extract.reading import Reading
from crawler.core.extract.section_beside import section_beside
from crawler.core.extract.section_trail import HOME
from crawler.core.extract.section_word import names_source
from crawler.core.noise.phrases import key_of

METAS = (
    "article:section",
    "section",
    "parsely-section",
    "category",
    "articlesection",
    "sailthru.section",
)
CHARS_MAX = 80
CRUMB_HINT = "crumb"
CRUMB_DEPTH = 4  # boxes from a link up to the breadcrumb that holds it


def find_section(reading: Reading) -> tuple[str, str] | None:
    """The section and how it was found, or None."""
    headline = key_of(reading.heading.text)
    for text, method in _candidates(reading):
        key = key_of(text)
        if key and key not in HOME and key != headline and len(text) <= CHARS_MAX:
            return text.lstrip("# "), method
    return None


def _candidates(reading: Reading) -> Iterator[tuple[str, str]]:
    page = reading.page
    yield from _stated(page)
    for node in page.json_ld:
        if "breadcrumblist" in types_of(node):
            for text in _crumbs(node.get("itemlistelement")):
                yield text, "breadcrumb"
    for text in _trail(page):
        yield text, "breadcrumb"
    if beside := section_beside(reading):
        yield beside, "text"


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
            around = islice(layout.outward(layout.blocks[anchor.block].box), CRUMB_DEPTH)
            if not crumbs.isdisjoint(around) and not names_source(anchor.text):
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
