"""Which headline a page shows: what its head announces and what readers see must agree."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from crawler.core.extract.container import HEADING_TAGS, STOPS, Prose
from crawler.core.extract.headline import Headline, read_headline
from crawler.core.extract.kicker import in_its_words, is_amid, is_labelled, without_kicker
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.own_pages import FORMS, OWN_PAGES
from crawler.core.extract.page import Page
from crawler.core.extract.titles import (
    CHARS_MAX,
    MAIN_TAGS,
    OTHER_TAGS,
    Heading,
    Title,
    announced_titles,
    seen_headings,
)
from crawler.core.extract.visible_heading import is_doubtful, visible_heading
from crawler.core.noise.phrases import key_of

WORDS_MIN = 2
NAME_WORDS_MAX = 3  # of somebody who writes, or of a section
LINKED_SHARE = 0.5
SHARED_MIN = 0.4  # of the words of two headlines that tell the same story
SHARED_WORDS_MIN = 2  # one alone stands in the name of a site as well


def find_heading(page: Page, prose: Prose, site_names: tuple[str, ...]) -> Heading | None:
    """The best headline, or None when the page has none but its site's name."""
    names = OWN_PAGES.union(FORMS, map(key_of, site_names))
    announced = announced_titles(page, site_names, names)
    found = _agreed(page, prose, site_names, names, announced)
    if found is None and announced:
        found = _unmarked(page, announced, site_names)
    if prose.box >= 0 and is_doubtful(page, prose, found, announced):
        return visible_heading(page, prose, site_names, names, found)
    return found


def _agreed(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: AbstractSet[str],
    announced: list[Title],
) -> Heading | None:
    """A heading that says what the head says, or the first one of a page whose head says little."""
    mains = list(seen_headings(page, prose, site_names, names, MAIN_TAGS))
    for rank, title in enumerate(announced):
        found = _same(title, mains)
        if found and not _has_kicker(title, announced[:rank]):
            return found
    for title in announced:
        if found := _same(title, mains) or _reconciled(page, title, mains):
            return _whole(page, prose, title, found, names)
    others = list(seen_headings(page, prose, site_names, names, OTHER_TAGS))
    for title in announced:
        if found := _same(title, others) or _reconciled(page, title, others):
            return _whole(page, prose, title, found, names)
    mains = [each for each in mains if len(each.key.split()) >= WORDS_MIN]
    if mains and all(title.method == "title" for title in announced):
        blocks = page.layout.blocks
        own = (each for each in mains if blocks[each.block].link_share <= LINKED_SHARE)
        first = next(own, mains[0])
        return Heading(first.line, "h1", first.block)
    return None


def _same(title: Title, seen: list[Title]) -> Heading | None:
    """The headline when a heading says the same: two that agree are right, whatever others say."""
    for heading in seen:
        if heading.key == title.key:
            return Heading(_fuller(title, heading), "agreed", heading.block)
    return None


def _has_kicker(title: Title, better: list[Title]) -> bool:
    """True when the title is one of the better ones and words in front of it."""
    return any(title.key.endswith(" " + each.key) for each in better)


def _whole(
    page: Page, prose: Prose, title: Title, found: Heading, names: AbstractSet[str]
) -> Heading:
    """The heading, unless it is a name only and another one is the rest of the title.

    Such is the name of the site or of a section, which leads elsewhere and which no metadata tells,
    over the headline; and a name of few words, mostly that of who wrote the article.
    """
    blocks = page.layout.blocks
    is_link = found.block >= 0 and blocks[found.block].link_share > LINKED_SHARE
    if not is_link and (found.block < 0 or found.text.count(" ") >= NAME_WORDS_MAX):
        return found
    for heading in seen_headings(page, prose, (), set() if is_link else names, HEADING_TAGS):
        is_linked = blocks[heading.block].link_share > LINKED_SHARE
        if is_linked or len(heading.key.split()) <= WORDS_MIN:
            continue
        is_below = heading.block > found.block and len(heading.text) > len(found.text)
        if (is_link or is_below) and is_labelled(title.key, heading.key):
            return Heading(heading.line, "agreed", heading.block)
    return found


def _worded(page: Page, title: Title, seen: list[Title]) -> Heading | None:
    """The headline in a heading of several elements, one of which may be a kicker."""
    for heading in seen:
        pieces = page.layout.blocks[heading.block].pieces
        if not pieces:
            continue
        told = without_kicker(title.key, pieces) or in_its_words(title.text, heading.text)
        if told:
            return Heading(read_headline(told), "agreed", heading.block)
    return None


def _reconciled(page: Page, title: Title, seen: list[Title]) -> Heading | None:
    """The headline when a heading says nearly what the head says; which wording is better."""
    if found := _worded(page, title, seen):
        return found
    for heading in seen:
        if len(heading.key.split()) < WORDS_MIN:
            continue
        if line := _begun(title, heading, page.layout.blocks[heading.block].pieces):
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
        least = max(SHARED_WORDS_MIN, SHARED_MIN * min(len(own), len(words)))
        if heading.method == "h1" and len(own & words) >= least:
            shown = heading if title.method == "title" else title
            return Heading(shown.line, "agreed", heading.block)
    return None


def _begun(title: Title, heading: Title, pieces: tuple[str, ...]) -> Headline | None:
    """The line that the other one begins with.

    The head adds a label or the site's name, or has only the first words of a heading in one piece;
    a heading may have its date behind it.
    """
    if _begins(title.key, heading.key):
        return heading.line
    if not _begins(heading.key, title.key):
        return None
    rest = heading.key[len(title.key) :]
    if is_dated(rest):
        return title.line
    goes_on = heading.method in MAIN_TAGS and rest[1:2].isalpha() and not pieces
    return heading.line if goes_on and len(title.key.split()) > WORDS_MIN else None


def _begins(title: str, words: str) -> bool:
    """True when a title is these words and more."""
    return title.startswith(words) and not title[len(words) : len(words) + 1].isalnum()


def _fuller(title: Title, heading: Title) -> Headline:
    """Of two wordings with one key the longer: the other lacks a mark or a vowel sign."""
    return heading.line if len(heading.text) >= len(title.text) else title.line


def _unmarked(page: Page, announced: list[Title], site_names: tuple[str, ...]) -> Heading:
    """What the head announces; its line on the page, though no tag calls it a headline.

    A title such as "headline - name of the site" is cut to the line that readers see.
    """
    for title in announced:
        if len(title.key.split()) <= WORDS_MIN:
            continue
        for index, block in enumerate(page.layout.blocks):
            most = CHARS_MAX if title.is_cut else len(title.text) + 10
            if not len(title.text) // 3 <= len(block.text) <= most:
                continue
            key = key_of(block.text)
            if key == title.key:
                return Heading(title.line, "agreed", index)
            if title.is_cut and key.startswith(title.key) and not block.text.endswith(STOPS):
                return Heading(read_headline(block.text, site_names=site_names), "agreed", index)
            if len(key.split()) > WORDS_MIN and (
                is_labelled(title.key, key) or is_amid(title.key, key)
            ):
                line = read_headline(block.text, site_names=site_names)
                return Heading(line, "agreed", index)
    return Heading(announced[0].line, announced[0].method)
