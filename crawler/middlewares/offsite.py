"""Refuses what is not of the site, as Scrapy does, by a host that is read once for all pages."""

from __future__ import annotations

from functools import lru_cache

from scrapy import Spider
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.http import Request

from crawler.core.access.hosts import hostname_of


class Offsite(OffsiteMiddleware):
    """Scrapy's, whose words, stats and signals it keeps; it takes no address apart."""

    def should_follow(self, request: Request, spider: Spider) -> bool:
        """True for a host of the spider's `allowed_domains`, or below one. Raises ValueError."""
        domains = getattr(spider, "allowed_domains", None)
        return not domains or is_below(hostname_of(request.url), tuple(domains))


@lru_cache(maxsize=1024)  # a site has few hosts
def is_below(host: str, domains: tuple[str, ...]) -> bool:
    """True for one of the domains and for what is below it.

    >>> is_below("a.news.example", ("news.example",)), is_below("anews.example", ("news.example",))
    (True, False)
    """
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
