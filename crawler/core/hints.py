"""What a feed or a listing said of an article before its page was read."""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.core.arabic.date_span import DateSpan
from crawler.core.article import Article
from crawler.core.stamps import moment_of, utc

DISAGREES = "feed_disagrees"
CLOCKS_DIFFER_MAX = timedelta(minutes=10)  # between saving an article and its entry in the feed


def with_feed_date(article: Article, published: datetime | None) -> Article:
    """The article with the date of its feed entry, where that says more than its page.

    A page without a date gets that of the feed. A page's interval ("1 day ago", a day) is narrowed
    by the feed's second, which then is `datePublished` with the basis `feed`;
    `datePublishedRaw` stays what the page shows. Where the two exclude each other by more than 10
    minutes the page is believed, and `validationMessages` says `feed_disagrees`.

    Args:
        article: As its page was read; it is changed and returned.
        published: UTC, to the second; None: there is no entry, or it has no date.
    """
    if published is None:
        return article
    stated = DateSpan(published, published + timedelta(seconds=1), "second")
    own = _span_of(article)
    if own is None:
        return article if article.datePublishedEarliest else _dated(article, stated)
    both = own.narrowed(stated)
    if both.contradicted:
        return _disputed(article, own, stated)
    return article if both.precision == own.precision else _dated(article, both)


def _span_of(article: Article) -> DateSpan | None:
    """The interval that the page of the article gave, or None where it gave none or half of one."""
    earliest = moment_of(article.datePublishedEarliest)
    latest = moment_of(article.datePublishedLatest)
    if not (earliest and latest and article.datePrecision):
        return None
    is_relative = article.dateBasis == "text-relative"
    return DateSpan(earliest, latest, article.datePrecision, is_relative)


def _dated(article: Article, span: DateSpan) -> Article:
    """The article with a span that its feed gave to the second."""
    article.datePublished = article.datePublishedEarliest = utc(span.earliest)
    article.datePublishedLatest = utc(span.latest)
    article.datePrecision = span.precision
    article.dateBasis = "feed"
    article.metadata.fieldMethods["datePublished"] = "feed"
    return article


def _disputed(article: Article, own: DateSpan, stated: DateSpan) -> Article:
    """The article with the date of its page, and a word about the feed that says another."""
    gap = max(stated.earliest - own.latest, own.earliest - stated.latest)
    if gap > CLOCKS_DIFFER_MAX:
        messages = article.metadata.validationMessages.setdefault("datePublished", [])
        messages.append(DISAGREES)
    return article
