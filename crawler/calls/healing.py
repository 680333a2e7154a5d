"""The pages by which a profile is healed: known articles in the new layout and in the old one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from scrapy.settings import Settings

from crawler.calls.fetching import PageFailedError, fetch
from crawler.core.article import Article
from crawler.core.drift.heal import Case
from crawler.core.encoding import decode_html
from crawler.core.errors import ConfigError, NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.finish import finished
from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile
from crawler.core.urls import canonical_url
from crawler.store import data_dir_of, store_of
from crawler.store.archive.names import FOLDER
from crawler.store.archive.reader import Kept, page_at
from crawler.store.published import Wanted, published


def articles_of(settings: Settings, site: str, most: int) -> list[Article]:
    """The newest articles of a site that stand as they were published.

    Raises ConfigError when there are none: then no text is known.
    """
    found = published(store_of(settings), Wanted(site=site), newest_first=True)
    usable = list(islice((each for each in found if each.pubStatus == "usable"), most))
    if not usable:
        raise ConfigError(f"{site}: no article is published, so no text is known; run a crawl")
    return usable


def fresh_cases(settings: Settings, profile: SiteProfile, articles: list[Article]) -> list[Case]:
    """The pages of the articles as they are today, fetched as a crawl would; once a process.

    Raises ConfigError as `fetch` does, PageFailedError when no page came.
    """
    urls = tuple(article.url for article in articles)
    came = fetch(settings, replace(profile, start_urls=urls, feeds=(), sitemaps=()))
    known = {canonical_url(article.url): article for article in articles}
    pages = [saved.page() for saved in came.pages]
    found = [
        Case(page, known[key], profile.timezone)
        for page in pages
        if (key := canonical_url(page.url)) in known
    ]
    if not found:
        why = ", ".join(sorted(set(came.failed.values()))) or "they lead elsewhere"
        raise PageFailedError(f"{profile.name}: none of {len(urls)} pages came: {why}")
    return found


def kept_cases(settings: Settings, articles: Iterable[Article], timezone: str) -> list[Case]:
    """The pages of which the articles were made, as far as the archive has them."""
    folder = data_dir_of(settings) / FOLDER
    found = []
    for article in articles:
        place = article.metadata.archive
        kept = page_at(folder, place) if place else None
        if kept:
            found.append(Case(_page(kept), article, timezone))
    return found


def saved_cases(profile: SiteProfile, saved: Iterable[SavedPage]) -> list[Case]:
    """Pages saved for tests, with what the profile has made of them so far."""
    found = []
    for each in saved:
        page = each.page()
        try:
            article = article_of(page, profile=profile, observed_at=each.observed_at)
        except NotAnArticle:  # a listing
            continue
        found.append(Case(page, finished(article), profile.timezone))
    return found


def _page(kept: Kept) -> Page:
    decoded = decode_html(kept.page.body, kept.page.header("Content-Type"))
    return Page(decoded.text, kept.page.url)
