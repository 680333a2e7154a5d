"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any, BinaryIO

from crawler.core.article import Article
from crawler.core.export.channel import Channel, name_of
from crawler.core.export.json_lines import encoded, known
from crawler.core.export.plain import (
    language_of,
    pictures,
    plain_of,
    text_of,
    web_address,
    whole_seconds,
)

SUFFIX = ".feed.json"
NEWEST_FIRST = True
VERSION = "https://jsonfeed.org/version/1.1"


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write a feed, one article at a time."""
    head = known(
        {
            "version": VERSION,
            "title": text_of(channel.title),
            "home_page_url": channel.url,
            "language": channel.language,
        }
    )
    file.write(encoded(head).removesuffix(b"}") + b', "items": [')
    between = chain((b"\n",), repeat(b",\n"))
    file.writelines(
        comma + encoded(item(each)) for comma, each in zip(between, articles, strict=False)
    )
    file.write(b"\n]}\n")


def item(article: Article) -> dict[str, Any]:
    """An article as an item; where its text is not shown, the headline stands for it."""
    images = [url for url, _ in pictures(article)]
    sources = [web_address(source.url, article.url) for source in article.isBasedOn or ()]
    return known(
        {
            "id": name_of(article.identifier),
            "url": web_address(article.url, article.url),
            "external_url": next(filter(None, sources), None),
            "title": text_of(article.headline),
            "content_text": plain_of(article.articleBody) or text_of(article.headline),
            "summary": text_of(article.description),
            "image": next(iter(images), None),
            "date_published": whole_seconds(article.datePublished),
            "date_modified": whole_seconds(article.versionCreated or article.dateModified),
            "authors": [
                {"name": name} for each in article.author or () if (name := text_of(each.name))
            ],
            "tags": _tags(article),
            "language": language_of(article),
            "_rasid": _extension(article),
        }
    )


def _extension(article: Article) -> dict[str, Any]:
    publisher = article.publisher or article.provider
    return known(
        {
            "about": "https://schema.org/NewsArticle",
            "publisher": text_of(publisher.name),
            "provider": text_of(article.provider.name),
            "version": article.version,
        }
    )


def _tags(article: Article) -> list[str]:
    words = (article.articleSection, *(article.keywords or ()))
    return [text for word in dict.fromkeys(words) if (text := text_of(word))]
