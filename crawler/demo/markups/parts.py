"""Small pieces of HTML that several markups share."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from crawler.demo.sections import SITE_NAME, SITE_NAME_LATIN
from crawler.demo.views import Chrome, Link

COMMENT_WORDS = "لن يتم نشر عنوان بريدك الإلكتروني."
SHARE_TARGETS = ("فيسبوك", "تويتر", "واتساب", "تلغرام")


def anchor(link: Link, attributes: str = "") -> str:
    """An `<a>` with its text escaped."""
    return f'<a href="{escape(link.href)}"{attributes}>{escape(link.text)}</a>'


def items(links: Iterable[Link], attributes: str = "") -> str:
    """The links as `<li>` elements, one a line."""
    return "\n".join(f"<li{attributes}>{anchor(link)}</li>" for link in links)


def feed_links(chrome: Chrome) -> str:
    """`<link rel=alternate>` for each feed."""
    kind = 'rel="alternate" type="application/rss+xml"'
    return "".join(f'<link {kind} title="RSS" href="{escape(each)}">\n' for each in chrome.feeds)


def title(text: str) -> str:
    """The `<title>`: what the page is about and the name of the site."""
    return f"<title>{escape(text)} - {SITE_NAME}</title>"


def copyright_line(chrome: Chrome, *, english: bool = False) -> str:
    """The copyright notice of the footer."""
    if english:
        return f"All rights reserved {chrome.year} © {SITE_NAME_LATIN}"
    return f"جميع الحقوق محفوظة {chrome.year} © {SITE_NAME}"


def keywords(headline: str) -> list[str]:
    """Tags of an article: the long words of its headline."""
    return [word for word in headline.split() if len(word) > 5][:3]  # noqa: PLR2004 - looks right
