"""IPTC ninjs 3.1, one news object a line (https://www.iptc.org/std/ninjs/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from crawler.core.article import Article
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

SUFFIX = ".ninjs.jsonl"
NEWEST_FIRST = False
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
TEXT = "text/plain"


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write the articles, withdrawn ones too: their `pubStatus` says it."""
    del channel
    write_lines(file, articles, news_object)


def news_object(article: Article) -> dict[str, Any]:
    """An article as ninjs names its parts; publisher and aggregator are `infoSources`."""
    body = plain_of(article.articleBody)
    return known(
        {
            "uri": name_of(article.identifier),
            "standard": STANDARD,
            "type": "text",
            "representationType": "full" if body else "partial",
            "version": str(article.version),
            "pubStatus": article.pubStatus,
            "firstCreated": whole_seconds(article.metadata.dateFirstSeen),
            "versionCreated": whole_seconds(article.versionCreated),
            "contentCreated": whole_seconds(article.datePublished),
            "language": language_of(article),
            "headlines": _headlines(article),
            "descriptions": _valued(article.description, "summary"),
            "bodies": _bodies(article, body),
            "by": "، ".join(filter(None, (text_of(each.name) for each in article.author or ()))),
            "people": _people(article),
            "located": text_of(article.dateline),
            "subjects": _subjects(article),
            "infoSources": _sources(article),
            "edNote": text_of(article.disambiguatingNotice),
            "renditions": _renditions(article),
            "associations": _associations(article),
            "altIds": _other_names(article),
        }
    )


def _headlines(article: Article) -> list[dict[str, Any]]:
    other = _valued(article.alternativeHeadline, "alternative")
    return _valued(article.headline, "main") + other


def _valued(text: str | None, role: str) -> list[dict[str, Any]]:
    value = text_of(text)
    return [{"role": role, "contentType": TEXT, "value": value}] if value else []


def _bodies(article: Article, body: str | None) -> list[dict[str, Any]]:
    made = {"role": "main", "contentType": TEXT, "value": body, "wordCount": article.wordCount}
    return [known(made)] if body else []


def _people(article: Article) -> list[dict[str, Any]]:
    names = [text_of(author.name) for author in article.author or ()]
    return [{"name": name, "rel": "author"} for name in names if name]


def _subjects(article: Article) -> list[dict[str, Any]]:
    words = [("section", article.articleSection)]
    words += [("keyword", word) for word in article.keywords or ()]
    return [{"name": name, "rel": rel} for rel, word in words if (name := text_of(word))]


def _sources(article: Article) -> list[dict[str, Any]]:
    """The publisher that originated it and the aggregator that supplied it."""
    publisher, provider = article.publisher, article.provider
    found = [_source(provider.name, "aggregator", provider.url, article)]
    if publisher:
        found.insert(0, _source(publisher.name, "publisher", publisher.url, article))
    return found


def _source(name: str, role: str, url: str | None, article: Article) -> dict[str, Any]:
    uri = web_address(url, article.url)
    return known({"name": text_of(name), "role": role, "uri": uri})


def _renditions(article: Article) -> list[dict[str, Any]]:
    made = [
        {"name": "web", "href": web_address(article.url, article.url), "contentType": "text/html"}
    ]
    for number, (url, caption) in enumerate(pictures(article), start=1):
        made.append({"name": f"image-{number}", "href": url, "title": caption})
    for number, video in enumerate(article.videos or (), start=1):
        made.append({"name": f"video-{number}", "href": web_address(video.url, article.url)})
    return [known(each) for each in made if each["href"]]


def _associations(article: Article) -> list[dict[str, Any]]:
    """What it was made of, and the articles beside it."""
    linked = [("basedOn", source.url, source.url) for source in article.isBasedOn or ()]
    linked += [("related", link.name, link.url) for link in article.relatedLink or ()]
    found = [
        {"name": text_of(name) or uri, "rel": rel, "uri": uri}
        for rel, name, url in linked
        if (uri := web_address(url, article.url))
    ]
    return list({each["uri"]: each for each in reversed(found)}.values())[::-1]


def _other_names(article: Article) -> list[dict[str, Any]]:
    canonical = web_address(article.canonicalUrl, article.url)
    return [{"role": "canonicalUrl", "value": canonical}] if canonical else []
