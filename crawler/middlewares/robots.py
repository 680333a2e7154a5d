"""robots.txt by RFC 9309, one copy for all processes: no answer means no, where Scrapy says yes."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, ClassVar, Self
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.access.politeness import CRAWL_DELAY_MAX_S, kept_delay_s
from crawler.core.access.robots import BYTES_MAX, PATH, Robots
from crawler.core.errors import MachineError
from crawler.middlewares.guard import RefusedError
from crawler.middlewares.polite_requests import BudgetError, host_name, store_failed
from crawler.middlewares.politeness import Politeness, RestingError
from crawler.walk.failures import SILENT, UNANSWERED, SilentHostError, failure_word

logger = logging.getLogger(__name__)
SERVER_ERROR = 500  # RFC 9309, 2.3.1.4: unreachable, assume complete disallow
TOO_MANY = 429  # the server asks to be left alone
CLIENT_ERROR = 400  # RFC 9309, 2.3.1.3: unavailable, any resource may be accessed
PRIORITY = 1000  # before the pages that wait for it
# These say nothing of the host's robots.txt: it was not asked.
NOT_ASKED = (RefusedError, RestingError, BudgetError)
FORBIDDEN = "Forbidden by robots.txt"


class RobotsTxt:
    """Asks a host's robots.txt before its first page, and refuses what it forbids.

    A copy that is an hour old or less is not asked again, whichever process has asked. A host
    that does not answer is judged by its last good copy for a day, then nothing is allowed.
    Stats: `robotstxt/forbidden`, `rasid/robots/asked`, `/from_store`, `/last_good_copy`,
    `/unreachable`, `/crawl_delay_s`, and `/no_answer/<word>` with the words of failures.
    """

    of_crawlers: ClassVar[WeakKeyDictionary[Crawler, RobotsTxt]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._asking: dict[str, asyncio.Task[Robots | None]] = {}
        self._silent: dict[str, str] = {}  # hosts that gave no answer at all, and in what way
        self.of_crawlers[crawler] = self

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured when ROBOTSTXT_OBEY is off."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for what is forbidden."""
        if not request.meta.get("dont_obey_robotstxt"):
            await self.check(request)

    async def check(self, request: Request) -> Robots:
        """The rules of the request's host.

        Raises IgnoreRequest when they forbid it, SilentHostError where nobody was there to ask.
        """
        rules = await self.rules_of(request)
        verdict = None if rules is None else rules.verdict(request.url)
        if rules is not None and verdict is not None and verdict.allowed:
            return rules
        name = host_name(request.url)
        if rules is None and name in self._silent:
            raise SilentHostError(name, self._silent[name])
        self.crawler.stats.inc_value("robotstxt/forbidden")
        rule = verdict.rule if verdict else None
        why = f"line {rule.number}: {rule.text}" if rule else "it could not be read"
        raise IgnoreRequest(f"{FORBIDDEN}: {why}")

    async def rules_of(self, request: Request) -> Robots | None:
        """The rules of a host, asked once for all that wait; None: nothing is allowed."""
        name = host_name(request.url)
        if name is None:
            return None
        task = self._asking.get(name)
        if task is None:
            task = self._asking[name] = asyncio.ensure_future(self._find(name, request))
        try:
            return await task
        except RestingError:  # it may be asked later in this run
            self._asking.pop(name, None)
            raise
        except MachineError as error:
            raise store_failed(self.crawler, error) from error

    async def _find(self, name: str, request: Request) -> Robots | None:
        polite = Politeness.of(self.crawler)
        record = polite.host(name).record
        if rules := record.robots_at(polite.now()):
            crawl.count(self.crawler, "robots/from_store")
        else:
            rules = await self._ask(name, request)
        if rules:
            self._slow_down(rules, request)
        return rules

    async def _ask(self, name: str, request: Request) -> Robots | None:
        parts = urlparse_cached(request)
        asking = Request(
            f"{parts.scheme}://{parts.netloc}{PATH}",
            priority=PRIORITY,
            # RFC 9309, 2.3.1.2: redirects are followed, also to another authority
            meta={"dont_obey_robotstxt": True, "allow_offsite": True},
            callback=NO_CALLBACK,
        )
        crawl.count(self.crawler, "robots/asked")
        engine: Any = self.crawler.engine
        try:
            response = await engine.download_async(asking)
        except (*NOT_ASKED, MachineError):
            raise
        except IgnoreRequest:  # it redirects without an end: there is no robots.txt
            return self._keep(name, b"")
        except UNANSWERED as error:
            why = failure_word(Failure(error))  # type: ignore[no-untyped-call]
            rules = self._last_good(name, why)
            if rules is None and why in SILENT:
                self._silent[name] = why
            return rules
        if response.status >= SERVER_ERROR or response.status == TOO_MANY:
            return self._last_good(name, f"http_{response.status}")
        return self._keep(name, _body_of(response))

    def _keep(self, name: str, body: bytes) -> Robots:
        rules = Robots.parse(body)
        asked_s, kept_s = rules.crawl_delay_s, kept_delay_s(rules.crawl_delay_s)
        if asked_s and kept_s != asked_s:
            logger.warning("%s: Crawl-delay of %s s is cut to %s s", name, asked_s, kept_s)
        polite = Politeness.of(self.crawler)
        polite.change(name, robots_body=body, robots_fetched=polite.now(), delay_s=kept_s)
        return rules

    def _last_good(self, name: str, why: str) -> Robots | None:
        crawl.count(self.crawler, f"robots/no_answer/{why}")
        polite = Politeness.of(self.crawler)
        rules = polite.host(name).record.robots_at(polite.now(), answered=False)
        if rules is None:
            crawl.count(self.crawler, "robots/unreachable")
            logger.warning("robots.txt of %s: %s; the site is left alone in this run", name, why)
        else:
            crawl.count(self.crawler, "robots/last_good_copy")
            logger.warning("robots.txt of %s: %s; its last good copy holds", name, why)
        return rules

    def _slow_down(self, rules: Robots, request: Request) -> None:
        """Crawl-delay is honoured when it asks for more than we leave anyway.

        The turns keep it; the downloader's own delay only keeps requests from waiting there.
        """
        delay_s = kept_delay_s(rules.crawl_delay_s) or 0.0
        engine: Any = self.crawler.engine
        _, slot = engine.downloader._get_slot(request)  # noqa: SLF001 - Scrapy has no public way
        if delay_s > slot.delay:
            slot.delay = delay_s
            self.crawler.stats.set_value("rasid/robots/crawl_delay_s", delay_s)
            logger.info(
                "Crawl-delay of %s s (most %s s): asking every %s s",
                rules.crawl_delay_s,
                CRAWL_DELAY_MAX_S,
                delay_s,
            )


def _body_of(response: Response) -> bytes:
    return b"" if response.status >= CLIENT_ERROR else response.body[:BYTES_MAX]
