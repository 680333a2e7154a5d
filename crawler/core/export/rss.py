"""RSS 2.0 (https://www.rssboard.org/rss-specification), with the text in content:encoded."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime
from typing import Any, BinaryIO

from crawler.core.article import Article
from crawler.core.export.channel import Channel, name_of
from crawler.core.export.plain import (
    html_of,
    language_of,
    moment,
    pictures,
    text_of,
    web_address,
)

SUFFIX = ".rss.xml"
NEWEST_FIRST = True
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
NAMESPACES = {"content": CONTENT, "dc": DC, "media": MEDIA}


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write a feed, one article at a time."""
    from lxml import etree

    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("rss", version="2.0", nsmap=NAMESPACES), xml.element("channel"):
            for name, text in _head(channel):
                _put(xml, name, text)
            for article in articles:
                xml.write(item(article))


def item(article: Article) -> Any:
    """An article as an `item`; one without a stated date has no `pubDate`."""
    from lxml import etree

    made = etree.Element("item", nsmap=NAMESPACES)
    published = moment(article.datePublished)
    for name, text in (
        ("title", text_of(article.headline)),
        ("link", web_address(article.url, article.url)),
        ("description", text_of(article.description)),
        ("pubDate", format_datetime(published) if published else None),
        ("category", text_of(article.articleSection)),
        *(("category", text_of(word)) for word in article.keywords or ()),
        *((f"{{{DC}}}creator", text_of(author.name)) for author in article.author or ()),
        (f"{{{DC}}}language", language_of(article)),
        (f"{{{CONTENT}}}encoded", html_of(article.articleBody)),
    ):
        if text:
            etree.SubElement(made, name).text = text
    guid = etree.SubElement(made, "guid", isPermaLink="false")
    guid.text = name_of(article.identifier)
    _source(made, article)
    for url, caption in pictures(article):
        media = etree.SubElement(made, f"{{{MEDIA}}}content", url=url, medium="image")
        if caption:
            etree.SubElement(media, f"{{{MEDIA}}}description").text = caption
    return made


def _source(made: Any, article: Article) -> None:
    """Whose article it is; RSS wants an address with the name."""
    from lxml import etree

    publisher = article.publisher or article.provider
    url, name = web_address(publisher.url, article.url), text_of(publisher.name)
    if url and name:
        etree.SubElement(made, "source", url=url).text = name


def _head(channel: Channel) -> Iterable[tuple[str, str | None]]:
    updated = moment(channel.updated)
    yield "title", text_of(channel.title)
    yield "link", channel.url
    yield "description", text_of(channel.title)
    yield "language", channel.language
    yield "generator", "Rasid"
    yield "lastBuildDate", format_datetime(updated) if updated else None


def _put(xml: Any, name: str, text: str | None) -> None:
    if text:
        with xml.element(name):
            xml.write(text)
