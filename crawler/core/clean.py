"""Every text field of an article in its display form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from crawler.core.arabic.language import identify_language
from crawler.core.arabic.text import clean_text
from crawler.core.arabic.words import count_words
from crawler.core.article import Article, Part
from crawler.core.dedup import hashes_of

LINE_FIELDS = (
    "headline",
    "alternativeHeadline",
    "description",
    "articleSection",
    "dateline",
    "datePublishedRaw",
    "disambiguatingNotice",
)
# Control characters; embeddings, overrides and isolates (UAX 9).
NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
SHORT_CHARS_MAX = 200  # the clean form of a longer text is not cached
LANGUAGE_CHARS = 800  # enough to tell the language
Kind = tuple[Callable[[str, str], str], Callable[[str, str], str]]
"""Two functions from a text and its language to the clean text: with a cache for short texts, and
without one."""


def clean_article(article: Article) -> Article:
    """The article with `clean_text` applied to all its texts; what follows from them is renewed.

    Changes the article it is given and returns it. Doing it twice changes nothing.
    """
    language = identify_language(article.articleBody[:LANGUAGE_CHARS])
    for name in LINE_FIELDS:
        if value := getattr(article, name):
            _renew(article, name, _line(value, language))
    _renew(article, "articleBody", clean_text(article.articleBody, language=language))
    if article.keywords:
        _renew(article, "keywords", [_line(word, language) for word in article.keywords])
    for author in article.author or ():
        author.nameRaw = _as_shown(author.nameRaw or author.name)
    named = (article.provider, article.publisher, *(article.author or ()))
    linked = (*(article.relatedLink or ()), *(article.citation or ()))
    _renew_each((*named, *linked), "name", LINE, language)
    media = (article.mainImage, *(article.images or ()), *(article.videos or ()))
    _renew_each(media, "caption", LINE, language)
    _renew_each(article.removed or (), "text", TEXT, language)
    return _with_figures(article, language)


def _with_figures(article: Article, language: str) -> Article:
    """Language, number of words and hashes follow from the clean body."""
    body = article.articleBody
    article.inLanguage = language
    article.wordCount = count_words(body)
    article.contentHash = hashes_of(body)
    return article


def _as_shown(raw: str) -> str:
    """The text without characters that no page shows: they could colour or reorder a line."""
    return raw if raw.isprintable() else NOT_SHOWN.sub("", raw)


def _renew(part: Part, name: str, value: str | list[str]) -> None:
    """Set a field only if it changes: to set one costs as much as to clean a line."""
    if value != getattr(part, name):
        setattr(part, name, value)


def _renew_each(parts: Iterable[Part | None], name: str, kind: Kind, language: str) -> None:
    """Clean the text of this name in all parts that have one."""
    clean, clean_long = kind
    for part in parts:
        text = getattr(part, name) if part else None
        if not text:
            continue
        value = (clean if len(text) <= SHORT_CHARS_MAX else clean_long)(text, language)
        if value != text:
            setattr(part, name, value)


def _line(text: str, language: str) -> str:
    clean, clean_long = LINE
    return (clean if len(text) <= SHORT_CHARS_MAX else clean_long)(text, language)


def _any_line(text: str, language: str) -> str:
    return " ".join(_any_text(text, language).split())


def _any_text(text: str, language: str) -> str:
    return clean_text(text, language=language)


# Sections, names, related links and what is cut off come again on a site's next page.
LINE: Kind = lru_cache(2_048)(_any_line), _any_line
TEXT: Kind = lru_cache(1_024)(_any_text), _any_text
