"""Finds the headline and the text of a page, or says what the page is instead."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.core.article import Author
from crawler.core.errors import NotAnArticle
from crawler.core.extract import metadata as meta
from crawler.core.extract.author_beside import authors_beside
from crawler.core.extract.author_meta import authors_in_meta
from crawler.core.extract.author_names import persons_in
from crawler.core.extract.author_note import drop_author_box, drop_author_notes
from crawler.core.extract.body import Body, read_body
from crawler.core.extract.byline import shown_authors
from crawler.core.extract.container import Prose, find_prose
from crawler.core.extract.dates.published import Clock
from crawler.core.extract.entries import entry_blocks
from crawler.core.extract.footer import footer_blocks
from crawler.core.extract.heading import find_heading
from crawler.core.extract.headline import read_headline
from crawler.core.extract.kind import bodiless_kind, is_listing, shell_kind
from crawler.core.extract.layout import Block
from crawler.core.extract.media.gallery import gallery_body
from crawler.core.extract.page import Page
from crawler.core.extract.selected import Selected
from crawler.core.extract.short_story import short_prose, short_story_box
from crawler.core.extract.shown_name import shown_name
from crawler.core.extract.state.own_text import fuller_body
from crawler.core.extract.stated_body import stated_body
from crawler.core.extract.titles import Heading
from crawler.core.noise.phrases import key_of
from crawler.core.site import SiteProfile

BARE = frozenset(("empty", "script_built"))  # pages with next to no text


@dataclass(slots=True)
class Reading:
    """What all finders need: the page, where its article stands, and how to read dates."""

    page: Page
    selected: Selected
    clock: Clock
    prose: Prose
    heading: Heading
    body: Body
    names: tuple[str, ...]
    authors: tuple[list[Author], str] | None = None
    methods: dict[str, str] = field(default_factory=dict)


def read_page(page: Page, profile: SiteProfile | None, clock: Clock) -> Reading:
    """Headline and body of a page.

    Raises:
        NotAnArticle: As `article_of` says.
    """
    names = meta.site_names_of(page, profile.site_names if profile else ())
    selected = Selected(page, profile)
    page.layout = selected.layout
    if name := shown_name(page, names):
        names = (*names, name)
    if (reason := shell_kind(page)) and not (reason in BARE and _holds_article(page)):
        raise NotAnArticle(reason)
    chosen = selected.boxes("body")
    entries = entry_blocks(page)
    foot = footer_blocks(page.layout, names)
    prose = find_prose(page.layout, chosen, entries, foot)
    prose = prose if chosen else short_prose(page.layout, prose, entries, foot)
    heading = _heading(page, selected, prose, (*names, *meta.publishers_of(page)))
    if not chosen:
        prose.box = short_story_box(page.layout, prose, heading)
    body = _shown(page, prose, heading, entries)
    if chosen and body is None:
        selected.miss("body")
        prose = find_prose(page.layout, entries=entries, foot=foot)
        body = _shown(page, prose, heading, entries)
    body, method = _best(page, prose, body, heading)
    heading = _told(page, heading)
    authors = meta.authors_of(page, names) or _shown_authors(page, prose, heading, body, names)
    if authors:
        drop_author_notes(page.layout, body, authors[0])
    if method == "engine" and not chosen:
        drop_author_box(page.layout, body, names)
    if not chosen and is_listing(page, prose, body, heading):
        raise NotAnArticle("listing")
    for index in entries:  # their times are not the article's
        prose.kinds[index] = "entry"
    method = "selector" if method == "engine" and chosen else method
    methods = {"headline": heading.method, "articleBody": method}
    return Reading(page, selected, clock, prose, heading, body, names, authors, methods)


def _shown_authors(
    page: Page, prose: Prose, heading: Heading, body: Body, names: tuple[str, ...]
) -> tuple[list[Author], str] | None:
    """The persons whom only readers see named, else those in meta of another purpose, or None."""
    told = shown_authors(page, prose, heading.block, body.span)
    told = told or authors_beside(page, prose, heading.block, body.span[0])
    sites = (*names, *meta.publishers_of(page))
    persons = persons_in(told, sites) if told else []
    if persons:
        return [Author(name=name) for name in persons], "text"
    return authors_in_meta(page, sites)


def _holds_article(page: Page) -> bool:
    """True for a page of few words whose JSON-LD or whose captions are an article."""
    if stated_body(page, ""):
        return True
    return gallery_body(page.layout, Prose(-1, [], []), None) is not None


def _shown(
    page: Page, prose: Prose, heading: Heading | None, entries: frozenset[int]
) -> Body | None:
    """The text that the page shows, or None."""
    if prose.box < 0:
        return None
    text, block = (heading.text, heading.block) if heading else ("", -1)
    body = read_body(page.layout, prose, text, block, entries)
    return body if body.blocks else None


def _best(page: Page, prose: Prose, body: Body | None, heading: Heading | None) -> tuple[Body, str]:
    """The text, and where it is from: captions and what JSON-LD states stand in for a missing one.

    Raises:
        NotAnArticle: There is none.
    """
    if gallery := gallery_body(page.layout, prose, body):
        return gallery, "captions"
    if body is None:
        if stated := stated_body(page, ""):
            return _replaced(page, prose, None, stated), "jsonld"
        raise NotAnArticle(bodiless_kind(page, heading))
    shown = body.text(page.layout)
    if stated := stated_body(page, shown):
        return _replaced(page, prose, body, stated), "jsonld"
    if fuller := fuller_body(page, shown):
        return _replaced(page, prose, body, fuller), "data"
    return body, "engine"


def _replaced(page: Page, prose: Prose, body: Body | None, paragraphs: list[str]) -> Body:
    """The body with these paragraphs, which follow the page's last block as blocks of their own."""
    blocks = page.layout.blocks
    first = len(blocks)
    body = body or Body(blocks=[max(first - 1, 0)])
    body.shown, prose.box = body.span, max(prose.box, 0)
    blocks += [Block(text, "p", prose.box) for text in paragraphs]
    prose.kinds += [None] * (len(blocks) - len(prose.kinds))
    prose.values += [0.0] * (len(blocks) - len(prose.values))
    body.blocks = list(range(first, len(blocks)))
    return body


def _heading(
    page: Page, selected: Selected, prose: Prose, names: tuple[str, ...]
) -> Heading | None:
    found = find_heading(page, prose, names)
    text = selected.text("headline")
    if not text:
        return found
    line = read_headline(text, site_names=names)
    same = found is not None and key_of(found.text) == key_of(line.text)
    return Heading(line, "selector", found.block if found and same else -1)


def _told(page: Page, heading: Heading | None) -> Heading:
    if heading is None:  # a listing may have no more than the site's name
        kind = bodiless_kind(page)
        raise NotAnArticle(kind if kind == "listing" else "no_headline")
    return heading
