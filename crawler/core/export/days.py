"""On which day an article was published, as far as that is known."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from crawler.core.article import Article
from crawler.core.stamps import moment_of

UNDATED = "undated"
INSTANT = timedelta(microseconds=1)


def day_of(article: Article, zone: ZoneInfo) -> str:
    """The day in that zone as ISO 8601; `undated` where more than one day is possible."""
    if article.datePublished:
        start = end = moment_of(article.datePublished)
    else:
        start, end = map(moment_of, (article.datePublishedEarliest, article.datePublishedLatest))
    if start is None or end is None:
        return UNDATED
    days = {start.astimezone(zone).date(), max(start, end - INSTANT).astimezone(zone).date()}
    return UNDATED if len(days) > 1 else days.pop().isoformat()
