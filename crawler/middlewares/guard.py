"""No request reaches this machine, a private network or a cloud's metadata: the one guard."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any, ClassVar, Self
from weakref import WeakKeyDictionary, WeakSet

from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.utils.httpobj import urlparse_cached

from crawler import crawl
from crawler.core.access.hosts import Origin, forbidden_word, free_origins, refused_word

logger = logging.getLogger(__name__)
SAID_MAX = 1000  # hosts that are named in the log; a page can make up any number of them
AddrInfo = tuple[int, int, int, str, tuple[Any, ...]]


class RefusedError(IgnoreRequest):
    """A request that the guard stops; its text begins with `guard:` and the word of the reason."""


def own_origins(spider: Any) -> frozenset[Origin]:
    """The hosts and ports that the profile, or the operator, has written down and that are free."""
    site = getattr(spider, "site", None)
    if site is None:
        return free_origins(getattr(spider, "start_urls", ()))
    return free_origins((*site.start_urls, *site.feeds, *site.sitemaps))


class Guard:
    """One for a crawl. It judges an address as written, as resolved, and as connected.

    Private hosts and ports that the profile itself names are free, so that a site on loopback can
    be crawled; another name or another port of the same machine is not.
    Stats: `rasid/guard/refused/<word>`, the words are those of `crawler.core.access.hosts`, and
    `scheme`, `proxy`, and `offsite` for what a drawn page asks of other sites.
    """

    of_crawlers: ClassVar[WeakKeyDictionary[Crawler, Guard]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.own = own_origins(crawler.spider)
        self._own_addresses: set[tuple[str, int]] = set()
        self._said: set[str] = set()

    @classmethod
    def of(cls, crawler: Crawler) -> Guard:
        """The guard of a crawl; made when its spider is known."""
        made = cls.of_crawlers.get(crawler)
        if made is None:
            made = cls.of_crawlers[crawler] = cls(crawler)
        return made

    def word_of(self, url: str) -> str | None:
        """Why a URL is refused as it is written, or None: then its connection is judged."""
        return refused_word(url, self.own)

    def refusal(self, host: str, word: str, level: int = logging.WARNING) -> RefusedError:
        """The error for a refused host: counted, and said once for each host."""
        crawl.count(self.crawler, f"guard/refused/{word}")
        if host not in self._said and len(self._said) < SAID_MAX:
            self._said.add(host)
            logger.log(level, "guard: %r is not asked: %s", host, word)
        return RefusedError(f"guard: {word}: {host!r} is no host of the public Internet")

    async def addresses(self, host: str, port: int) -> list[str]:
        """Resolve a host and leave only what may be connected; raises OSError or RefusedError."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return self.checked(host, port, dict.fromkeys(str(info[4][0]) for info in found))

    def checked(self, host: str, port: int, addresses: Iterable[str]) -> list[str]:
        """The addresses of a name that may be connected; raises RefusedError when none may.

        A name that means a public address now and a private one in a moment gains nothing: what is
        connected is one of these addresses, not the name.
        """
        addresses = list(addresses)
        if (host.lower(), port) in self.own:
            self._own_addresses.update((address, port) for address in addresses)
            return addresses
        words = {address: forbidden_word(ip_address(address)) for address in addresses}
        allowed = [address for address, word in words.items() if word is None]
        if addresses and not allowed:
            raise self.refusal(host, str(words[addresses[0]]))
        return allowed

    def socket_for(self, info: AddrInfo) -> socket.socket:
        """A socket for an address that aiohttp connects next; raises RefusedError.

        Every connection is made here, whatever way its address was found.
        """
        family, kind, protocol, _, target = info
        host, port = str(target[0]), int(target[1])
        word = forbidden_word(ip_address(host))
        if word and (host, port) not in self._own_addresses and (host, port) not in self.own:
            raise self.refusal(host, word)
        return socket.socket(family=family, type=kind, proto=protocol)


class GuardedResolver(AbstractResolver):
    """Another resolver's answers without what may not be connected."""

    def __init__(self, guard: Guard, resolver: AbstractResolver) -> None:
        self._guard = guard
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """As the other resolver; raises RefusedError when no address is left."""
        found = await self._resolver.resolve(host, port, family)
        allowed = set(self._guard.checked(host, port, (each["host"] for each in found)))
        return [each for each in found if each["host"] in allowed]

    async def close(self) -> None:
        """Close the other resolver."""
        await self._resolver.close()


class GuardRequests:
    """Refuses what is already seen in the URL, before robots.txt or a name is asked for it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._counted: WeakSet[Request] = WeakSet()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Also looks at what is scheduled: a redirect off the site is dropped there in silence."""
        made = cls(crawler)
        crawler.signals.connect(made.scheduled, signals.request_scheduled)
        return made

    def scheduled(self, request: Request) -> None:
        """Count a request that is refused, whoever drops it."""
        guard = Guard.of(self.crawler)
        if word := guard.word_of(request.url):
            self._counted.add(request)
            guard.refusal(_host(request), word)

    def process_request(self, request: Request) -> None:
        """Raise RefusedError, so that the errback hears of it."""
        guard = Guard.of(self.crawler)
        word = "proxy" if request.meta.get("proxy") else guard.word_of(request.url)
        if word is None:
            return
        if request in self._counted:
            raise RefusedError(f"guard: {word}: {_host(request)!r}")
        raise guard.refusal(_host(request), word)


def _host(request: Request) -> str:
    parts = urlparse_cached(request)
    return parts.netloc.rpartition("@")[2] or f"{parts.scheme}:"
