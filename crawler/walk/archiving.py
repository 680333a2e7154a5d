"""Hands the page of an article, as it was received, to the archive of its crawl."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scrapy.http import Request, Response

from crawler.core.access.usage import USAGE_HEADERS, FileUsage
from crawler.core.article import Archive, Article, UsageInfo
from crawler.core.edits import changes_between
from crawler.core.finish import finished
from crawler.core.received import Known, Received
from crawler.core.stamps import utc
from crawler.store.archive.writer import writer_of

if TYPE_CHECKING:
    from crawler.walk.site_spider import SiteSpider

RECEIVED = "rasid_received"  # where the middleware near the network leaves the page
GOOD = 200
MADE = frozenset(("playwright", "api"))  # flags of what a browser drew, and of data made a page


def is_kept(request: Request, response: Response) -> bool:
    """True for an answer that the archive takes: the page of an article."""
    return response.status == GOOD and request.meta.get("rasid_kind") == "article"


def received(response: Response) -> Received:
    """The response before anything of ours has changed it."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in dict.items(response.headers)  # Scrapy's looks each name up again
        for value in values
    )
    ip = str(response.ip_address) if response.ip_address else None
    is_drawn = not MADE.isdisjoint(response.flags)
    return Received(response.url, response.status, headers, response.body, ip, is_drawn)


def keep_page(
    spider: SiteSpider, request: Request, usage: UsageInfo | None, article: Article | None = None
) -> Archive | None:
    """Write the page that answered a request; where it lies, None where no archive took it.

    `usage` is what the site and the page say of its use, `article` what came of it. A page that was
    asked again and says what it said is not kept twice.
    """
    page: Received | None = request.meta.pop(RECEIVED, None)
    writer = writer_of(spider.crawler)
    if page is None or writer is None:
        return None
    old: Article | None = request.cb_kwargs.get("old")
    if old and article and old.metadata.archive and not _is_edited(old, article):
        return old.metadata.archive
    return writer.keep(page, _known(spider, request, page, usage, article))


def _is_edited(old: Article, article: Article) -> bool:
    """False for a later reading that says what the one before said: its page is there."""
    return bool(changes_between(old, finished(article.model_copy(deep=True))))


def _known(
    spider: SiteSpider,
    request: Request,
    page: Received,
    usage: UsageInfo | None,
    article: Article | None,
) -> Known:
    observed = article.metadata.dateDownloaded if article else None
    files: FileUsage | None = request.meta.get("rasid_usage")
    published: datetime | None = request.cb_kwargs.get("published")
    return Known(
        site=spider.source,
        run=spider.run_id,
        observed=observed or utc(spider.now()),
        identifier=article.identifier if article else None,
        usage=usage.model_dump(exclude_none=True) if usage else None,
        files=_said(files) if files else None,
        headers={name: page.all_of(name) for name in USAGE_HEADERS} if page.is_drawn else None,
        feed_date=utc(published) if published else None,
        ends=spider.closes_pages,
    )


def _said(files: FileUsage) -> dict[str, str]:
    """What the files of the site say, by the names of FileUsage."""
    values = (("tdm_reservation", files.tdm_reservation), ("content_signal", files.content_signal))
    return {name: value for name, value in values if value}
