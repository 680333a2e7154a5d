"""Article of zyte-common-items, one a line (https://zyte-common-items.readthedocs.io)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from crawler.core.article import Article
from crawler.core.export.channel import Channel
from crawler.core.export.json_lines import known, write_lines
from crawler.core.export.plain import language_of, pictures, text_of, web_address, whole_seconds

SUFFIX = ".zyte.jsonl"
NEWEST_FIRST = False
ISO_639_1_CHARS = 2  # `inLanguage` is no longer code


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write the articles; such a file has no head."""
    del channel
    write_lines(file, articles, item)


def item(article: Article) -> dict[str, Any]:
    """An article as Zyte names its parts.

    Where their field takes the date of an update for want of another, ours stays empty.
    """
    language = language_of(article)
    return known(
        {
            "url": web_address(article.url, article.url),
            "canonicalUrl": web_address(article.canonicalUrl, article.url),
            "headline": text_of(article.headline),
            "articleBody": article.articleBody.strip(),
            "description": text_of(article.description),
            "datePublished": whole_seconds(article.datePublished),
            "datePublishedRaw": article.datePublishedRaw,
            "dateModified": whole_seconds(article.dateModified),
            "authors": [_author(each.name, each.nameRaw) for each in article.author or ()],
            "breadcrumbs": _breadcrumbs(article),
            "inLanguage": language if language and len(language) == ISO_639_1_CHARS else None,
            "metadata": _metadata(article),
        }
        | _media(article)
    )


def _media(article: Article) -> dict[str, Any]:
    main = web_address(article.mainImage.url, article.url) if article.mainImage else None
    videos = [web_address(video.url, article.url) for video in article.videos or ()]
    return {
        "mainImage": {"url": main} if main else None,
        "images": [{"url": url} for url, _ in pictures(article)],
        "videos": [{"url": url} for url in videos if url],
    }


def _metadata(article: Article) -> dict[str, Any]:
    return known(
        {
            "dateDownloaded": whole_seconds(article.metadata.dateDownloaded),
            "probability": 1.0,
            "validationMessages": article.metadata.validationMessages,
        }
    )


def _author(name: str, raw: str | None) -> dict[str, Any]:
    return known({"name": text_of(name), "nameRaw": raw})


def _breadcrumbs(article: Article) -> list[dict[str, Any]]:
    section = text_of(article.articleSection)
    return [{"name": section}] if section else []
