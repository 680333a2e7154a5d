"""What a feed or a listing said of an article before its page was read."""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.core.article import Article


def with_feed_date(article: Article, published: datetime | None) -> Article:
    """The article with the date of its feed entry, where its page states none.

    `published` is UTC, to the second.
    """
    if published is None or article.datePublishedEarliest:
        return article
    article.datePublished = published.isoformat().replace("+00:00", "Z")
    article.datePublishedEarliest = article.datePublished
    latest = published + timedelta(seconds=1)
    article.datePublishedLatest = latest.isoformat().replace("+00:00", "Z")
    article.datePrecision = "second"
    article.dateBasis = "feed"
    article.metadata.fieldMethods["datePublished"] = "feed"
    return article
