"""From a page to an article: asks each finder in turn and puts their answers together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from crawler.core.article import Article, Provider, Removed, identifier_of
from crawler.core.clean import clean_article
from crawler.core.errors import NotAnArticle
from crawler.core.extract import metadata as meta
from crawler.core.extract.body import Body, read_body
from crawler.core.extract.container import Prose, find_prose
from crawler.core.extract.heading import Heading, find_heading
from crawler.core.extract.headline import read_headline
from crawler.core.extract.kind import bodiless_kind, is_listing, shell_kind
from crawler.core.extract.origin import origin_of
from crawler.core.extract.page import Page
from crawler.core.extract.published import (
    Clock,
    Published,
    find_modified,
    find_published,
    first_date,
    stamp_of,
)
from crawler.core.extract.related import citations, related_links, selected_links
from crawler.core.extract.section import find_section
from crawler.core.extract.selected import Selected
from crawler.core.noise.phrases import key_of
from crawler.core.site import SiteProfile
from crawler.core.stamps import utc
from crawler.core.urls import canonical_url, host_of


def article_of(
    page: Page,
    *,
    profile: SiteProfile | None = None,
    observed_at: datetime | None = None,
    timezone: str = "Asia/Aden",
) -> Article:
    """The article that a page shows, its texts tidy but not yet cleaned (`clean_article`).

    Args:
        page: The parsed page.
        profile: Selectors that win over what the engine finds, and the site's names. One that
            finds nothing is named in `metadata.validationMessages` as `selector_missed`.
        observed_at: When the page was read (aware); None: relative dates are not read.
        timezone: IANA name of the publisher's zone.

    Raises:
        NotAnArticle: Its reason is `no_headline`, `no_body`, `listing`, `challenge`, `login`,
            `script_built` or `empty`.
    """
    reading = _read(page, profile, Clock(observed_at, timezone))
    article = _article(reading)
    _add_dates(article, reading)
    _add_parts(article, reading)
    _add_messages(article, reading)
    return article


def extract_article(
    html: str,
    url: str,
    *,
    profile: SiteProfile | None = None,
    observed_at: datetime | None = None,
    timezone: str = "Asia/Aden",
) -> Article | None:
    """The clean article of a page, or None when it shows none. Pure: same input, same article.

    Arguments as for `article_of`; `url` is the page's address after redirects.
    """
    page = Page(html, url)
    try:
        article = article_of(page, profile=profile, observed_at=observed_at, timezone=timezone)
    except NotAnArticle:
        return None
    return clean_article(article)


@dataclass(slots=True)
class _Reading:
    """What all finders need: the page, where its article stands, and how to read dates."""

    page: Page
    selected: Selected
    clock: Clock
    prose: Prose
    heading: Heading
    body: Body
    names: tuple[str, ...]
    methods: dict[str, str] = field(default_factory=dict)


def _read(page: Page, profile: SiteProfile | None, clock: Clock) -> _Reading:
    """Find headline and body, or raise NotAnArticle."""
    names = meta.site_names_of(page, profile.site_names if profile else ())
    selected = Selected(page, profile)
    page.layout = selected.layout
    if reason := shell_kind(page):
        raise NotAnArticle(reason)
    chosen = selected.boxes("body")
    prose = find_prose(page.layout, chosen)
    if prose.box < 0:
        raise NotAnArticle(bodiless_kind(page))
    heading = _heading(page, selected, prose, (*names, *meta.publishers_of(page)))
    body = read_body(page.layout, prose, heading.text)
    if chosen and not body.blocks:
        selected.miss("body")
        prose = find_prose(page.layout)
        body = read_body(page.layout, prose, heading.text)
    if not body.blocks:
        raise NotAnArticle(bodiless_kind(page))
    if not chosen and is_listing(page, prose, body, heading):
        raise NotAnArticle("listing")
    methods = {"headline": heading.method, "articleBody": "selector" if chosen else "engine"}
    return _Reading(page, selected, clock, prose, heading, body, names, methods)


def _heading(page: Page, selected: Selected, prose: Prose, names: tuple[str, ...]) -> Heading:
    found = find_heading(page, prose, names)
    text = selected.text("headline")
    if text:
        line = read_headline(text, site_names=names)
        same = found is not None and key_of(found.text) == key_of(line.text)
        return Heading(line, "selector", found.block if found and same else -1)
    if found is None:
        raise NotAnArticle("no_headline")
    return found


def _article(reading: _Reading) -> Article:
    """The article with the parts that every article has."""
    page, names = reading.page, reading.names
    parts = urlsplit(page.url)
    host = host_of(page.url)
    root = f"{parts.scheme}://{parts.netloc}/" if host else page.url
    return Article(
        identifier=identifier_of(canonical_url(page.url) if host else page.url),
        url=page.url,
        headline=reading.heading.text,
        articleBody=reading.body.text(page.layout),
        inLanguage="und",
        provider=Provider(name=names[0] if names else host, url=root),
    )


def _add_dates(article: Article, reading: _Reading) -> None:
    page, clock = reading.page, reading.clock
    published = first_date(((raw, "selector") for raw in reading.selected.date_texts()), clock)
    if published is None:
        reading.selected.miss("published")
        published = find_published(
            page, reading.prose, reading.heading.block, reading.body.blocks[0], clock
        )
    if published is not None:
        _set_published(article, published, clock)
        reading.methods["datePublished"] = published.method
    if modified := find_modified(page, clock):
        article.dateModified = stamp_of(modified.raw, modified.span, clock.timezone)
    if clock.observed_at is not None:
        article.metadata.dateDownloaded = utc(clock.observed_at)


def _set_published(article: Article, published: Published, clock: Clock) -> None:
    span = published.span
    article.datePublishedRaw = published.raw
    article.datePublished = stamp_of(published.raw, span, clock.timezone)
    article.datePublishedEarliest = utc(span.earliest)
    article.datePublishedLatest = utc(span.latest)
    article.datePrecision = span.precision
    article.dateBasis = published.basis


def _add_parts(article: Article, reading: _Reading) -> None:
    """Everything that an article may have."""
    page, body, selected = reading.page, reading.body, reading.selected
    _add_second_headline(article, reading)
    _add_section(article, reading)
    article.canonicalUrl = meta.canonical_of(page)
    article.description = meta.description_of(page)
    article.keywords = meta.keywords_of(page)
    article.author = meta.authors_of(page)
    _add_origin(article, reading)
    images = meta.images_of(page, body.blocks[0], body.blocks[-1])
    if images:
        article.mainImage, article.images = images[0], images
    article.relatedLink = selected_links(page, selected.nodes("related"))
    if article.relatedLink is None:
        selected.miss("related")
        article.relatedLink = related_links(page, reading.prose, body)
    article.citation = citations(page, body)
    article.disambiguatingNotice = body.notice
    article.usageInfo = meta.usage_of(page)
    cut = [Removed(rule=rule, text=text) for rule, text in reading.heading.line.cut]
    article.removed = cut + body.removed or None


def _add_second_headline(article: Article, reading: _Reading) -> None:
    """The headline as the page has it, where labels or names were cut; else what JSON-LD adds."""
    line = reading.heading.line
    whole = line.whole if line.whole != line.text else None
    article.alternativeHeadline = whole or meta.second_headline_of(reading.page)


def _add_origin(article: Article, reading: _Reading) -> None:
    earliest = article.datePublishedEarliest
    day = datetime.fromisoformat(earliest).date() if earliest else None
    page, headline = reading.page, reading.heading.text
    origin = origin_of(page, reading.body, reading.selected, headline, day=day)
    article.publisher, article.isBasedOn = origin.publisher, origin.sources
    if origin.dateline:
        article.dateline, reading.methods["dateline"] = origin.dateline, origin.dateline_method


def _add_section(article: Article, reading: _Reading) -> None:
    text = reading.selected.text("section")
    if text:
        article.articleSection, reading.methods["articleSection"] = text, "selector"
        return
    found = find_section(reading.page, reading.prose, reading.heading, reading.clock)
    if found:
        article.articleSection, reading.methods["articleSection"] = found


def _add_messages(article: Article, reading: _Reading) -> None:
    article.metadata.fieldMethods = reading.methods
    messages = article.metadata.validationMessages
    for name in reading.selected.missed:
        messages[name] = ["selector_missed"]
    if reading.page.is_cut_off:
        messages["page"] = ["truncated"]
