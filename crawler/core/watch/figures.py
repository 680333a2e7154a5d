"""The counters of a crawl as the figures of a run: a funnel, drops by reason, failures, bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# The way of an article; the first figure that fell is the culprit.
FUNNEL = {
    "links": "rasid/links/found",
    "known": "rasid/links/known",
    "fetched": "rasid/fetch/articles",
    "extracted": "rasid/extract/articles",
    "valid": "rasid/check_article/valid",
    "new": "rasid/store_article/new",
    "published": "rasid/feed/published",
}
REASONS = {  # stats whose last part is a reason word
    "dropped": ("rasid/check_article/", "rasid/extract/not_an_article/"),
    "failed": ("rasid/failed/",),
    "blocked": ("rasid/blocked/",),
    "traps": ("rasid/links/trap/",),
    "statuses": ("downloader/response_status_count/",),
    "dates": ("rasid/resolve_date/basis/",),
    "encoding": ("rasid/encoding/",),
    "versions": ("rasid/versions/",),
    "missed": ("rasid/selector_missed/", "rasid/signs/missed/"),
    "seen": ("rasid/signs/seen/",),
    "root": ("rasid/signs/root/",),
}
NOT_REASONS = ("rasid/check_article/valid",)
NUMBERS = {
    "requests": "downloader/request_count",
    "responses": "downloader/response_count",
    "response_bytes": "downloader/response_bytes",
    "listing_pages": "rasid/listing/pages",
    "listings_empty": "rasid/listing/no_links",
    "roots_empty": "rasid/listing/root_no_links",
    "feed_pages": "rasid/feed/pages",
    "feed_links": "rasid/feed/links",
    "sitemap_pages": "rasid/sitemap/pages",
    "sitemap_links": "rasid/sitemap/links",
    "retried": "rasid/links/retried",
    "robots_unreachable": "rasid/robots/unreachable",
    "duplicates": "rasid/store_article/duplicate",
    "not_modified": "rasid/conditional/not_modified",
    "looked_at_again": "rasid/revisit/asked",
    "gone_unsure": "rasid/revisit/gone_unsure",
    "robots_forbidden": "robotstxt/forbidden",
    "offsite": "offsite/filtered",
    "rendered": "rasid/render/pages",
    "bugs": "rasid/bugs",
    "exceptions": "spider_exceptions/count",
}


def figures_of(stats: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a run from Scrapy's stats; counts are numbers of articles or requests.

    >>> figures_of({"rasid/links/found": 3, "rasid/failed/article/timeout": 1})["funnel"]["links"]
    3
    """
    figures: dict[str, Any] = {
        "funnel": {name: int(stats.get(key, 0)) for name, key in FUNNEL.items()},
        **{name: int(stats.get(key, 0)) for name, key in NUMBERS.items()},
    }
    for name, prefixes in REASONS.items():
        figures[name] = {
            key[len(prefix) :]: value
            for prefix in prefixes
            for key, value in sorted(stats.items())
            if key.startswith(prefix) and key not in NOT_REASONS
        }
    return figures
