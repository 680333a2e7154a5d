"""Puts into an article what only its crawl knows: who fetched it, when, and under which rules."""

from __future__ import annotations

from scrapy.http import Response

from crawler.core.access.usage import USAGE_HEADERS, usage_of
from crawler.core.access.validators import is_sendable
from crawler.core.article import Article, UsageInfo, identifier_of
from crawler.core.urls import canonical_url
from crawler.walk.archiving import keep_page
from crawler.walk.site_spider import SiteSpider, asked


def signed(spider: SiteSpider, article: Article, response: Response) -> Article:
    """The article that the answer showed, with what only the crawl knows about it.

    Raises SiteError for an answer of no request, MachineError when its page cannot be kept.
    """
    request = asked(response)
    own, wanted = canonical_url(response.url), request.url
    if own != canonical_url(wanted):  # a redirector: its article has a name of its own
        spider.frontier.note(wanted, "redirected")
    article.identifier = identifier_of(own)
    article.usageInfo = usage_said(response, article.usageInfo)
    if not spider.closes_pages:  # no page of this site has an end: that is its style
        article.metadata.validationMessages.pop("page", None)
    meta = article.metadata
    meta.spider, meta.runId, meta.httpStatus = spider.name, spider.run_id, response.status
    meta.profileVersion = spider.profile_version
    meta.dateFirstSeen = meta.dateDownloaded
    etag = (response.headers.get(b"ETag") or b"").decode("latin-1")
    meta.etag = etag if etag and is_sendable(etag) else None
    meta.archive = keep_page(spider, request, article.usageInfo, article)
    return article


def usage_said(response: Response, page: UsageInfo | None) -> UsageInfo | None:
    """What the site, the answer and the page say of the use of an article."""
    headers = response.headers
    said = {
        name: [value.decode("latin-1") for value in headers.getlist(name)]
        for name in USAGE_HEADERS
        if name in headers
    }
    return usage_of(page, said, asked(response).meta.get("rasid_usage"))
