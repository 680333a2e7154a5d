"""Tells pages that answer every address of a site with 200 from articles: by asking one of none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from crawler.core.arabic.text import fold_text
from crawler.core.article import Article
from crawler.core.dedup import content_key
from crawler.core.extract.page import Page

SHORT_CHARS_MAX = 600  # of body: "there is no such page" and what else it says are shorter
NUMBERS = re.compile(r"\d+")


def is_suspicious(article: Article, page: Page) -> bool:
    """True for a short text without a date on a page that does not call itself an article."""
    from crawler.core.extract.kind import says_article

    is_short = len(article.articleBody) <= SHORT_CHARS_MAX
    return is_short and not article.datePublishedEarliest and not says_article(page)


def no_address_like(url: str, number: str) -> str:
    """An address that the site cannot have: the last number replaced, or added to the path.

    >>> no_address_like("http://example.org/news/7?page=2", "90125")
    'http://example.org/news/90125?page=2'
    >>> no_address_like("http://example.org/show?id=7", "90125")
    'http://example.org/show?id=90125'
    """
    parts = urlsplit(url)
    path, query = parts.path, parts.query
    if NUMBERS.search(path):
        path = _with_last(path, number)
    elif NUMBERS.search(query):
        query = _with_last(query, number)
    else:
        path += f"-{number}"
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _with_last(text: str, number: str) -> str:
    *_, last = NUMBERS.finditer(text)
    return text[: last.start()] + number + text[last.end() :]


@dataclass(slots=True)
class SoftPages:
    """What the site shows at an address of none, and the articles that wait until it is known."""

    signs: frozenset[str] | None = None  # None: not known yet
    is_asked: bool = False
    waiting: list[tuple[Article, str]] = field(default_factory=list)  # with the address asked

    def learn(self, shown: Article | None) -> list[tuple[Article, str]]:
        """Remember what is shown, None where nothing is; returns what has waited for it."""
        self.signs = frozenset(_signs(shown)) if shown else frozenset()
        waited, self.waiting = self.waiting, []
        return waited

    def shows(self, article: Article) -> bool:
        """True for what is shown at an address of none: the same headline or the same text."""
        return not (self.signs or frozenset()).isdisjoint(_signs(article))


def _signs(article: Article) -> Iterable[str]:
    return (f"headline {fold_text(article.headline)}", f"text {content_key(article.articleBody)}")
