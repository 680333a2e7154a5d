"""The markups of the embedded aggregator: how each makes addresses, dates and pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from crawler.demo.markups import blog, br_soup, cards, hashed, script, tables
from crawler.demo.sections import HOME
from crawler.demo.story import ADEN, Story
from crawler.demo.views import ArticleView, ListingView
from crawler.demo.wording import ago_arabic, ago_english, date_words, time_words

NOT_IN_SLUGS = re.compile(r"[^\w\s]|_")
SLUG_WORDS = 7


@dataclass(frozen=True, slots=True)
class Markup:
    """One way to build a site.

    `article_path` gives an article's address, `listing_path` that of page N of a section, `when`
    the date as shown at a moment; `article_json` and `listing_json` exist where a script draws.
    """

    name: str
    article_path: Callable[[Story], str]
    listing_path: Callable[[str, int], str]
    when: Callable[[datetime, datetime], str]
    article: Callable[[ArticleView], str]
    listing: Callable[[ListingView], str]
    encoding: str = "utf-8"
    english: bool = False
    article_json: Callable[[ArticleView], str] | None = None
    listing_json: Callable[[ListingView], str] | None = None


def _ago(published: datetime, now: datetime) -> str:
    return ago_arabic(now - published)


def _since(published: datetime, now: datetime) -> str:
    return ago_arabic(now - published, "منذ")


def _ago_in_english(published: datetime, now: datetime) -> str:
    return ago_english(now - published)


def _numbers(published: datetime, _: datetime) -> str:
    return published.astimezone(ADEN).strftime("%d/%m/%Y - %H:%M")


def _words(published: datetime, _: datetime) -> str:
    local = published.astimezone(ADEN)
    return f"{date_words(local)} - {time_words(local)}"


def _date(published: datetime, _: datetime) -> str:
    return date_words(published.astimezone(ADEN))


def _slug_path(story: Story) -> str:
    words = NOT_IN_SLUGS.sub(" ", story.headline).split()[:SLUG_WORDS]
    day = story.published.astimezone(ADEN)
    return f"/{day:%Y/%m/%d}/{quote('-'.join((*words, str(story.id))))}/"


def _hashed_path(story: Story) -> str:
    return f"/a/{hashlib.sha256(str(story.id).encode()).hexdigest()[:16]}"


def _paged(path: str, page: int, style: str) -> str:
    return path if page == 1 else path + style.format(page)


def _cards_listing(section: str, page: int) -> str:
    return _paged("/" if section == HOME else f"/section/{section}", page, "?page={}")


def _br_listing(section: str, page: int) -> str:
    if section == HOME and page == 1:
        return "/"
    return f"/cat-{section}.html" if page == 1 else f"/cat-{section}-{page}.html"


def _tables_listing(section: str, page: int) -> str:
    if section == HOME:
        return _paged("/", page, "?page={}")
    return _paged(f"/list.asp?cat={section}", page, "&page={}")


def _hashed_listing(section: str, page: int) -> str:
    if section == HOME:
        return _paged("/", page, "page/{}")
    return _paged(f"/t/{section}", page, "/page/{}")


def _blog_listing(section: str, page: int) -> str:
    return _paged("/" if section == HOME else f"/category/{section}/", page, "page/{}/")


def _script_listing(section: str, page: int) -> str:
    return _paged("/" if section == HOME else f"/topics/{section}", page, "?page={}")


MARKUPS = {
    each.name: each
    for each in (
        Markup(
            "cards", lambda story: f"/news/{story.id}", _cards_listing, _ago,
            cards.article, cards.listing,
        ),
        Markup(
            "br", lambda story: f"/art{story.id}.html", _br_listing, _ago_in_english,
            br_soup.article, br_soup.listing, english=True,
        ),
        Markup(
            "tables", lambda story: f"/details.asp?id={story.id}&lang=ar", _tables_listing,
            _numbers, tables.article, tables.listing, encoding="windows-1256",
        ),
        Markup("hashed", _hashed_path, _hashed_listing, _words, hashed.article, hashed.listing),
        Markup(
            "script", lambda story: f"/story/{story.id}", _script_listing, _since,
            script.shell, script.shell,
            article_json=script.article_json, listing_json=script.listing_json,
        ),
        Markup("blog", _slug_path, _blog_listing, _date, blog.article, blog.listing),
    )
}  # fmt: skip
