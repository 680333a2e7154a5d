"""A few pages fetched the way a crawl fetches them: our name, robots.txt, delays and limits.

Nothing is stored and no run is written down; `scrapy savepage`, `newsite` and `doctor` use it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Self

import scrapy
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import crawl
from crawler.calls.running import exit_code_of as exit_code_of_run
from crawler.core.errors import RasidError, WrongUsageError
from crawler.core.extract.rendering import needs_browser
from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile
from crawler.core.urls import absolute, request_url
from crawler.core.watch.outcome import DOWN
from crawler.framework.logs import write_to_folder
from crawler.store import data_dir_of
from crawler.walk.failures import failure_word
from crawler.walk.identity import check_identity, delay_of
from crawler.walk.site_spider import HTML_TYPES

Next = Callable[[SavedPage | None], Iterable[str]]  # None: the request before failed


def nothing_more(_page: SavedPage | None) -> Iterable[str]:
    """No page follows."""
    return ()


@dataclass
class Fetched:
    """What came: pages in the order of their coming, and why each other address gave none."""

    pages: list[SavedPage] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


class PageFailedError(RasidError):
    """A page could not be fetched; the message says why."""


class FewPagesSpider(scrapy.Spider):
    """Asks for one address and for what `following` names after each page."""

    name = "few_pages"
    site: SiteProfile
    hosts: frozenset[str]
    came: Fetched
    following: Next
    allowed_domains: list[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **more: Any) -> Self:
        """Raises ConfigError without a contact for a host that is not loopback."""
        spider = super().from_crawler(crawler, *args, **more)
        spider.hosts = spider.site.hosts
        spider.allowed_domains = sorted({host.removeprefix("www.") for host in spider.hosts})
        settings = crawler.settings
        settings.set("USER_AGENT", check_identity(settings, spider.site), "spider")
        settings.set("DOWNLOAD_DELAY", delay_of(settings, spider.site), "spider")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The address of the site as it was given."""
        for url in self.site.start_urls:
            yield self.asking(url, drawn=self.site.render == "always")

    def asking(self, url: str, *, drawn: bool) -> Request:
        """A request, through the browser where the page needs one."""
        meta = {"rasid_render": True} if drawn else {}
        return Request(url, self.parse, errback=self.on_failure, meta=meta, dont_filter=drawn)

    def parse(self, response: Response, **_more: Any) -> Iterator[Request]:
        """Keep the page, then ask for what follows."""
        header = response.headers.get(b"Content-Type")
        if header and not any(kind in header.lower() for kind in HTML_TYPES):
            self.came.failed[response.url] = "not_html"
            yield from self.go_on(None)
            return
        kind = header.decode("latin-1") if header else None
        saved = SavedPage(
            response.body, response.url, crawl.now(self.settings).replace(microsecond=0), kind
        )
        if self.wants_browser(response, saved):
            yield self.asking(response.url, drawn=True)
            return
        self.came.pages.append(saved)
        yield from self.go_on(saved)

    def go_on(self, saved: SavedPage | None) -> Iterator[Request]:
        """Requests for what follows a page, or a failure."""
        for url in self.following(saved):
            yield self.asking(request_url(url), drawn=self.site.render == "always")

    def wants_browser(self, response: Response, saved: SavedPage) -> bool:
        """True for a page that a script builds and that was not drawn yet."""
        drawn = response.request is not None and response.request.meta.get("rasid_render")
        return self.site.render != "never" and not drawn and needs_browser(saved.page())

    def on_failure(self, failure: Failure) -> Iterator[Request]:
        """Remember why, and go on."""
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        self.came.failed[request.url] = told(failure)
        yield from self.go_on(None)


def told(failure: Failure) -> str:
    """The word of a failure; where it was we who did not ask, also the rule by which."""
    word = failure_word(failure)
    refused = isinstance(failure.value, IgnoreRequest) and not isinstance(failure.value, HttpError)
    return f"{word} ({failure.value})" if refused else word


def fetch(settings: Settings, site: SiteProfile, following: Next = nothing_more) -> Fetched:
    """Fetch the site's start pages and what `following` names after each; once a process.

    The log goes to the log file of the day, so that a command ends with its own sentence.

    Raises:
        ConfigError: RASID_CONTACT is not set, and a host is not loopback.
    """
    settings = settings.copy()
    for name in ("ITEM_PIPELINES", "EXTENSIONS"):  # they store, and write the ledger
        settings.set(name, dict.fromkeys(settings.getdict(name)), priority="cmdline")
    settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
    write_to_folder(settings, data_dir_of(settings) / "logs", crawl.now(settings))
    came = Fetched()
    process = AsyncCrawlerProcess(settings)
    task = process.crawl(FewPagesSpider, site=site, came=came, following=following)
    process.start()
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is not None:
        raise error
    return came


def fetch_one(settings: Settings, url: str, profile: SiteProfile) -> SavedPage:
    """The page at an address of a site. Raises PageFailedError with why there is none."""
    site = replace(profile, start_urls=(checked_url(url),), feeds=(), sitemaps=())
    came = fetch(settings, site)
    if not came.pages:
        raise PageFailedError(f"{url}: {why_failed(came)}; no page came")
    return came.pages[-1]


def why_failed(came: Fetched) -> str:
    """Why the first address that failed did."""
    return next(iter(came.failed.values()), "no answer")


def exit_code_of(error: RasidError) -> int:
    """The exit code that an error stands for (sysexits)."""
    return DOWN if isinstance(error, PageFailedError) else exit_code_of_run(error)


def checked_url(url: str) -> str:
    """The address as it is asked. Raises WrongUsageError for what is none of http(s)."""
    found = absolute(url, "")
    if found is None:
        raise WrongUsageError(f"{url!r} is no address; give one such as https://host/path")
    return request_url(found)
