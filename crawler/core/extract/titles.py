"""Texts that may be the headline of a page: what its head announces, what its headings say."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from crawler.core.extract.container import HEADING_TAGS, Prose
from crawler.core.extract.headline import Headline, read_headline
from crawler.core.extract.jsonld import text_in
from crawler.core.extract.own_pages import is_own_page
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of

CHARS_MAX = 400
META_NAMES = ("og:title", "twitter:title", "dc.title", "title")
CUT_OFF = ("...", "…")
MAIN_TAGS = frozenset(("h1",))
OTHER_TAGS = HEADING_TAGS - MAIN_TAGS
NOT_HEADLINES = frozenset(("teaser", "related", "most_read", "latest", "comments", "footer"))


@dataclass(frozen=True, slots=True)
class Heading:
    """The headline, how it was found, and its block (-1 when only the head names it)."""

    line: Headline
    method: str
    block: int = -1

    @property
    def text(self) -> str:
        """The headline itself."""
        return self.line.text


@dataclass(frozen=True, slots=True)
class Title:
    """A text that may be the headline, and the form in which it is compared."""

    line: Headline
    key: str
    method: str
    block: int = -1
    is_cut: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text


def announced_titles(
    page: Page, site_names: tuple[str, ...], names: AbstractSet[str]
) -> list[Title]:
    """What the head says, the surest first; nothing that names the site or one of its own pages."""
    raws = [("meta", page.meta.get("og:title", ""))]
    raws += [("jsonld", text_in(node.get("headline"))) for node in page.article_ld]
    raws += [("meta", page.meta.get(name, "")) for name in META_NAMES[1:]]
    raws += [("microdata", text_in(node.get("headline"))) for node in page.microdata]
    raws += [("title", page.title)]
    found = []
    known = {""}
    for method, raw in raws:
        if raw in known:
            continue
        known.add(raw)
        line = read_headline(raw, site_names=site_names)
        key = key_of(line.text)
        if key and key not in names and len(line.text) <= CHARS_MAX and not is_own_page(key):
            found.append(Title(line, key, method, is_cut=raw.rstrip().endswith(CUT_OFF)))
    return found


def seen_headings(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: AbstractSet[str],
    tags: frozenset[str],
) -> Iterator[Title]:
    """Headings of the page with one of the tags, or with a name that says so, in order."""
    boxes = page.layout.boxes
    for index, block in enumerate(page.layout.blocks):
        if block.tag not in tags and (tags is MAIN_TAGS or "headline" not in boxes[block.box].hint):
            continue
        if len(block.text) > CHARS_MAX or prose.kinds[index] in NOT_HEADLINES:
            continue
        line = read_headline(block.text, site_names=site_names)
        key = key_of(line.text)
        if key and key not in names:
            yield Title(line, key, block.tag, index)
