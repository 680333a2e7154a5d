"""Which headline a page shows: what its head announces and what readers see must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import unescape

from crawler.core.extract.container import HEADING_TAGS, Prose
from crawler.core.extract.headline import Headline, read_headline
from crawler.core.extract.jsonld import text_in
from crawler.core.extract.kicker import in_its_words, is_amid, is_labelled, without_kicker
from crawler.core.extract.line_above import TITLE_TIMES, is_dated, is_name, line_above, tells_more
from crawler.core.extract.own_pages import OWN_PAGES, is_own_page
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of
from crawler.core.provenance.names import is_outlet

WORDS_MIN = 2
LINKED_SHARE = 0.5
CHARS_MAX = 400
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
    names = OWN_PAGES.union(map(key_of, site_names))
    announced = _announced(page, site_names, names)
    found = _agreed(page, prose, site_names, names, announced)
    if found is None and announced:
        found = _unmarked(page, announced, site_names)
    if prose.box >= 0 and _is_doubtful(page, found, announced):
        return _visible(page, prose, site_names, names, found)
    return found


def _agreed(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: AbstractSet[str],
    announced: list[_Title],
) -> Heading | None:
    """A heading that says what the head says, or the first one of a page whose head says little."""
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
    return None


def _is_doubtful(page: Page, found: Heading | None, announced: list[_Title]) -> bool:
    """True for what may be the name of the site or of a section, and is no more than a title."""
    if found is None:
        return True
    if any(title.method != "title" for title in announced):
        return False
    return found.block < 0 or is_name(page.layout, found.block)


def _visible(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: AbstractSet[str],
    found: Heading | None,
) -> Heading | None:
    """The line above the text where it is rather the headline than what was found."""
    after = found.block if found else -1
    index = line_above(page.layout, prose, names, after)
    if index < 0:
        return found
    blocks = page.layout.blocks
    text = blocks[index].text
    times = TITLE_TIMES if after < 0 else 1
    is_linked = after >= 0 and blocks[after].link_share > LINKED_SHARE
    is_site = found is not None and after < 0 and is_outlet(found.text)
    if found and not (
        is_linked or is_site or tells_more(page.layout, prose, text, found.text, times=times)
    ):
        return found
    return Heading(read_headline(text, site_names=site_names), "guess", index)


def _announced(page: Page, site_names: tuple[str, ...], names: AbstractSet[str]) -> list[_Title]:
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
        if key and key not in names and len(line.text) <= CHARS_MAX and not is_own_page(key):
            found.append(_Title(line, key, method, is_cut=bool(CUT_OFF.search(raw))))
    return found


def _unescaped(text: str) -> str:
    """Texts of the head are often escaped twice."""
    return unescape(text) if ENTITY.search(text) else text


def _seen(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: AbstractSet[str],
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
        if line := _begun(title, heading):
            return Heading(line, "agreed", heading.block)
        is_piece = len(heading.key.split()) > WORDS_MIN and is_amid(title.key, heading.key)
        if is_piece or (title.is_cut and heading.key.startswith(title.key)):
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


def _begun(title: _Title, heading: _Title) -> Headline | None:
    """The line that the other one begins with.

    The head adds a label or the site's name; a heading may have its date behind it.
    """
    if _begins(title.key, heading.key):
        return heading.line
    rest = heading.key[len(title.key) :]
    return title.line if _begins(heading.key, title.key) and is_dated(rest) else None


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
            if len(key.split()) > WORDS_MIN and (
                is_labelled(title.key, key) or is_amid(title.key, key)
            ):
                line = read_headline(block.text, site_names=site_names)
                return Heading(line, "agreed", index)
    return Heading(announced[0].line, announced[0].method)
