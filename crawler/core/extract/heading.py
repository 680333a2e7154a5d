"""Which headline a page shows: what its head announces and what readers see must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from crawler.core.extract.container import HEADING_TAGS, Prose
from crawler.core.extract.headline import Headline, read_headline
from crawler.core.extract.jsonld import text_in
from crawler.core.extract.kicker import in_its_words, is_labelled, without_kicker
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of, kind_of_line

WORDS_MIN = 2
PARAGRAPH_CHARS = 60
LINKED_SHARE = 0.5
GUESSED_WORDS_MIN = 4  # of a line that no tag and no head calls a headline
CHARS_MAX = 400
ABOVE_BODY_MAX = 12  # blocks between a headline and its article: section, date, share, caption
SHARED_MIN = 0.4  # of the words of two headlines that tell the same story
META_NAMES = ("og:title", "twitter:title", "dc.title", "title")
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
CUT_OFF = re.compile(r"(?:\.\.\.|…)\s*$")
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
class _Title:
    """A text that may be the headline, and the form in which it is compared."""

    line: Headline
    key: str
    method: str
    block: int = -1
    is_cut: bool = False

    @property
    def text(self) -> str:
        return self.line.text


def find_heading(page: Page, prose: Prose, site_names: tuple[str, ...]) -> Heading | None:
    """The best headline, or None when the page has none but its site's name."""
    names = {key_of(name) for name in site_names}
    announced = _announced(page, site_names, names)
    mains = list(_seen(page, prose, site_names, names, MAIN_TAGS))
    for rank, title in enumerate(announced):
        found = _same(title, mains)
        if found and not _has_kicker(title, announced[:rank]):
            return found
    for title in announced:
        if found := _same(title, mains) or _reconciled(page, title, mains):
            return _unlinked(page, prose, title, found, site_names)
    others = list(_seen(page, prose, site_names, names, OTHER_TAGS))
    for title in announced:
        if found := _same(title, others) or _reconciled(page, title, others):
            return _unlinked(page, prose, title, found, site_names)
    mains = [each for each in mains if len(each.key.split()) >= WORDS_MIN]
    if mains and all(title.method == "title" for title in announced):
        blocks = page.layout.blocks
        own = (each for each in mains if blocks[each.block].link_share <= LINKED_SHARE)
        first = next(own, mains[0])
        return Heading(first.line, "h1", first.block)
    if announced:
        return _unmarked(page, announced, site_names)
    return _guess(page, prose, names, site_names) if prose.box >= 0 else None


def _announced(page: Page, site_names: tuple[str, ...], names: set[str]) -> list[_Title]:
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
        line = read_headline(_unescaped(raw), site_names=site_names)
        key = key_of(line.text)
        if key and key not in names and len(line.text) <= CHARS_MAX:
            found.append(_Title(line, key, method, is_cut=bool(CUT_OFF.search(raw))))
    return found


def _unescaped(text: str) -> str:
    """Texts of the head are often escaped twice."""
    return unescape(text) if ENTITY.search(text) else text


def _seen(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: set[str],
    tags: frozenset[str],
) -> Iterator[_Title]:
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
            yield _Title(line, key, block.tag, index)


def _same(title: _Title, seen: list[_Title]) -> Heading | None:
    """The headline when a heading says the same: two that agree are right, whatever others say."""
    for heading in seen:
        if heading.key == title.key:
            return Heading(_fuller(title, heading), "agreed", heading.block)
    return None


def _has_kicker(title: _Title, better: list[_Title]) -> bool:
    """True when the title is one of the better ones and words in front of it."""
    return any(title.key.endswith(" " + each.key) for each in better)


def _unlinked(
    page: Page, prose: Prose, title: _Title, found: Heading, site_names: tuple[str, ...]
) -> Heading:
    """The heading, unless it leads elsewhere and another one is the rest of the title.

    Then it is the name of the site or of a section, which no metadata tells, over the headline.
    """
    blocks = page.layout.blocks
    if found.block < 0 or blocks[found.block].link_share <= LINKED_SHARE:
        return found
    for heading in _seen(page, prose, site_names, set(), HEADING_TAGS):
        is_linked = blocks[heading.block].link_share > LINKED_SHARE
        if is_linked or len(heading.key.split()) <= WORDS_MIN:
            continue
        if is_labelled(title.key, heading.key):
            return Heading(heading.line, "agreed", heading.block)
    return found


def _worded(page: Page, title: _Title, seen: list[_Title]) -> Heading | None:
    """The headline in a heading of several elements, one of which may be a kicker."""
    for heading in seen:
        pieces = page.layout.blocks[heading.block].pieces
        if not pieces:
            continue
        told = without_kicker(title.key, pieces) or in_its_words(title.text, heading.text)
        if told:
            return Heading(read_headline(told), "agreed", heading.block)
    return None


def _reconciled(page: Page, title: _Title, seen: list[_Title]) -> Heading | None:
    """The headline when a heading says nearly what the head says; which wording is better."""
    if found := _worded(page, title, seen):
        return found
    for heading in seen:
        if len(heading.key.split()) < WORDS_MIN:
            continue
        if _begins(title.key, heading.key):  # the head adds a label or the site's name
            return Heading(heading.line, "agreed", heading.block)
        if title.is_cut and heading.key.startswith(title.key):
            return Heading(heading.line, "agreed", heading.block)
        if title.key.endswith(" " + heading.key):
            extra = title.key[: -len(heading.key)].rstrip()
            shown = title if extra.endswith(":") and title.method != "title" else heading
            return Heading(shown.line, "agreed", heading.block)
    words = set(title.key.split())
    for heading in seen:
        own = set(heading.key.split())
        if heading.method == "h1" and len(own & words) >= SHARED_MIN * min(len(own), len(words)):
            shown = heading if title.method == "title" else title
            return Heading(shown.line, "agreed", heading.block)
    return None


def _begins(title: str, words: str) -> bool:
    """True when a title is these words and more."""
    return title.startswith(words) and not title[len(words) : len(words) + 1].isalnum()


def _fuller(title: _Title, heading: _Title) -> Headline:
    """Of two wordings with one key the longer: the other lacks a mark or a vowel sign."""
    return heading.line if len(heading.text) >= len(title.text) else title.line


def _unmarked(page: Page, announced: list[_Title], site_names: tuple[str, ...]) -> Heading:
    """What the head announces; its line on the page, though no tag calls it a headline.

    A title such as "headline - name of the site" is cut to the line that readers see.
    """
    for title in announced:
        if len(title.key.split()) <= WORDS_MIN:
            continue
        for index, block in enumerate(page.layout.blocks):
            if len(block.text) > len(title.text) + 10 or len(block.text) < len(title.text) // 3:
                continue
            key = key_of(block.text)
            if key == title.key:
                return Heading(title.line, "agreed", index)
            if len(key.split()) > WORDS_MIN and is_labelled(title.key, key):
                line = read_headline(block.text, site_names=site_names)
                return Heading(line, "agreed", index)
    return Heading(announced[0].line, announced[0].method)


def _guess(
    page: Page, prose: Prose, names: set[str], site_names: tuple[str, ...]
) -> Heading | None:
    """The last line above the article that is as long as a headline and no link."""
    blocks = page.layout.blocks
    box = page.layout.boxes[prose.box]
    inside = range(box.first, box.last)
    first = next((index for index in inside if prose.values[index] >= PARAGRAPH_CHARS), box.first)
    for index in range(first - 1, max(-1, first - ABOVE_BODY_MAX), -1):
        block = blocks[index]
        fits = len(block.text.split()) >= GUESSED_WORDS_MIN and len(block.text) <= CHARS_MAX
        if not fits or block.link_share > LINKED_SHARE or kind_of_line(block.text):
            continue
        if key_of(block.text) not in names:
            return Heading(read_headline(block.text, site_names=site_names), "guess", index)
    return None
