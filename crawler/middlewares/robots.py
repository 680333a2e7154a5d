"""robots.txt by RFC 9309: no answer means no, where Scrapy takes it for a yes."""

from __future__ import annotations

import logging
from typing import Any

from protego import Protego
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

logger = logging.getLogger(__name__)
SERVER_ERROR = 500  # RFC 9309, 2.3.1.4: unreachable, assume complete disallow
TOO_MANY = 429  # the server asks to be left alone
CLIENT_ERROR = 400  # RFC 9309, 2.3.1.3: unavailable, any resource may be accessed
BYTES_MAX = 500 * 1024  # RFC 9309, 2.5: at least 500 kibibytes are parsed
DELAY_MAX_S = 30.0  # a longer Crawl-delay is cut, and said


class Nobody(RobotParser):
    """A robots.txt that allows nothing, for a site whose own could not be read."""

    def __init__(self) -> None:
        """No text to parse."""

    @classmethod
    def from_crawler(cls, crawler: Any, robotstxt_body: bytes) -> Nobody:
        """Scrapy's way to make a parser."""
        del crawler, robotstxt_body
        return cls()

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Never."""
        del url, user_agent
        return False


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware with the failure rules of RFC 9309 and with Crawl-delay."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The parser of the request's host, the same for all that waited for it.

        A Deferred hands its result to its first waiter only. The others would get None, which
        Scrapy takes for a yes: with several start pages robots.txt was not obeyed.
        """
        await super().robot_parser(request)
        parser = self._parsers[urlparse_cached(request).netloc]
        assert not isinstance(parser, Deferred)  # noqa: S101 - it is set before the waiters go on
        return parser

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= SERVER_ERROR or response.status == TOO_MANY:
            self._refuse(netloc, f"status {response.status}")
            return
        body = b"" if response.status >= CLIENT_ERROR else response.body[:BYTES_MAX]
        self._slow_down(body, request)
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, IgnoreRequest):  # a redirect to another site: there is no robots.txt
            super()._robots_error(exc, netloc)
        else:
            self._refuse(netloc, type(exc).__name__)

    def _refuse(self, netloc: str, why: str) -> None:
        self._stats.inc_value("rasid/robots/unreachable")
        logger.warning("robots.txt of %s: %s; the site is left alone in this run", netloc, why)
        waiting = self._parsers[netloc]
        nobody = self._parsers[netloc] = Nobody()
        if isinstance(waiting, Deferred):  # requests that wait for this robots.txt
            waiting.callback(nobody)

    def _slow_down(self, body: bytes, request: Request) -> None:
        """Crawl-delay is honoured when it asks for more than we leave anyway."""
        asked_s = Protego.parse(body.decode("utf-8", "replace")).crawl_delay("Rasid")
        if not asked_s:
            return
        delay_s = min(float(asked_s), DELAY_MAX_S)
        downloader = self.crawler.engine.downloader
        _, slot = downloader._get_slot(request)  # noqa: SLF001 - Scrapy has no public way
        if delay_s > slot.delay:
            slot.delay = delay_s
            self._stats.set_value("rasid/robots/crawl_delay_s", delay_s)
            logger.info("Crawl-delay of %s s: asking every %s s", asked_s, delay_s)
