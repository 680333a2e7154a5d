"""Article-like objects as a plain page, which the same engine reads that reads all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from operator import attrgetter

from crawler.core.extract.state import keys
from crawler.core.extract.state.items import Item

PAGE = (
    '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">{}</head>'
    "<body>{}</body></html>"
)
SUMMARY_CHARS_MAX = 600
LINKS_MAX = 2_000
RELATED = "أخبار ذات صلة"  # the label by which the engine knows such a list
UNTITLED = "اقرأ المزيد"  # a link that its data gives no text

AddressOf = Callable[[Item], str]


def stated_address(item: Item) -> str:
    """The address that the object itself states, "" when it states none."""
    return item.url


def listing_html(
    items: Iterable[Item], following: str = "", address: AddressOf = stated_address
) -> str:
    """A listing with one section for each list of the data; `following` is its next page."""
    head = f'<link rel="next" href="{escape(following)}">' if following else ""
    sections = (
        f"<section>{''.join(_teaser(each, address) for each in group)}</section>"
        for _, group in groupby(list(items)[:LINKS_MAX], attrgetter("group"))
    )
    return PAGE.format(head, "".join(sections))


def article_html(
    item: Item, others: Iterable[Item] = (), head: str = "", address: AddressOf = stated_address
) -> str:
    """The page of an article; `head` is from its own page, `others` are what it links."""
    links = "".join(
        f'<li><a href="{escape(url)}">{escape(each.title)}</a></li>'
        for each in others
        if each.own is not item.own and (url := address(each))
    )
    below = f"<aside><h3>{RELATED}</h3><ul>{links}</ul></aside>" if links else ""
    return PAGE.format(_meta(item) + head, f"<main><article>{_story(item)}</article></main>{below}")


def _teaser(item: Item, address: AddressOf) -> str:
    url = address(item)
    if not url:
        return ""
    summary = item.said(keys.SUMMARY)[:SUMMARY_CHARS_MAX]
    return (
        f'<div><h2><a href="{escape(url)}">{escape(item.title or UNTITLED)}</a></h2>'
        f"{_element('time', item.published)}{_element('p', summary)}</div>"
    )


def _story(item: Item) -> str:
    line = "".join(_element("span", text) for text in (item.published, item.said(keys.SOURCE)))
    return f"<h1>{escape(item.title)}</h1><div>{line}</div><div>{item.body}</div>"


def _meta(item: Item) -> str:
    stated = {
        "og:type": "article",
        "og:title": item.title,
        "og:description": item.said(keys.SUMMARY)[:SUMMARY_CHARS_MAX],
        "og:image": item.image,
        "article:section": item.said(keys.SECTION),
        "article:published_time": item.published if item.published[:1].isdigit() else "",
        "article:modified_time": item.modified if item.modified[:1].isdigit() else "",
        "author": item.said(keys.AUTHOR),
    }
    made = (
        f'<meta property="{name}" content="{escape(text)}">'
        for name, text in stated.items()
        if text
    )
    return f"<title>{escape(item.title)}</title>{''.join(made)}"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""
