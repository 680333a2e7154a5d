"""The last step for an article's date: impossible dates go, unknown ones get an upper bound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.core.article import Article
from crawler.core.stamps import moment_of

SKEW = timedelta(minutes=10)  # clocks of sites and of ours
OLDEST = datetime(1980, 1, 2, tzinfo=UTC)  # epoch zero and year 1 are empty fields, not dates
DATE_FIELDS = (
    "datePublished",
    "datePublishedEarliest",
    "datePublishedLatest",
    "datePrecision",
    "dateBasis",
)


def settle_date(article: Article) -> tuple[Article, str | None]:
    """The article with a date that can be true, and a word for what was wrong with it.

    `future` and `epoch` take the date out but keep `datePublishedRaw`. An article without a date
    was published before it was seen: `datePublishedLatest` with the basis `first-seen`.
    """
    seen = moment_of(article.metadata.dateDownloaded)
    earliest = moment_of(article.datePublishedEarliest)
    problem = None
    if earliest and seen and earliest > seen + SKEW:
        problem = "future"
    elif earliest and earliest < OLDEST:
        problem = "epoch"
    if problem:
        for name in DATE_FIELDS:
            setattr(article, name, None)
        article.metadata.validationMessages.setdefault("datePublished", []).append(problem)
    if article.datePublishedEarliest is None and seen is not None:
        article.datePublishedLatest = article.metadata.dateDownloaded
        article.dateBasis = "first-seen"
    elif earliest and seen:
        _bound(article, earliest, seen)
    return article, problem


def _bound(article: Article, earliest: datetime, seen: datetime) -> None:
    """Nothing is published after it was seen: the interval ends there at the latest."""
    latest = moment_of(article.datePublishedLatest)
    if latest and latest > seen > earliest:
        article.datePublishedLatest = article.metadata.dateDownloaded
