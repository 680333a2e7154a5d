"""schema.org NewsArticle as JSON-LD, one document a line (https://schema.org/NewsArticle)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from crawler.core.article import Article, Media
from crawler.core.export.channel import Channel, name_of
from crawler.core.export.json_lines import known, write_lines
from crawler.core.export.plain import (
    language_of,
    pictures,
    plain_of,
    text_of,
    web_address,
    whole_seconds,
)

SUFFIX = ".jsonld.jsonl"
NEWEST_FIRST = False
CONTEXT = "https://schema.org"


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write the articles; such a file has no head."""
    del channel
    write_lines(file, articles, news_article)


def news_article(article: Article) -> dict[str, Any]:
    """An article as schema.org names its parts."""
    head = {"@context": CONTEXT, "@type": "NewsArticle", "@id": name_of(article.identifier)}
    return known(head | _said(article) | _told(article))


def _said(article: Article) -> dict[str, Any]:
    """What the article says."""
    return {
        "identifier": article.identifier,
        "headline": text_of(article.headline),
        "alternativeHeadline": text_of(article.alternativeHeadline),
        "description": text_of(article.description),
        "articleSection": text_of(article.articleSection),
        "articleBody": plain_of(article.articleBody),
        "inLanguage": language_of(article),
        "keywords": [text for word in article.keywords or () if (text := text_of(word))],
        "dateline": text_of(article.dateline),
        "datePublished": whole_seconds(article.datePublished),
        "dateModified": whole_seconds(article.dateModified),
        "wordCount": article.wordCount,
        "version": article.version,
        "disambiguatingDescription": text_of(article.disambiguatingNotice),
        "creativeWorkStatus": article.pubStatus if article.pubStatus != "usable" else None,
    }


def _told(article: Article) -> dict[str, Any]:
    """Whose it is, where it is, and what is with it."""
    url = web_address(article.url, article.url)
    publisher = article.publisher
    return {
        "url": url,
        "mainEntityOfPage": web_address(article.canonicalUrl, article.url) or url,
        "author": [_named("Person", each.name) for each in article.author or ()],
        "publisher": publisher and _named("Organization", publisher.name, publisher.url, url),
        "provider": _named("Organization", article.provider.name, article.provider.url, url),
        "isBasedOn": _addresses((each.url for each in article.isBasedOn or ()), article),
        "citation": _addresses((each.url for each in article.citation or ()), article),
        "relatedLink": _addresses((each.url for each in article.relatedLink or ()), article),
        "image": [_picture(*each) for each in pictures(article)],
        "video": [_video(each, article) for each in article.videos or ()],
    }


def _named(kind: str, name: str, url: str | None = None, base: str | None = None) -> dict[str, Any]:
    address = web_address(url, base or "") if url else None
    return known({"@type": kind, "name": text_of(name), "url": address})


def _picture(url: str, caption: str | None) -> dict[str, Any]:
    return known({"@type": "ImageObject", "url": url, "caption": caption})


def _video(video: Media, article: Article) -> dict[str, Any]:
    url = web_address(video.url, article.url)
    return known({"@type": "VideoObject", "url": url, "caption": text_of(video.caption)})


def _addresses(urls: Iterable[str], article: Article) -> list[str]:
    found = (web_address(url, article.url) for url in urls)
    return list(dict.fromkeys(url for url in found if url))
