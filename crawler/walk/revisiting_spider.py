"""A spider that looks again at what it published: articles are corrected, withdrawn and moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.article import EXTRACTOR_VERSION, Article
from crawler.core.edits import reading_key
from crawler.core.errors import MachineError, NotAnArticle, SiteError
from crawler.core.revisits import Looked, believed, chosen
from crawler.core.stamps import utc
from crawler.core.urls import absolute, request_url
from crawler.core.versions import CANCELED, FIRST, is_same_article
from crawler.store import store_of
from crawler.store.revisits import Revisits
from crawler.store.validators import Validators
from crawler.store.versions import NO_NEWS, Versions
from crawler.walk.failures import GONE, failure_word, outcome_of
from crawler.walk.page_memory import NOT_MODIFIED, REVISIT, PageMemory
from crawler.walk.probing_spider import ProbingSpider
from crawler.walk.signing import signed
from crawler.walk.site_spider import asked, guarded
from crawler.walk.soft_404 import is_suspicious

AFTER_ALL = -5  # priority: what is new comes first
GOOD = 200
MOVED = (301, 308)  # for good (RFC 9110, 15.4); other redirects say nothing of an article
ANSWERS = [301, 302, 303, 307, 308, *GONE]
HOPS_MAX = 3
BACK_MAX = 20  # in a run; what a listing shows again is a handful


class RevisitingSpider(ProbingSpider, is_base=True):
    """Some requests more in a run, within the profile's `revisit_hours` and `revisit_max`.

    What is found goes the way of all articles, with `version` above 1. Stats: `rasid/revisit/…`.
    """

    def prepare(self, crawler: Crawler, start_urls: tuple[str, ...]) -> None:
        """As SiteSpider; raises as `from_crawler` says."""
        super().prepare(crawler, start_urls)
        self.store = store = store_of(crawler.settings)
        self.revisits, self.versions = Revisits(store), Versions(store)
        made_by = f"{EXTRACTOR_VERSION}/{self.profile_version}"
        validators = Validators(store, self.source)
        self.believed: frozenset[str] = frozenset()
        self.looked_at: set[str] = set()
        self.back_left = BACK_MAX if self.site.revisit_max is None else self.site.revisit_max
        self.page_memory = PageMemory(validators, made_by, self.now, self.count)

    # --- asking ----------------------------------------------------------------------------------

    def revisit_requests(self) -> Iterator[Request]:
        """Requests for the articles that are due, those said to be gone first."""
        hours, most = self.site.revisit_hours, self.site.revisit_max
        if not hours:
            return
        now = self.now()
        recent = self.revisits.recent(self.source, now, hours)
        self.believed = believed(recent)
        for looked in chosen(recent, now, hours=hours, most=most, sure=self.believed):
            old = self.versions.newest(looked.identifier)
            if old is not None:
                yield self.look(looked, old)

    def shown_again(self, known: Mapping[str, str]) -> Iterator[Request]:
        """Requests for withdrawn articles whose addresses (by identifier) a page shows.

        However old they are, but less and less often. Raises MachineError.
        """
        if not (known and self.site.revisit_hours and self.back_left > 0):
            return
        from crawler.store.withdrawn import withdrawn_and_shown

        for looked in withdrawn_and_shown(self.store, known, self.now()):
            old = self.versions.newest(looked.identifier)
            is_asked = looked.identifier in self.looked_at
            if old is None or old.pubStatus != CANCELED or is_asked or self.back_left <= 0:
                continue
            self.back_left -= 1
            self.count("revisit/shown_again")
            yield self.look(looked, old)

    def look(self, looked: Looked, old: Article) -> Request:
        """The first request for an article in a run."""
        self.looked_at.add(looked.identifier)
        self.count("revisit/asked")
        return self.revisit_request(looked.url, looked, old)

    def revisit_request(self, url: str, looked: Looked, old: Article, hops: int = 0) -> Request:
        """A request for an article whose newest version is `old`, or for where it has moved."""
        is_away = hops > 0 or old.pubStatus == CANCELED
        request = self.request_for(
            url,
            "article",
            self.parse_revisit,
            priority=AFTER_ALL,
            looked=looked,
            old=old,
            hops=hops,
        )
        meta = request.meta | {
            # What is withdrawn must come whole: "as it was" would leave it withdrawn.
            REVISIT: None if is_away else self.page_memory.of_article(old),
            "dont_redirect": True,
            "handle_httpstatus_list": ANSWERS,
        }
        # Where it has moved may be asked in this run already; `follow` looks at the host.
        return request.replace(meta=meta, errback=self.on_no_revisit, dont_filter=hops > 0)

    # --- answers ---------------------------------------------------------------------------------

    @guarded
    def parse_revisit(
        self, response: Response, looked: Looked, old: Article, hops: int
    ) -> Iterator[Article | Request]:
        """What became of an article."""
        if response.status in GONE:
            yield from self.on_gone(response, looked, old, hops)
        elif response.status in MOVED:
            yield from self.follow(response, looked, old, hops)
        elif response.status == GOOD:
            yield from self.on_shown(response, looked, old, hops)
        elif response.status == NOT_MODIFIED:
            self.page_memory.validators.unchanged(asked(response).url)
            self.as_before(looked, "not_modified")
        else:
            self.as_before(looked, "sent_on")

    def as_before(self, looked: Looked, why: str, gone_run: str | None = None) -> None:
        """Nothing is to be published of this look."""
        self.count(f"revisit/{why}")
        self.revisits.looked(looked, self.source, self.now(), gone_run=gone_run)

    def on_gone(
        self, response: Response, looked: Looked, old: Article, hops: int
    ) -> Iterator[Article | Request]:
        """Moved, if its text stands elsewhere; withdrawn, if an earlier run was told the same."""
        from crawler.store.withdrawn import shown_elsewhere

        if not hops and (url := shown_elsewhere(self.store, looked, self.source, self.now())):
            self.count("revisit/elsewhere")
            yield self.revisit_request(url, looked, old, 1)
        elif old.pubStatus == CANCELED:
            self.as_before(looked, "still_gone")
        elif looked.gone_run in (None, self.run_id):
            self.as_before(looked, "gone", looked.gone_run or self.run_id)
        elif looked.identifier not in self.believed:
            self.as_before(looked, "gone_unsure", looked.gone_run)
        else:
            self.count("revisit/gone")
            gone = old.model_copy(deep=True)
            gone.pubStatus, meta = CANCELED, gone.metadata
            meta.dateDownloaded, meta.httpStatus = utc(self.now()), response.status
            yield self.numbered(gone, old)

    def follow(
        self, response: Response, looked: Looked, old: Article, hops: int
    ) -> Iterator[Request]:
        """A request for where it has moved, if that is of this site."""
        target = absolute((response.headers.get("Location") or b"").decode("latin-1"), response.url)
        if target is None or not self.is_own(target) or hops >= HOPS_MAX:
            self.as_before(looked, "moved_away")
            return
        yield self.revisit_request(request_url(target), looked, old, hops + 1)

    def on_shown(
        self, response: Response, looked: Looked, old: Article, hops: int
    ) -> Iterator[Article | Request]:
        """The article as it is now; a page that may be another one, or none, says nothing."""
        from crawler.core.extract.article import article_of

        page = self.whole(response, self.page_of(response))
        if isinstance(page, Request):
            yield page
            return
        try:
            article = article_of(
                page, profile=self.site, observed_at=self.now(), timezone=self.site.timezone
            )
        except NotAnArticle:
            self.as_before(looked, "no_article")
            return
        may_differ = not (hops or is_suspicious(article, page) or self.soft.shows(article))
        if not may_differ and not is_same_article(old, article):
            self.as_before(looked, "other_article" if hops else "doubtful")
            return
        self.page_memory.keep(response, b"", reading_key(article))
        yield self.numbered(signed(self, article, response), old)

    def numbered(self, article: Article, old: Article) -> Article:
        """The article as a version after `old`; whether it is one the store decides."""
        article.identifier, article.version = old.identifier, old.version + 1
        article.metadata.dateFirstSeen = old.metadata.dateFirstSeen
        article.metadata.runId = self.run_id
        return article

    def on_no_revisit(self, failure: Failure) -> None:
        """Count a look that gave no answer; unless it was we who did not ask, it was one."""
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        word = failure_word(failure)
        self.count_failure("revisit", word)
        if outcome_of(word) != "unasked":
            self.without_answer(request.cb_kwargs["looked"])

    def on_misfit(self, response: Response, error: SiteError) -> None:
        """As for all pages; for a look that says nothing of the article."""
        if REVISIT in asked(response).meta:
            self.count(f"failed/revisit/{error.reason}")
            self.without_answer(asked(response).cb_kwargs["looked"])
        else:
            super().on_misfit(response, error)

    def without_answer(self, looked: Looked) -> None:
        """The look counts, and what was known stays."""
        try:
            self.revisits.looked(looked, self.source, self.now(), gone_run=looked.gone_run)
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)

    # --- ends ------------------------------------------------------------------------------------

    def on_scraped(self, item: Article) -> None:
        """A later version teaches nothing of addresses."""
        if item.version == FIRST:
            super().on_scraped(item)

    def on_dropped(self, item: Article, exception: Exception) -> None:
        """A later reading that was not whole is a look; the next asks for the whole page."""
        if item.version == FIRST:
            super().on_dropped(item, exception)
        elif str(exception) not in NO_NEWS:
            self.page_memory.validators.forget(item.url)
            self.without_answer(Looked(item.identifier, item.url, self.now()))

    def on_closed(self) -> None:
        """Write what servers said of their pages, now that all that was read is stored."""
        super().on_closed()
        if self.crawler.stats.get_value("rasid/machine/exit_code") is not None:
            return
        try:
            self.page_memory.validators.flush(self.now())
        except MachineError as error:  # the next run asks for whole pages
            self.logger.warning("what servers said of their pages is not written: %s", error)
            self.count("conditional/not_written")
