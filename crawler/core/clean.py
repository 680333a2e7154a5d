"""Every text field of an article in its display form."""

from __future__ import annotations

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
SHORT_CHARS_MAX = 200  # of a text that is kept in memory
LANGUAGE_CHARS = 800  # are enough to tell it


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
        author.nameRaw = author.nameRaw or author.name
        _renew(author, "name", _line(author.name, language))
    for named in (*(article.relatedLink or ()), *(article.citation or ())):
        _renew(named, "name", _line(named.name, language))
    for media in filter(
        None, (article.mainImage, *(article.images or ()), *(article.videos or ()))
    ):
        if media.caption:
            _renew(media, "caption", _line(media.caption, language))
    _renew(article.provider, "name", _line(article.provider.name, language))
    if article.publisher:
        _renew(article.publisher, "name", _line(article.publisher.name, language))
    for removed in article.removed or ():
        _renew(removed, "text", _text(removed.text, language))
    return _with_figures(article, language)


def _with_figures(article: Article, language: str) -> Article:
    """Language, number of words and hashes follow from the clean body."""
    body = article.articleBody
    article.inLanguage = language
    article.wordCount = count_words(body)
    article.contentHash = hashes_of(body)
    return article


def _renew(part: Part, name: str, value: str | list[str]) -> None:
    """Setting a field of a model costs as much as cleaning a line, and most lines are clean."""
    if value != getattr(part, name):
        setattr(part, name, value)


def _line(text: str, language: str) -> str:
    line = _short_line if len(text) <= SHORT_CHARS_MAX else _any_line
    return line(text, language)


def _text(text: str, language: str) -> str:
    clean = _short_text if len(text) <= SHORT_CHARS_MAX else _any_text
    return clean(text, language)


def _any_line(text: str, language: str) -> str:
    return " ".join(_any_text(text, language).split())


def _any_text(text: str, language: str) -> str:
    return clean_text(text, language=language)


# Sections, names, related links and what is cut off come again on a site's next page.
_short_line, _short_text = lru_cache(4_096)(_any_line), lru_cache(4_096)(_any_text)
