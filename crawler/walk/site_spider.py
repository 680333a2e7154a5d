"""A spider of one site before it walks: its profile, its requests, its pages, its failures."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.article import Article
from crawler.core.dedup import content_key
from crawler.core.encoding import decode_html
from crawler.core.errors import ConfigError, MachineError, SiteError
from crawler.core.extract.listing.fragment import html_in
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from crawler.core.links.shapes import article_shapes
from crawler.core.site import SiteProfile
from crawler.framework.logs import follow
from crawler.framework.requests import PlainRequest
from crawler.store import store_of
from crawler.store.addresses import Addresses
from crawler.store.rendering import Renderings
from crawler.store.runs import Runs
from crawler.store.seen import Seen
from crawler.walk.failures import OvertakenError, failure_told, failure_word, outcome_of
from crawler.walk.frontier import Frontier
from crawler.walk.identity import check_identity, delay_of, source_of
from crawler.walk.ways import ANSWERS, Ways, is_from_endpoint

Callback = Callable[..., Iterator[Any]]
HTML_TYPES = (b"html", b"xml")
GZIP_MAGIC = b"\x1f\x8b"
# Of 181 pages of many sites the largest has 1.7 MB. A parsed page takes many times its text for a
# moment, and `tests/hostile` holds a crawl of such pages to 250 MB.
PAGE_BYTES_MAX = 3 * 1024 * 1024
# As many bytes of nothing but links take 4 s, of text 0.2: what takes longer is a fault of ours,
# and holds up nobody.
READING_CPU_S = 30.0
PAGES = ("listing", "article")


def guarded(callback: Callback) -> Callback:
    """A callback whose page may not fit: counted with its reason, the crawl goes on."""

    @wraps(callback)
    def inner(self: SiteSpider, response: Response, **more: Any) -> Iterator[Any]:
        from crawler.walk.in_time import in_time  # when a page comes

        try:
            yield from in_time(callback(self, response, **more), READING_CPU_S)
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


class SiteSpider(scrapy.Spider):
    """What every crawl of a site needs, whatever way it walks."""

    profile: ClassVar[SiteProfile]

    def __init_subclass__(cls, *, is_base: bool = False, **keywords: Any) -> None:
        """The spider's name is the profile's: one word for one thing. Only a base has none."""
        super().__init_subclass__(**keywords)
        if not is_base:
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
        self.profile_version = self.site.version()
        settings = crawler.settings
        settings.set("USER_AGENT", check_identity(settings, self.site), "spider")
        settings.set("DOWNLOAD_DELAY", delay_of(settings, self.site), "spider")
        self.source = source_of(self.site, overridden=bool(start_urls))
        self.run_id = f"{crawl.now(settings):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        follow(self.source, self.run_id)
        store = store_of(settings)
        history = Addresses(store).newest(self.source)
        self.frontier = Frontier(Seen(store), self.source, self.now, history)
        self.shapes = set(article_shapes(url for url, _ in history))
        self.complete_before = Runs(store).last_was_complete(self.source)
        self.closes_pages = False  # one page with an end shows that the site closes its pages
        self.ways = Ways(self.site, Renderings(store, self.source))
        crawler.signals.connect(self.on_scraped, signals.item_scraped)
        crawler.signals.connect(self.on_dropped, signals.item_dropped)
        crawler.signals.connect(self.on_scheduled, signals.request_scheduled)
        crawler.signals.connect(self.on_request_dropped, signals.request_dropped)
        crawler.signals.connect(self.on_closed, signals.spider_closed)

    def now(self) -> datetime:
        """The present moment, UTC."""
        return crawl.now(self.settings)

    def count(self, what: str, number: int = 1) -> None:
        """Add to a stat of ours."""
        crawl.count(self.crawler, what, number)

    def count_failure(self, kind: str, word: str) -> None:
        """Count a request of a kind that gave no page; where we are to blame, the run fails."""
        self.count(f"failed/{kind}/{word}")
        if word == "bug":
            self.count("bugs")

    def request_for(
        self, url: str, kind: str, callback: Any, priority: int = 0, **more: Any
    ) -> Request:
        """A request of a kind (listing, article, feed, sitemap); `more` goes to its callback."""
        meta: dict[str, Any] = {"rasid_kind": kind}
        if kind in PAGES:
            meta["download_maxsize"] = PAGE_BYTES_MAX
        return PlainRequest(
            url, callback, errback=self.on_failure, cb_kwargs=more, meta=meta, priority=priority
        )

    def page_of(self, response: Response) -> Page:
        """The page, decoded by what its bytes say. Raises SiteError for what is not HTML."""
        content_type = response.headers.get(b"Content-Type") or b""
        if b"json" in content_type.lower() and asked(response).meta["rasid_kind"] == "listing":
            piece = self.ways.piece(response.body, response.url)
            return Page(html_in(response.body) if piece is None else piece, response.url)
        if content_type and not any(kind in content_type.lower() for kind in HTML_TYPES):
            raise SiteError("not_html", repr(content_type))
        if response.body.startswith(GZIP_MAGIC):  # packed once more than its header says
            raise SiteError("packed_twice", response.url)
        decoded = decode_html(response.body, content_type.decode("latin-1"))
        for repair in decoded.repairs:
            self.count(f"encoding/{repair}")
        page = Page(decoded.text, response.url, decoded.utf8)
        self.closes_pages = self.closes_pages or page.has_end
        return page

    def whole(self, response: Response, page: Page) -> Page | Request:
        """The page with its content: as it came, or from the data in it; else the way to it.

        That is the same request through a browser, for a page that a script builds.
        """
        request, kind = asked(response), asked(response).meta["rasid_kind"]
        if is_from_endpoint(response):
            if kind == "listing" and not self.holds_articles(page, request):
                return self.drawn(response) or page
            self.ways.worked(kind, request.url)
        elif request.meta.get("rasid_render"):
            self.ways.learn(page, kind, request.url, request.meta.pop(ANSWERS, ()))
        elif not needs_browser(page):
            self.ways.is_static(kind, request.url)
        elif made := self.from_data(page, request):
            self.count("render/state")
            self.ways.state_worked(kind, request.url)
            request.meta["rasid_state"] = True
            return made
        else:
            return self.drawn(response) or page
        return page

    def from_data(self, page: Page, request: Request) -> Page | None:
        """The page made of the data in it."""
        is_first = request.cb_kwargs.get("number", 1) == 1
        return self.ways.from_state(page, request.meta["rasid_kind"], request.url, first=is_first)

    def holds_articles(self, page: Page, request: Request) -> bool:
        """True for a listing with article links; only the first page of a walk must have some."""
        if request.cb_kwargs.get("number", 1) > 1:
            return True
        return bool(read_listing(page, profile=self.site, known_shapes=self.shapes).articles)

    def drawn(self, response: Response) -> Request | None:
        """The request once more through a browser, unless it was drawn, or never is to be."""
        request, kind = asked(response), asked(response).meta["rasid_kind"]
        if self.site.render == "never" or request.meta.get("rasid_render"):
            return None
        if {"rasid_api_failed", "rasid_state"} & request.meta.keys() or is_from_endpoint(response):
            self.ways.failed(kind, request.url)
        self.count("render/wanted")
        self.ways.needs_drawing(kind, request.url)
        meta = {"rasid_kind": kind, "rasid_render": True}
        if "rasid_api_failed" in request.meta:
            meta["rasid_api_tried"] = True
        return request.replace(meta=meta, dont_filter=True)

    def is_made_of_data(self, response: Response) -> bool:
        """True for a page whose content an endpoint gave, or the data in it."""
        return is_from_endpoint(response) or "rasid_state" in asked(response).meta

    def on_failure(self, failure: Failure) -> None:
        """Count a request that gave no page, and remember an article to be asked again."""
        if isinstance(failure.value, OvertakenError):  # counted among the links that were left out
            return
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        kind, word = request.meta["rasid_kind"], failure_word(failure)
        self.count_failure(kind, word)
        self.logger.info("failed %s %s: %s", kind, request.url, failure_told(failure, word))
        if kind == "article" or not request.cb_kwargs.get("root", True):
            for url in dict.fromkeys((request.url, *request.meta.get("redirect_urls", ()))):
                self.frontier.note(url, outcome_of(word))

    def on_misfit(self, response: Response, error: SiteError) -> None:
        """Count a page that is not what was asked for."""
        request = asked(response)
        kind = request.meta["rasid_kind"]
        self.count(f"failed/{kind}/{error.reason}")
        self.logger.info("misfit %s %s: %s", kind, response.url, error)
        if kind == "article":
            self.frontier.note(request.url, "not_an_article")

    def on_scheduled(self, request: Request) -> None:
        """Count a redirect that leaves the site: Scrapy drops it without a word to anybody."""
        if "redirect_urls" in request.meta and not self.is_own(request.url):
            self.count(f"failed/{request.meta['rasid_kind']}/offsite")
            self.frontier.note(request.meta["redirect_urls"][0], "redirected")

    def on_request_dropped(self, request: Request) -> None:
        """Count a redirect to a page that this run has asked already; dropped as silently."""
        if "redirect_urls" in request.meta:
            self.count("links/redirected_to_seen")
            self.frontier.note(request.meta["redirect_urls"][0], "redirected")

    def is_own(self, url: str) -> bool:
        """True for the hosts of the site and their subdomains."""
        host = urlsplit(url).hostname or ""
        return any(host == own or host.endswith(f".{own}") for own in self.allowed_domains)

    def on_scraped(self, item: Article) -> None:
        """Learn from an article what its address has shown."""
        self.frontier.observe(item.url, content_key(item.articleBody))

    def on_dropped(self, item: Article, exception: Exception) -> None:
        """Remember an article that a step dropped, so that it is not fetched again and again."""
        reason = str(exception)
        if reason == "duplicate":
            self.on_scraped(item)
        if reason not in ("duplicate", "known"):  # these two have a row of their own
            self.frontier.note(
                item.url, "truncated" if reason == "truncated" else f"dropped:{reason}"
            )

    def on_closed(self) -> None:
        """Write what was noted, and count what was left out."""
        self.frontier.flush()
        self.ways.flush(self.now())
        for reason, number in self.frontier.traps.items():
            self.count(f"links/trap/{reason}", number)
        if self.frontier.audits:
            self.count("links/audited", self.frontier.audits)
