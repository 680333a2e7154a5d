"""Values as every form can hold them: text that XML allows, addresses that are whole, moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote, urlsplit, urlunsplit

from crawler.core.article import Article, Media
from crawler.core.stamps import moment_of
from crawler.core.urls import absolute

# Char of XML 1.0 (section 2.2) is everything but these.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Embeddings, overrides and isolates (UAX 9): they would turn what stands around the text.
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
IN_PATH, IN_QUERY = "/:@!$&'()*+,;=~%-._", "/:@!$&'()*+,;=~%-._?"
UNDETERMINED = "und"


def text_of(value: str | None) -> str | None:
    r"""Text that XML allows and that turns nothing around it; None where nothing is left.

    >>> text_of("a\x00b\u202ec\ufffe")
    'abc'
    """
    return DIRECTION.sub("", NO_XML.sub("", value or "")).strip() or None


def web_address(url: str | None, base: str) -> str | None:
    """An absolute http(s) URI (RFC 3986) in ASCII; None for what is none.

    >>> web_address("/خبر?x=1", "https://news.example/1")
    'https://news.example/%D8%AE%D8%A8%D8%B1?x=1'
    >>> web_address("javascript:alert(1)", "https://news.example/1")
    """
    found = absolute(url, base) if url else None
    if found is None:
        return None
    parts = urlsplit(found)
    host = parts.hostname or ""
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
        netloc = f"{name}:{parts.port}" if parts.port else name
    except ValueError:
        return None
    netloc = f"[{host}]{netloc[len(host) :]}" if ":" in host else netloc
    path, query = quote(parts.path, IN_PATH), quote(parts.query, IN_QUERY)
    return urlunsplit((parts.scheme, netloc, path, query, quote(parts.fragment, IN_QUERY)))


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a body, each as `text_of` gives it."""
    return [text for part in body.split("\n\n") if (text := text_of(part))]


def html_of(body: str) -> str | None:
    """A body as HTML paragraphs, every character of it text."""
    escaped = (escape(text, quote=False).replace("\n", "<br>") for text in paragraphs(body))
    return "\n".join(f"<p>{text}</p>" for text in escaped) or None


def plain_of(body: str) -> str | None:
    """A body as plain text."""
    return "\n\n".join(paragraphs(body)) or None


def whole_seconds(stamp: str | None) -> str | None:
    """A moment as `YYYY-MM-DDThh:mm:ssZ`, which is also that of RFC 3339; None where none is known.

    >>> whole_seconds("2025-03-01T12:00:00.5+03:00")
    '2025-03-01T09:00:00Z'
    """
    moment = moment_of(stamp)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


def renewed_at(article: Article) -> str | None:
    """When what is exported was last changed: by its version, update, date, or first sight."""
    stamps = (article.versionCreated, article.dateModified, article.datePublished)
    return next(filter(None, map(whole_seconds, (*stamps, article.metadata.dateFirstSeen))), None)


def moment(stamp: str | None) -> datetime | None:
    """An aware moment in UTC."""
    found = moment_of(stamp)
    return found.astimezone(UTC) if found else None


def language_of(article: Article) -> str | None:
    """The language, where one is known."""
    return article.inLanguage if article.inLanguage != UNDETERMINED else None


def pictures(article: Article) -> list[tuple[str, str | None]]:
    """Address and caption of every image that has an address, the main one first."""
    media: list[Media] = [article.mainImage] if article.mainImage else []
    media += article.images or []
    made = [(web_address(each.url, article.url), text_of(each.caption)) for each in media]
    return [(url, caption) for url, caption in dict(made).items() if url]
