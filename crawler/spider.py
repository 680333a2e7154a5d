"""The only base class of our spiders: how an aggregator is walked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterable, Iterator
from datetime import datetime

from scrapy.http import Request, Response

from crawler import crawl
from crawler.core.article import Article
from crawler.core.errors import MachineError, NotAnArticle
from crawler.core.extract.listing.fragment import following_fragment
from crawler.core.extract.listing.onward import article_links
from crawler.core.extract.listing.reading import Listing, read_listing
from crawler.core.extract.metadata import usage_of as usage_of_page
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from crawler.core.feeds import FeedEntry, Sitemap, read_feed, read_sitemap
from crawler.core.hints import with_feed_date
from crawler.core.links.calendar import is_calendar
from crawler.core.page_memory import (
    recall_entries,
    recall_listing,
    remember_entries,
    remember_listing,
)
from crawler.core.urls import host_of, request_url
from crawler.walk.archiving import keep_page
from crawler.walk.frontier import Taken
from crawler.walk.revisiting_spider import RevisitingSpider
from crawler.walk.signing import signed, usage_said
from crawler.walk.site_spider import asked, guarded

RETRIES_MAX = 200  # articles of earlier runs that failed and are due, asked again in one run
# The article may be there next time.
PASSING = ("challenge", "consent", "empty", "script_built", "login")
WALLS = ("challenge", "consent", "login")  # somebody is let in, we are not
ARTICLES, LAST_ARTICLES = 5, 1  # priorities; pages of listings have 0
SITEMAP_DEPTH_MAX = 2  # an index may name indexes; the protocol knows no second floor


class AggregatorSpider(RevisitingSpider, is_base=True):
    """Listing → next pages → articles, and sections, feeds and sitemaps on the way.

    A subclass sets `profile`, and its name is the profile's. `-a start_urls=URL,URL` replaces the
    profile's addresses.
    """

    # --- where a crawl begins --------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Listings, named feeds and sitemaps, what failed in earlier runs, and what may change."""
        for url in self.site.start_urls:
            yield self.listing_request(request_url(url), root=True)
        for request in self.feed_requests(self.site.feeds, self.site.sitemaps):
            yield request
        try:
            for request in self.known_requests():
                yield request
        except MachineError as error:  # Scrapy would only log it, and the run would look whole
            crawl.machine_failed(self.crawler, error)

    def known_requests(self) -> Iterator[Request]:
        """Articles of earlier runs: what failed, and what may have changed.

        Raises MachineError when the store cannot be read.
        """
        for url in self.frontier.due(RETRIES_MAX):
            if self.frontier.claim(url):
                self.count("links/retried")
                yield self.article_request(url)
        yield from self.revisit_requests()

    def listing_request(
        self, url: str, *, number: int = 1, root: bool = False, walk: str = "", piece: bool = False
    ) -> Request:
        """A page of a listing; `number` counts its pages, `root` marks the start pages.

        `walk` is the address of its first page; `piece` is for what "load more" asks.
        """
        return self.request_for(
            url,
            "listing",
            self.parse_listing,
            number=number,
            root=root,
            walk=walk or url,
            piece=piece,
        )

    def article_request(
        self, url: str, published: datetime | None = None, *, is_kin: bool = False
    ) -> Request:
        """An article; `published` is what a feed said of it. Asked before the next listing page.

        One that is like another after all others.
        """
        priority = LAST_ARTICLES if is_kin else ARTICLES
        return self.request_for(
            url, "article", self.parse_article, priority=priority, published=published
        )

    def feed_requests(
        self, feeds: Iterable[str], sitemaps: Iterable[str], depth: int = 0
    ) -> Iterator[Request]:
        """Requests for feeds and sitemaps; `depth` counts the indexes above them."""
        for url in feeds:
            yield self.request_for(url, "feed", self.parse_feed)
        for url in sitemaps:
            yield self.request_for(url, "sitemap", self.parse_sitemap, depth=depth)

    # --- listings --------------------------------------------------------------------------------

    @guarded
    def parse_listing(
        self, response: Response, number: int, *, root: bool, walk: str, piece: bool
    ) -> Iterator[Request]:
        """Articles that are new, then the next page, then what else a start page links."""
        self.count("listing/pages")
        listing = self.page_memory.recalled(response, recall_listing)
        if listing is None:
            page = self.page_of(response)
            page_or_way = page if piece else self.whole(response, page)
            if isinstance(page_or_way, Request):
                yield page_or_way
                return
            listing = self.read(response, page_or_way, root=root)
        self.shapes |= listing.shapes
        taken = yield from self.take(listing.articles, walk=walk)
        yield from self.shown_again(self.frontier.settled(taken.links))
        following = listing.next_page or (following_fragment(response.url) if piece else None)
        if following and self.goes_on(following, taken, number):
            piece = piece or listing.loads_more or self.ways.is_endpoint(following)
            yield self.listing_request(following, number=number + 1, walk=walk, piece=piece)
        if root and number == 1:
            yield from self.explore(listing)

    def read(self, response: Response, page: Page, *, root: bool) -> Listing:
        """What a listing page leads to; remembered for the next run when it has told its links."""
        listing = read_listing(page, profile=self.site, known_shapes=self.shapes)
        for field in listing.missed:
            self.count(f"selector_missed/{field}")
        if not listing.articles:
            self.on_empty_listing(response, page, root=root)
        elif not listing.missed:
            self.page_memory.keep(response, remember_listing(listing))
        return listing

    def take(self, urls: Iterable[str], *, walk: str = "") -> Generator[Request, None, Taken]:
        """Requests for the articles that are new; returns what came of the links."""
        urls = tuple(urls)
        taken = self.frontier.take(urls, walk=walk)
        self.count("links/found", len(urls))
        self.count("links/known", taken.known)
        self.count("links/postponed", taken.postponed)
        if taken.over:
            self.count("links/over_cap", taken.over)
        self.count("links/new", len(taken.urls))
        for url in taken.urls:
            yield self.article_request(url, is_kin=url in taken.kin)
        return taken

    def goes_on(self, following: str, taken: Taken, number: int) -> bool:
        """False at the page cap, or when a page tells nothing new; the reason is counted.

        That all is known from before ends a walk only if the run before walked everything: after
        a run that was cut short the older pages may hold articles that nobody has fetched.
        """
        stop = None
        if number >= self.site.pages_max:
            stop = "page_cap"
        elif taken.told and self.complete_before:
            stop = "ended_at_known"
        elif taken.repeated:
            stop = "ended_at_repeat"
        elif not taken.has_links and (number > 1 or is_calendar(following)):
            stop = "ended_at_empty"
        if stop:
            self.count(f"listing/{stop}")
        return stop is None

    def explore(self, listing: Listing) -> Iterator[Request]:
        """Sections, feeds and sitemaps that a start page links."""
        for reason, number in listing.traps.items():
            self.count(f"links/trap/{reason}", number)
        for url in listing.sections:
            if not self.frontier.is_postponed(url):
                yield self.listing_request(url)
        yield from self.feed_requests(listing.feeds, listing.sitemaps)

    def on_empty_listing(self, response: Response, page: Page, *, root: bool) -> None:
        """No article link: a finding for a start page, a note for a link that was no section."""
        from crawler.core.extract.kind import shell_kind

        self.count("listing/no_links")
        kind = shell_kind(page)
        self.on_wall(kind)
        if root:
            self.count("listing/root_no_links")
            reason = "script-built" if needs_browser(page) else kind or "no article links found"
            self.logger.error("listing %s: %s; see `scrapy sites`", response.url, reason)
        else:
            self.frontier.note(asked(response).url, "not_a_listing")

    def on_wall(self, kind: str | None) -> None:
        """Count a page that lets us not in."""
        if kind in WALLS:
            self.count(f"blocked/{kind}")

    # --- feeds and sitemaps ----------------------------------------------------------------------

    @guarded
    def parse_feed(self, response: Response) -> Iterator[Request]:
        """Articles that an RSS or Atom feed names."""
        self.count("feed/pages")
        feed = self.page_memory.recalled(response, recall_entries)
        if feed is None:
            feed = Sitemap(tuple(read_feed(response.body, response.url)))
            self.page_memory.keep(response, remember_entries(feed))
        yield from self.entries(feed.entries, "feed")

    @guarded
    def parse_sitemap(self, response: Response, depth: int) -> Iterator[Request]:
        """Articles that a sitemap names, or the sitemaps of an index."""
        self.count("sitemap/pages")
        sitemap = self.page_memory.recalled(response, recall_entries)
        if sitemap is None:
            sitemap = read_sitemap(response.body, response.url)
            self.page_memory.keep(response, remember_entries(sitemap))
        if sitemap.sitemaps and depth >= SITEMAP_DEPTH_MAX:
            self.count("sitemap/too_deep")
        else:
            own = (url for url in sitemap.sitemaps if host_of(url) in self.allowed_domains)
            yield from self.feed_requests((), own, depth + 1)
        yield from self.entries(sitemap.entries, "sitemap")

    def entries(self, entries: Iterable[FeedEntry], kind: str) -> Iterator[Request]:
        """Requests for the entries that are new and of this site."""
        own: dict[str, FeedEntry] = {}
        for entry in entries:
            is_own = host_of(entry.url) in self.allowed_domains
            if is_own and own.setdefault(entry.url, entry) is not entry:  # the first counts
                self.count(f"{kind}/repeated")
        taken = self.frontier.take(own)
        self.count(f"{kind}/links", len(own))
        for url in taken.urls:
            yield self.article_request(url, own[url].published, is_kin=url in taken.kin)
        yield from self.shown_again(self.frontier.settled(taken.links))

    # --- articles --------------------------------------------------------------------------------

    @guarded
    def parse_article(
        self, response: Response, published: datetime | None = None
    ) -> Iterator[Article | Request]:
        """The article of a page, then its own links to others."""
        from crawler.core.extract.article import article_of  # its finders: when a page comes
        from crawler.core.extract.look_ahead import look_ahead

        self.count("fetch/articles")
        page = self.page_of(response)
        look_ahead(page)
        page_or_way = self.whole(response, page)
        if isinstance(page_or_way, Request):
            yield page_or_way
            return
        page = page_or_way
        try:
            article = article_of(
                page, profile=self.site, observed_at=self.now(), timezone=self.site.timezone
            )
        except NotAnArticle as error:
            if self.is_made_of_data(response) and (again := self.drawn(response)):
                yield again
                return
            self.count(f"extract/not_an_article/{error.reason}")
            keep_page(self, asked(response), usage_said(response, usage_of_page(page)))
            self.on_wall(error.reason)
            outcome = "failed" if error.reason in PASSING else "not_an_article"
            self.frontier.note(asked(response).url, outcome)
        else:
            article = signed(self, with_feed_date(article, published), response)
            yield from self.judged(article, page, asked(response).url)
        yield from self.take(article_links(page, self.shapes))
