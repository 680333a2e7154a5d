"""What a page shows, before a markup turns it into HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the site, as it stands in `href`, and its text."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page of the site has around its content.

    `base` is the site's address with a slash at its end; `feeds` are addresses for link
    rel=alternate; `padding_head` and `padding_body` are HTML that only makes a page heavier.
    """

    base: str
    nav: tuple[Link, ...]
    most_read: tuple[Link, ...]
    private: Link
    year: int
    feeds: tuple[str, ...] = ()
    padding_head: str = ""
    padding_body: str = ""


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as a listing shows it."""

    link: Link
    summary: str
    when: str
    publisher: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article page. `when` is the date as shown; `path` is the page's own address."""

    chrome: Chrome
    path: str
    headline: str
    section: Link
    when: str
    published: datetime
    publisher: str
    paragraphs: tuple[str, ...]
    related: tuple[Link, ...]
    number: int


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a listing. `numbers` links the other pages, `following` the next one."""

    chrome: Chrome
    path: str
    title: str
    teasers: tuple[Teaser, ...]
    page: int
    numbers: tuple[Link, ...]
    following: str | None
