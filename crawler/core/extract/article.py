"""From a page to an article: asks each finder in turn and puts their answers together."""

from __future__ import annotations

from datetime import datetime

from crawler.core.article import Article, Provider, Removed, identifier_of
from crawler.core.clean import clean_article
from crawler.core.errors import NotAnArticle
from crawler.core.extract import metadata as meta
from crawler.core.extract.access import is_part
from crawler.core.extract.dates.published import (
    Clock,
    Place,
    Published,
    find_modified,
    find_published,
    first_date,
    stamp_of,
)
from crawler.core.extract.media.pictures import pictures_of
from crawler.core.extract.media.videos import videos_of
from crawler.core.extract.origin.origin import origin_of
from crawler.core.extract.page import Page
from crawler.core.extract.reading import Reading, read_page
from crawler.core.extract.related import citations, related_links, selected_links
from crawler.core.extract.section import find_section
from crawler.core.extract.state.own_text import hidden_page
from crawler.core.site import SiteProfile
from crawler.core.stamps import utc
from crawler.core.urls import absolute, canonical_url, host_of

BODY_CHARS_MAX = 500_000  # a long book; the longest articles that were seen have a tenth of it


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
        NotAnArticle: Its reason is `no_headline`, `no_body`, `listing`, `not_found`, `challenge`,
            `consent`, `login`, `script_built`, `empty` or `too_long`.
    """
    reading = _read(page, profile, Clock(observed_at, timezone))
    article = _article(reading)
    if len(article.articleBody) > BODY_CHARS_MAX:
        raise NotAnArticle("too_long", page.url)
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


def _read(page: Page, profile: SiteProfile | None, clock: Clock) -> Reading:
    """The page as it is shown; where it shows no article, the one that it holds beside that.

    Raises:
        NotAnArticle: There is none of either.
    """
    try:
        return read_page(page, profile, clock)
    except NotAnArticle as error:
        found, refusal = hidden_page(page, error.reason), error
    if found is None:
        raise refusal
    made, method = found
    try:
        reading = read_page(made, profile, clock)
    except NotAnArticle:
        raise refusal from None
    reading.methods["articleBody"] = method
    return reading


def _article(reading: Reading) -> Article:
    """The article with the parts that every article has."""
    page, names = reading.page, reading.names
    host = host_of(page.url)
    root = absolute("/", page.url) or page.url
    return Article(
        identifier=identifier_of(canonical_url(page.url) if host else page.url),
        url=page.url,
        headline=reading.heading.text,
        articleBody=reading.body.text(page.layout),
        inLanguage="und",
        provider=Provider(name=names[0] if names else host, url=root),
    )


def _add_dates(article: Article, reading: Reading) -> None:
    clock = reading.clock
    first, end = reading.body.span
    place = Place(reading.page, reading.prose, reading.heading.block, first, end)
    published = first_date(((raw, "selector") for raw in reading.selected.date_texts()), clock)
    if published is None:
        reading.selected.miss("published")
        published = find_published(place, clock)
    if published is not None:
        _set_published(article, published, clock)
        reading.methods["datePublished"] = published.method
    if modified := find_modified(place, clock):
        article.dateModified = stamp_of(modified, clock.timezone)
    if clock.observed_at is not None:
        article.metadata.dateDownloaded = utc(clock.observed_at)


def _set_published(article: Article, published: Published, clock: Clock) -> None:
    span = published.span
    article.datePublishedRaw = published.raw
    article.datePublished = stamp_of(published, clock.timezone)
    article.datePublishedEarliest = utc(span.earliest)
    article.datePublishedLatest = utc(span.latest)
    article.datePrecision = span.precision
    article.dateBasis = published.basis
    if published.doubts:
        article.metadata.validationMessages["datePublished"] = list(published.doubts)


def _add_parts(article: Article, reading: Reading) -> None:
    """Everything that an article may have."""
    page, body, selected = reading.page, reading.body, reading.selected
    _add_second_headline(article, reading)
    _add_section(article, reading)
    article.canonicalUrl = meta.canonical_of(page)
    article.description = meta.description_of(page)
    article.keywords = meta.keywords_of(page)
    if reading.authors:
        article.author, reading.methods["author"] = reading.authors
    _add_origin(article, reading)
    _add_media(article, reading)
    article.relatedLink = selected_links(page, selected.nodes("related"))
    if article.relatedLink is None:
        selected.miss("related")
        article.relatedLink = related_links(page, reading.prose, body)
    article.citation = citations(page, body)
    article.disambiguatingNotice = body.notice
    article.usageInfo = meta.usage_of(page)
    cut = [Removed(rule=rule, text=text) for rule, text in reading.heading.line.cut]
    article.removed = cut + body.removed or None


def _add_media(article: Article, reading: Reading) -> None:
    """Images and videos from the headline to the end of the article."""
    first, last = reading.body.span
    start = reading.heading.block if 0 <= reading.heading.block < first else first
    images = pictures_of(reading.page, start, last, max(last, reading.body.last))
    if images:
        article.mainImage, article.images = images[0], images
    article.videos = videos_of(reading.page, start, max(last, reading.body.last))


def _add_second_headline(article: Article, reading: Reading) -> None:
    """The headline as the page has it, where labels or names were cut; else what JSON-LD adds."""
    line = reading.heading.line
    whole = line.whole if line.whole != line.text else None
    article.alternativeHeadline = whole or meta.second_headline_of(reading.page)


def _add_origin(article: Article, reading: Reading) -> None:
    earliest = article.datePublishedEarliest
    day = datetime.fromisoformat(earliest).date() if earliest else None
    page, headline = reading.page, reading.heading.text
    origin = origin_of(page, reading.body, reading.selected, headline, day=day)
    article.publisher, article.isBasedOn = origin.publisher, origin.sources
    if origin.dateline:
        article.dateline, reading.methods["dateline"] = origin.dateline, origin.dateline_method


def _add_section(article: Article, reading: Reading) -> None:
    text = reading.selected.text("section")
    if text:
        article.articleSection, reading.methods["articleSection"] = text, "selector"
        return
    found = find_section(reading)
    if found:
        article.articleSection, reading.methods["articleSection"] = found


def _add_messages(article: Article, reading: Reading) -> None:
    article.metadata.fieldMethods = reading.methods
    messages = article.metadata.validationMessages
    for name in reading.selected.missed:
        messages[name] = ["selector_missed"]
    if is_part(reading.page, article.articleBody):
        messages["articleBody"] = ["paywall"]
    if reading.page.is_cut_off:
        messages["page"] = ["truncated"]
