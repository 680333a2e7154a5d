"""Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from crawler.core.article import Article
from crawler.core.export.channel import Channel, name_of
from crawler.core.export.plain import (
    html_of,
    language_of,
    pictures,
    renewed_at,
    text_of,
    web_address,
    whole_seconds,
)

SUFFIX = ".atom.xml"
NEWEST_FIRST = True
ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"
NOTHING_KNOWN = "1970-01-01T00:00:00Z"  # `updated` is required; an article has always been seen


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write a feed, one article at a time."""
    from lxml import etree

    language = {LANG: channel.language} if channel.language else {}
    names = {None: ATOM, "xml": XML}  # without the second lxml gives `xml` another prefix
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{ATOM}}}feed", language, nsmap=names):
            for each in _head(channel):
                xml.write(each)
            for article in articles:
                xml.write(entry(article))


def entry(article: Article) -> Any:
    """An article as an `entry`; `published` only where the page states it."""
    made = _element("entry")
    language = language_of(article)
    if language:
        made.set(LANG, language)
    _put(made, "id", name_of(article.identifier))
    _put(made, "title", text_of(article.headline) or name_of(article.identifier))
    _put(made, "updated", renewed_at(article) or NOTHING_KNOWN)
    _put(made, "published", whole_seconds(article.datePublished))
    _link(made, "alternate", web_address(article.url, article.url), type="text/html")
    for source in article.isBasedOn or ():
        _link(made, "via", web_address(source.url, article.url))
    for url, _ in pictures(article):
        _link(made, "enclosure", url, type="image/*")
    for name in _authors(article):
        _person(made, "author", name)
    for word in dict.fromkeys((article.articleSection, *(article.keywords or ()))):
        if term := text_of(word):
            _put(made, "category", "").set("term", term)
    _put(made, "summary", text_of(article.description))
    if html := html_of(article.articleBody):
        _put(made, "content", html).set("type", "html")
    return made


def _authors(article: Article) -> list[str]:
    """Those who wrote it, else who published it."""
    named = [text_of(author.name) for author in article.author or ()]
    publisher = article.publisher.name if article.publisher else article.provider.name
    return [name for name in named if name] or [text_of(publisher) or "Rasid"]


def _head(channel: Channel) -> Iterable[Any]:
    feed = _element("feed")
    _put(feed, "id", channel.url)
    _put(feed, "title", text_of(channel.title) or channel.url)
    _put(feed, "updated", whole_seconds(channel.updated))
    _link(feed, "alternate", channel.url)
    _put(feed, "generator", "Rasid")
    return list(feed)


def _element(name: str) -> Any:
    from lxml import etree

    return etree.Element(f"{{{ATOM}}}{name}", nsmap={None: ATOM})


def _put(parent: Any, name: str, text: str | None) -> Any:
    """A child with a text; none for None."""
    from lxml import etree

    if text is None:
        return None
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = text
    return made


def _link(parent: Any, rel: str, href: str | None, **more: str) -> None:
    if href:
        made = _put(parent, "link", "")
        for name, value in {"rel": rel, "href": href, **more}.items():
            made.set(name, value)


def _person(parent: Any, kind: str, name: str) -> None:
    _put(_put(parent, kind, ""), "name", name)
