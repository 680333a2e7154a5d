"""The places of a page that show the date on which an article is known to be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from selectolax.lexbor import LexborNode

from crawler.core.arabic.dates import DateSpan, parse_date
from crawler.core.article import Article
from crawler.core.drift.remembered import elements_of
from crawler.core.extract.page import Page
from crawler.core.extract.selected import VALUE_ATTRIBUTES

CHARS_MAX = 80  # of an element that is a date and little else
# How a page states a date that it will state again: an age is another one tomorrow.
STATED = frozenset(("jsonld", "meta", "time-tag", "text-absolute"))
VAGUE = frozenset(("week", "month", "year"))


def known_day(article: Article) -> str:
    """The day of an article as ISO 8601, "" where the page that it is from did not state one."""
    return (article.datePublished or "")[:10] if article.dateBasis in STATED else ""


def places_of_date(page: Page, article: Article, timezone: str) -> list[LexborNode]:
    """The elements that are this date, in document order."""
    return [node for node in elements_of(page) if shows_date([node], article, timezone)]


def shows_date(nodes: Iterable[LexborNode], article: Article, timezone: str) -> bool:
    """True when the first date in these elements can be that of the article.

    Read as a profile's `published` is: the machine's form first, then what readers see.
    """
    spans = (parse_date(text, observed_at=None, timezone=timezone) for text in _texts(nodes))
    span = next((each for each in spans if each is not None), None)
    if span is None or span.precision in VAGUE:
        return False
    return _overlaps(span, article)


def _overlaps(span: DateSpan, article: Article) -> bool:
    earliest, latest = article.datePublishedEarliest, article.datePublishedLatest
    if earliest is None or latest is None:
        return False
    first, last = datetime.fromisoformat(earliest), datetime.fromisoformat(latest)
    return span.earliest == first or max(span.earliest, first) < min(span.latest, last)


def _texts(nodes: Iterable[LexborNode]) -> Iterator[str]:
    """The values and texts of elements that may be a date."""
    for node in nodes:
        value = node.attributes.get(VALUE_ATTRIBUTES.get(node.tag or "", ""))
        if value and value.strip():
            yield value.strip()
        text = " ".join(node.text(separator=" ").split())
        if 0 < len(text) <= CHARS_MAX and any(map(str.isdigit, text)):
            yield text
