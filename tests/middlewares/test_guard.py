"""The guard at each of its walls: the URL, the name, the connection; and the same without it."""

from __future__ import annotations

import asyncio
import logging
import socket
from types import SimpleNamespace

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError
from scrapy.http import Request
from twisted.python.failure import Failure

from crawler.core.site import SiteProfile
from crawler.middlewares.guard import Guard, GuardedResolver, GuardRequests, RefusedError
from crawler.middlewares.handler import RasidHandler
from crawler.walk.failures import UNANSWERED, failure_word

FORBIDDEN = "127.0.0.9"  # this machine too, and nobody's start address
INSIDE = "intranet.internal"  # a name that no public DNS knows
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class Listener:
    """Answers 200 to everybody on an address and counts connections."""

    def __init__(self, address="127.0.0.1"):
        self.address = address
        self.connections = 0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.answer, self.address, 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()

    async def answer(self, reader, writer):
        self.connections += 1
        await reader.read(1000)
        writer.write(ANSWER)
        await writer.drain()
        writer.close()


class Named(AbstractResolver):
    """Says one list of addresses after the other, whatever the name."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=socket.AF_INET):
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            {"hostname": host, "host": each, "port": port, "family": family, "proto": 0, "flags": 0}
            for each in addresses
        ]

    async def close(self):
        """Nothing to close."""


@pytest.fixture
def make(make_crawler):
    """A crawler whose site has these start addresses."""

    def with_urls(*urls):
        crawler = make_crawler(DOWNLOAD_TIMEOUT=5)
        crawler.spider = SimpleNamespace(site=SiteProfile(name="windows", start_urls=urls))
        return crawler

    return with_urls


def refusals(crawler):
    prefix = "rasid/guard/refused/"
    stats = crawler.stats.get_stats().items()
    return {key.removeprefix(prefix): value for key, value in stats if key.startswith(prefix)}


async def asked(crawler, url):
    """The status, or the word of the failure, of a download by our handler."""
    handler = RasidHandler.from_crawler(crawler)
    try:
        response = await handler.download_request(Request(url, meta={"download_timeout": 5}))
    except UNANSWERED as error:
        return failure_word(Failure(error))
    else:
        return response.status
    finally:
        await handler.close()
        RasidHandler.of_crawlers.pop(crawler)


# --- the URL ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("//127.0.0.1/", "loopback"),
        ("//2130706433/", "loopback"),
        ("//0x7f.1/", "loopback"),
        ("//0177.0.0.1/", "loopback"),
        ("//[::1]/", "loopback"),
        ("//[::ffff:127.0.0.1]/", "loopback"),
        ("//user:secret@127.0.0.1/", "loopback"),
        ("//169.254.169.254/latest/meta-data/", "metadata"),
        ("//[fd00:ec2::254]/", "metadata"),
        ("//10.0.0.1:8080/", "private"),
        ("//[64:ff9b::a00:1]/", "private"),
        ("//100.64.1.1/", "shared"),
        ("//224.0.0.1/", "multicast"),
    ],
)
def test_what_is_seen_in_the_url_is_refused_at_once(make, target, word, caplog):
    crawler = make("https://windows.example/")
    middleware = GuardRequests.from_crawler(crawler)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            with pytest.raises(RefusedError) as refused:
                middleware.process_request(Request(f"http:{target}"))
    assert failure_word(Failure(refused.value)) == "guard"
    assert refusals(crawler) == {word: 3}
    assert len(caplog.records) == 1  # said once for each host
    assert "secret" not in caplog.text


def test_who_is_refused_is_named_without_the_password(make):
    middleware = GuardRequests.from_crawler(make("https://windows.example/"))
    with pytest.raises(RefusedError, match=r"^guard: loopback: '127\.0\.0\.1:81' is"):
        middleware.process_request(Request("http://user:secret@127.0.0.1:81/"))
    with pytest.raises(RefusedError, match=r"^guard: scheme: 'file:' is"):
        middleware.process_request(Request("file:///etc/hosts"))


@pytest.mark.parametrize(
    "url", ["file:///etc/hosts", "ftp://windows.example/", "gopher://127.0.0.1/", "ws://a.example/"]
)
def test_nothing_but_http_is_asked(make, url):
    crawler = make("https://windows.example/")
    with pytest.raises(RefusedError, match=r"^guard: scheme"):
        GuardRequests.from_crawler(crawler).process_request(Request(url))
    assert refusals(crawler) == {"scheme": 1}


@pytest.mark.parametrize("host", ["windows.example", "8.8.8.8", "a.b:8080", "[2a00:1450::1]"])
def test_what_may_be_public_goes_on(make, host):
    crawler = make("https://windows.example/")
    GuardRequests.from_crawler(crawler).process_request(Request(f"http://{host}/"))
    assert refusals(crawler) == {}


def test_a_start_address_on_loopback_opens_its_own_port_and_name_only(make):
    guard = Guard.of(make("http://127.0.0.1:8000/", "http://[::1]:8001/"))
    assert guard.word_of("http://127.0.0.1:8000/news/1") is None
    assert guard.word_of("http://[::1]:8001/news/1") is None
    for url in ("http://127.0.0.1/", "http://127.0.0.1:8001/", "http://127.0.0.2:8000/"):
        assert guard.word_of(url) == "loopback"


def test_feeds_and_sitemaps_of_the_profile_are_the_sites_own(make):
    crawler = make("http://127.0.0.1:8000/")
    crawler.spider.site = SiteProfile(
        name="windows", feeds=("http://127.0.0.1:1/f",), sitemaps=("http://127.0.0.1:2/s",)
    )
    guard = Guard.of(crawler)
    assert guard.word_of("http://127.0.0.1:1/") is guard.word_of("http://127.0.0.1:2/") is None


def test_a_proxy_would_pass_the_guard_by(make):
    crawler = make("https://windows.example/")
    request = Request("https://windows.example/", meta={"proxy": "http://proxy.example:3128"})
    with pytest.raises(RefusedError, match=r"^guard: proxy"):
        GuardRequests.from_crawler(crawler).process_request(request)


def test_a_redirect_that_others_drop_in_silence_is_counted_once(make):
    crawler = make("https://windows.example/")
    middleware = GuardRequests.from_crawler(crawler)
    metadata = "169.254.169.254"
    request = Request(f"http://{metadata}/")
    middleware.scheduled(request)
    assert refusals(crawler) == {"metadata": 1}
    with pytest.raises(RefusedError):
        middleware.process_request(request)  # nobody dropped it
    assert refusals(crawler) == {"metadata": 1}
    middleware.scheduled(Request("https://windows.example/"))


def test_only_so_many_hosts_are_named_in_the_log(make, caplog):
    guard = Guard.of(make("https://windows.example/"))
    for number in range(1100):
        guard.refusal(f"10.0.{number // 256}.{number % 256}", "private")
    assert len(caplog.records) == 1000


# --- the name ---------------------------------------------------------------------------------


def test_of_several_addresses_the_public_ones_are_left(make):
    guard = Guard.of(make("https://windows.example/"))
    assert guard.checked("a.example", 80, ["8.8.8.8", FORBIDDEN]) == ["8.8.8.8"]
    assert guard.checked("a.example", 80, []) == []


def test_a_name_that_turns_private_is_refused_when_it_does(make):
    crawler = make("https://windows.example/")
    resolver = GuardedResolver(Guard.of(crawler), Named(["8.8.8.8"], ["10.0.0.1"]))

    async def twice():
        first = await resolver.resolve("rebind.example", 80)
        with pytest.raises(RefusedError, match=r"^guard: private"):
            await resolver.resolve("rebind.example", 80)
        await resolver.close()
        return [each["host"] for each in first]

    assert asyncio.run(twice()) == ["8.8.8.8"]
    assert refusals(crawler) == {"private": 1}


def test_the_addresses_of_an_own_name_are_free_at_its_port_only(make):
    guard = Guard.of(make(f"http://{INSIDE}:8000/"))
    assert guard.checked(INSIDE, 8000, ["10.0.0.1"]) == ["10.0.0.1"]
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.1", 8000))
    guard.socket_for(info).close()
    with pytest.raises(RefusedError):
        guard.socket_for((*info[:4], ("10.0.0.1", 8001)))
    with pytest.raises(RefusedError):
        guard.checked("other.example", 8000, ["10.0.0.1"])


def test_a_start_address_with_a_public_name_is_not_free_to_turn_private(make):
    crawler = make("http://windows.example:8000/")
    with pytest.raises(RefusedError, match=r"^guard: loopback"):
        Guard.of(crawler).checked("windows.example", 8000, ["127.0.0.1"])
    assert refusals(crawler) == {"loopback": 1}


# --- the connection ---------------------------------------------------------------------------


@pytest.mark.parametrize("host", [FORBIDDEN, "localhost"])
def test_the_handler_connects_the_sites_own_port_and_no_other(make, host):
    async def both():
        async with Listener() as own, Listener("127.0.0.1" if "l" in host else host) as other:
            crawler = make(f"http://127.0.0.1:{own.port}/")
            came = [
                await asked(crawler, f"http://127.0.0.1:{own.port}/"),
                await asked(crawler, f"http://{host}:{other.port}/"),
            ]
            return came, own.connections, other.connections, refusals(crawler)

    assert asyncio.run(both()) == ([200, "guard"], 1, 0, {"loopback": 1})


def test_another_name_of_the_own_address_is_refused(make):
    async def ask():
        async with Listener() as own:
            crawler = make(f"http://127.0.0.1:{own.port}/")
            return await asked(crawler, f"http://localhost:{own.port}/"), own.connections

    assert asyncio.run(ask()) == ("guard", 0)


async def connections(guard, resolver, *, walls):
    """How many connections a name that leads to the forbidden address gets."""
    async with Listener(FORBIDDEN) as other:
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(guard, resolver) if "name" in walls else resolver,
            socket_factory=guard.socket_for if "connection" in walls else None,
        )
        async with aiohttp.ClientSession(connector=connector) as session:
            try:
                async with session.get(f"http://rebind.example:{other.port}/"):
                    pass
            except RefusedError:
                pass
        return other.connections


@pytest.mark.parametrize(
    ("walls", "expected"), [(("name",), 0), (("connection",), 0), ((), 1)], ids=str
)
def test_each_wall_alone_stops_a_rebound_name_and_without_them_nothing_does(make, walls, expected):
    guard = Guard.of(make("https://windows.example/"))
    found = asyncio.run(connections(guard, Named([FORBIDDEN]), walls=walls))
    assert found == expected


def test_failures_that_are_none_of_the_guard_keep_their_words(make):
    async def ask():
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
        return await asked(make(f"http://127.0.0.1:{port}/"), f"http://127.0.0.1:{port}/")

    assert asyncio.run(ask()) == "refused"


def test_addresses_for_the_browser_are_checked_ones(make):
    guard = Guard.of(make("http://localhost:8000/"))

    async def find():
        own = await guard.addresses("localhost", 8000)
        with pytest.raises(RefusedError):
            await guard.addresses("localhost", 8001)
        return own

    assert "127.0.0.1" in asyncio.run(find())


def test_the_words_of_connection_errors_are_known():
    assert failure_word(Failure(CannotResolveHostError("x"))) == "dns"
    assert failure_word(Failure(DownloadConnectionRefusedError("x"))) == "refused"
