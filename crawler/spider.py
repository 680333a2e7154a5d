"""The only base class of our spiders: how an aggregator is walked."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.article import Article, identifier_of
from crawler.core.encoding import decode_html
from crawler.core.errors import ConfigError, MachineError, NotAnArticle, SiteError
from crawler.core.extract.article import article_of
from crawler.core.extract.listing import Listing, article_links, read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from crawler.core.feeds import FeedEntry, read_feed, read_sitemap
from crawler.core.hints import with_feed_date
from crawler.core.site import SiteProfile
from crawler.core.urls import canonical_url, host_of, request_url, shape_of
from crawler.failures import failure_word, outcome_of
from crawler.frontier import Frontier, Taken
from crawler.identity import check_identity, delay_of, source_of
from crawler.store import store_of
from crawler.store.runs import Runs
from crawler.store.seen import Seen

Callback = Callable[..., Iterator[Any]]
RETRIES_MAX = 200  # articles of earlier runs that failed and are due, asked again in one run
HTML_TYPES = (b"html", b"xml")
PASSING = ("challenge", "empty", "script_built", "login")  # the article may be there next time


def guarded(callback: Callback) -> Callback:
    """A callback whose page may not fit: counted with its reason, the crawl goes on."""

    @wraps(callback)
    def inner(self: AggregatorSpider, response: Response, **more: Any) -> Iterator[Any]:
        try:
            yield from callback(self, response, **more)
        except SiteError as error:
            self.on_misfit(response, error)
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)

    return inner


def asked(response: Response) -> Request:
    """The request that a response answers; Scrapy sets it on every response of a crawl."""
    if response.request is None:
        raise SiteError("no_request", response.url)
    return response.request


class AggregatorSpider(scrapy.Spider):
    """Listing → next pages → articles, and sections, feeds and sitemaps on the way.

    A subclass sets `profile`, and its name is the profile's. `-a start_urls=URL,URL` replaces the
    profile's addresses.
    """

    profile: ClassVar[SiteProfile]

    def __init_subclass__(cls, **keywords: Any) -> None:
        """The spider's name is the profile's: one word for one thing."""
        super().__init_subclass__(**keywords)
        cls.name = cls.profile.name

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, start_urls: str = "", **more: Any) -> Self:
        """Make the spider and the settings that follow from its site.

        Raises ConfigError or ProfileError when the arguments cannot work.
        """
        if args or more:
            message = f"unknown argument {', '.join(more) or args!r}; this spider takes start_urls"
            raise ConfigError(message)
        spider = super().from_crawler(crawler)
        spider.prepare(crawler, tuple(filter(None, map(str.strip, start_urls.split(",")))))
        return spider

    def prepare(self, crawler: Crawler, start_urls: tuple[str, ...]) -> None:
        """Set up what follows from the site; raises as `from_crawler` says."""
        if start_urls:
            self.site = replace(self.profile, start_urls=start_urls, feeds=(), sitemaps=())
        else:
            self.site = self.profile
        self.hosts = self.site.hosts
        if not self.hosts:
            raise ConfigError(f"{self.name} has no address: give one by -a start_urls=URL")
        self.allowed_domains = sorted({host.removeprefix("www.") for host in self.hosts})
        settings = crawler.settings
        settings.set("USER_AGENT", check_identity(settings, self.site), "spider")
        settings.set("DOWNLOAD_DELAY", delay_of(settings, self.site), "spider")
        self.source = source_of(self.site, overridden=bool(start_urls))
        self.run_id = f"{crawl.now(settings):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        store = store_of(settings)
        self.frontier = Frontier(Seen(store), self.source, self.now)
        self.complete_before = Runs(store).last_was_complete(self.source)
        self.shapes: set[str] = set()
        self.scripted: set[str] = set()  # shapes of addresses whose pages a script builds
        crawler.signals.connect(self.on_dropped, signals.item_dropped)
        crawler.signals.connect(self.on_closed, signals.spider_closed)

    def now(self) -> datetime:
        """The present moment, UTC."""
        return crawl.now(self.settings)

    def count(self, what: str, number: int = 1) -> None:
        """Add to a stat of ours."""
        crawl.count(self.crawler, what, number)

    # --- where a crawl begins --------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Listings, named feeds and sitemaps, and what failed in earlier runs and is due."""
        for url in self.site.start_urls:
            yield self.listing_request(request_url(url), root=True)
        for request in self.feed_requests(self.site.feeds, self.site.sitemaps):
            yield request
        for url in self.frontier.due(RETRIES_MAX):
            if self.frontier.claim(url):
                self.count("links/retried")
                yield self.article_request(url)

    def listing_request(self, url: str, *, number: int = 1, root: bool = False) -> Request:
        """A page of a listing; `number` counts its pages, `root` marks the start pages."""
        return self._request(url, "listing", self.parse_listing, number=number, root=root)

    def article_request(self, url: str, published: datetime | None = None) -> Request:
        """An article; `published` is what a feed said of it. Asked before the next listing page."""
        return self._request(url, "article", self.parse_article, priority=5, published=published)

    def feed_requests(self, feeds: Iterable[str], sitemaps: Iterable[str]) -> Iterator[Request]:
        """Requests for feeds and sitemaps."""
        for url in feeds:
            yield self._request(url, "feed", self.parse_feed)
        for url in sitemaps:
            yield self._request(url, "sitemap", self.parse_sitemap)

    def _request(
        self, url: str, kind: str, callback: Any, priority: int = 0, **more: Any
    ) -> Request:
        meta: dict[str, Any] = {"rasid_kind": kind}
        always = self.site.render == "always" or shape_of(url) in self.scripted
        if always and kind in ("listing", "article"):
            meta["rasid_render"] = True
        return Request(
            url, callback, errback=self.on_failure, cb_kwargs=more, meta=meta, priority=priority
        )

    # --- listings --------------------------------------------------------------------------------

    @guarded
    def parse_listing(self, response: Response, number: int, root: bool) -> Iterator[Request]:  # noqa: FBT001 - Scrapy passes cb_kwargs by name
        """Articles that are new, then the next page, then what else a start page links."""
        self.count("listing/pages")
        page = self.page_of(response)
        if again := self.rendered(response, page):
            yield again
            return
        listing = read_listing(page, profile=self.site, known_shapes=self.shapes)
        self.shapes |= listing.shapes
        for field in listing.missed:
            self.count(f"selector_missed/{field}")
        taken = yield from self.take(listing.articles)
        if not listing.articles:
            self.on_empty_listing(response, page, root=root)
        if self.goes_on(listing, taken, number):
            yield self.listing_request(str(listing.next_page), number=number + 1)
        if root and number == 1:
            yield from self.explore(listing)

    def take(self, urls: Iterable[str]) -> Generator[Request, None, Taken]:
        """Requests for the articles that are new; returns what came of the links."""
        urls = tuple(urls)
        taken = self.frontier.take(urls)
        self.count("links/found", len(urls))
        self.count("links/known", taken.known)
        self.count("links/postponed", taken.postponed)
        self.count("links/new", len(taken.urls))
        for url in taken.urls:
            yield self.article_request(url)
        return taken

    def goes_on(self, listing: Listing, taken: Taken, number: int) -> bool:
        """False at the end of a listing, at the page cap, or when a page tells nothing new.

        The last rule holds only if the run before walked everything: after a run that was cut
        short the older pages may hold articles that nobody has fetched.
        """
        if listing.next_page is None:
            return False
        if number >= self.site.pages_max:
            self.count("listing/page_cap")
            return False
        if taken.told and self.complete_before:
            self.count("listing/ended_at_known")
            return False
        return True

    def explore(self, listing: Listing) -> Iterator[Request]:
        """Sections, feeds and sitemaps that a start page links."""
        for url in listing.sections:
            if not self.frontier.is_postponed(url):
                yield self.listing_request(url)
        yield from self.feed_requests(listing.feeds, listing.sitemaps)

    def on_empty_listing(self, response: Response, page: Page, *, root: bool) -> None:
        """No article link: a finding for a start page, a note for a link that was no section."""
        self.count("listing/no_links")
        if root:
            self.count("listing/root_no_links")
            reason = "script-built" if needs_browser(page) else "no article links found"
            self.logger.error("listing %s: %s; see `scrapy sites`", response.url, reason)
        else:
            self.frontier.note(asked(response).url, "not_a_listing")

    # --- feeds and sitemaps ----------------------------------------------------------------------

    @guarded
    def parse_feed(self, response: Response) -> Iterator[Request]:
        """Articles that an RSS or Atom feed names."""
        self.count("feed/pages")
        yield from self.entries(read_feed(response.body, response.url), "feed")

    @guarded
    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Articles that a sitemap names, or the sitemaps of an index."""
        self.count("sitemap/pages")
        sitemap = read_sitemap(response.body, response.url)
        yield from self.feed_requests((), sitemap.sitemaps)
        yield from self.entries(sitemap.entries, "sitemap")

    def entries(self, entries: Iterable[FeedEntry], kind: str) -> Iterator[Request]:
        """Requests for the entries that are new and of this site."""
        own = {entry.url: entry for entry in entries if host_of(entry.url) in self.allowed_domains}
        taken = self.frontier.take(own)
        self.count(f"{kind}/links", len(own))
        for url in taken.urls:
            yield self.article_request(url, own[url].published)

    # --- articles --------------------------------------------------------------------------------

    @guarded
    def parse_article(
        self, response: Response, published: datetime | None = None
    ) -> Iterator[Article | Request]:
        """The article of a page, then its own links to others."""
        self.count("fetch/articles")
        page = self.page_of(response)
        if again := self.rendered(response, page):
            yield again
            return
        try:
            article = article_of(
                page, profile=self.site, observed_at=self.now(), timezone=self.site.timezone
            )
        except NotAnArticle as error:
            self.count(f"extract/not_an_article/{error.reason}")
            outcome = "failed" if error.reason in PASSING else "not_an_article"
            self.frontier.note(asked(response).url, outcome)
        else:
            self.count("extract/articles")
            yield self.signed(with_feed_date(article, published), response)
        yield from self.take(article_links(page, self.shapes))

    def signed(self, article: Article, response: Response) -> Article:
        """The article with what only the crawl knows about it."""
        own = canonical_url(response.url)
        if own != canonical_url(
            asked(response).url
        ):  # a redirector: what was asked leads to an article that has its own name
            self.frontier.note(asked(response).url, "redirected")
        article.identifier = identifier_of(own)
        meta = article.metadata
        meta.spider, meta.runId, meta.httpStatus = self.name, self.run_id, response.status
        meta.profileVersion = self.site.version()
        meta.dateFirstSeen = meta.dateDownloaded
        etag = response.headers.get(b"ETag")
        meta.etag = etag.decode("latin-1") if etag else None
        return article

    # --- pages, failures, the end ----------------------------------------------------------------

    def page_of(self, response: Response) -> Page:
        """The page, decoded by what its bytes say. Raises SiteError for what is not HTML."""
        content_type = response.headers.get(b"Content-Type") or b""
        if content_type and not any(kind in content_type.lower() for kind in HTML_TYPES):
            raise SiteError("not_html", repr(content_type))
        decoded = decode_html(response.body, content_type.decode("latin-1"))
        for repair in decoded.repairs:
            self.count(f"encoding/{repair}")
        return Page(decoded.text, response.url)

    def rendered(self, response: Response, page: Page) -> Request | None:
        """The same request through a browser, where the page is built by a script."""
        request = asked(response)
        if self.site.render == "never" or request.meta.get("rasid_render"):
            return None
        if not needs_browser(page):
            return None
        self.count("render/wanted")
        self.scripted.add(shape_of(request.url))
        meta = {"rasid_kind": request.meta["rasid_kind"], "rasid_render": True}
        return request.replace(meta=meta, dont_filter=True)

    def on_failure(self, failure: Failure) -> None:
        """Count a request that gave no page, and remember an article to be asked again."""
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        kind, word = request.meta["rasid_kind"], failure_word(failure)
        self.count(f"failed/{kind}/{word}")
        self.logger.info("failed %s %s: %s", kind, request.url, word)
        if kind == "article" or not request.cb_kwargs.get("root", True):
            self.frontier.note(request.url, outcome_of(word))

    def on_misfit(self, response: Response, error: SiteError) -> None:
        """Count a page that is not what was asked for."""
        request = asked(response)
        kind = request.meta["rasid_kind"]
        self.count(f"failed/{kind}/{error.reason}")
        self.logger.info("misfit %s %s: %s", kind, response.url, error)
        if kind == "article":
            self.frontier.note(request.url, "not_an_article")

    def on_dropped(self, item: Article, exception: Exception) -> None:
        """Remember an article that a step dropped, so that it is not fetched again and again."""
        reason = str(exception)
        if reason not in ("duplicate", "known"):  # these two have a row of their own
            self.frontier.note(
                item.url, "truncated" if reason == "truncated" else f"dropped:{reason}"
            )

    def on_closed(self) -> None:
        """Write what was noted."""
        self.frontier.flush()
