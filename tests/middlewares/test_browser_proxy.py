"""The browser's proxy, spoken to over a socket: what it connects, what it refuses, how it ends."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from crawler.core.site import SiteProfile
from crawler.middlewares.browser_proxy import BadRequestError, BrowserProxy, read_head
from crawler.middlewares.guard import Guard

END = b"\r\n\r\n"


class Site:
    """A server on loopback that keeps what it was sent and answers with what it is given."""

    def __init__(self, answer=b"HTTP/1.1 200 OK\r\nContent-Length: 2" + END + b"ok"):
        self.answer = answer
        self.heard = []

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()

    async def serve(self, reader, writer):
        self.heard.append(await reader.read(4000))
        writer.write(self.answer)
        await writer.drain()
        writer.close()


@pytest.fixture
def crawler(make_crawler):
    return make_crawler()


def proxy_of(crawler, *urls, hosts=("127.0.0.1",)):
    crawler.spider = SimpleNamespace(site=SiteProfile(name="windows", start_urls=urls))
    return BrowserProxy(Guard.of(crawler), hosts)


async def told(proxy, request):
    """All that the proxy answers to a request."""
    await proxy.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        writer.write(request)
        await writer.drain()
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:  # ended before all was read
        return b""
    finally:
        writer.close()
        await proxy.close()


def get(port, path="/a?b", host="127.0.0.1"):
    return f"GET http://{host}:{port}{path} HTTP/1.1\r\nHost: {host}:{port}".encode()


def test_a_page_of_the_site_passes_and_its_connection_ends(crawler):
    async def ask():
        async with Site() as site:
            proxy = proxy_of(crawler, f"http://127.0.0.1:{site.port}/")
            hops = b"\r\nProxy-Connection: keep-alive\r\nConnection: keep-alive\r\nX-Mine: 1"
            return site.heard, await told(proxy, get(site.port) + hops + END)

    (heard,), answer = asyncio.run(ask())
    assert heard.startswith(b"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:")
    assert heard.endswith(b"X-Mine: 1\r\nConnection: close" + END)
    assert b"keep-alive" not in heard
    assert answer == b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close" + END + b"ok"


def test_interim_answers_pass_and_the_last_one_is_marked(crawler):
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a>" + END
    last = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nRasid-Guard: forged" + END + b"ok"

    async def ask():
        async with Site(hints + last) as site:
            proxy = proxy_of(crawler, f"http://127.0.0.1:{site.port}/")
            return await told(proxy, get(site.port) + END)

    assert asyncio.run(ask()) == hints + b"HTTP/1.1 200 OK\r\nConnection: close" + END + b"ok"


def test_a_tunnel_passes_everything(crawler):
    async def ask():
        async with Site(b"\x16\x03\x01") as site:
            proxy = proxy_of(crawler, f"http://127.0.0.1:{site.port}/")
            connect = f"CONNECT 127.0.0.1:{site.port} HTTP/1.1".encode() + END
            return site.heard, await told(proxy, connect + b"hello")

    assert asyncio.run(ask()) == ([b"hello"], b"HTTP/1.1 200 Connected" + END + b"\x16\x03\x01")


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("127.0.0.9:PORT", "loopback"),
        ("localhost:PORT", "offsite"),
        ("2130706433:PORT", "loopback"),
        ("[::1]:PORT", "loopback"),
        ("169.254.169.254:80", "metadata"),
        ("news.example:80", "offsite"),
        ("127.0.0.1.news.example:80", "offsite"),
    ],
)
@pytest.mark.parametrize("method", ["CONNECT", "GET"])
def test_other_hosts_are_refused_and_counted(crawler, target, word, method):
    async def ask():
        async with Site() as site:
            proxy = proxy_of(crawler, f"http://127.0.0.1:{site.port}/")
            port = str(site.port + 1 if "127.0.0.1:" in target else site.port)
            where = target.replace("PORT", port)
            line = where if method == "CONNECT" else f"http://{where}/"
            answer = await told(proxy, f"{method} {line} HTTP/1.1\r\nHost: {where}".encode() + END)
            return site.heard, answer, proxy.failures

    heard, answer, failures = asyncio.run(ask())
    assert heard == []
    assert answer.startswith(b"HTTP/1.1 403 Refused\r\nRasid-Guard: RefusedError\r\n")
    assert crawler.stats.get_value(f"rasid/guard/refused/{word}") == 1
    assert [str(error).split(":")[1].strip() for error in failures.values()] == [word]


def test_a_name_of_the_site_that_leads_inside_is_refused(crawler):
    async def ask():
        async with Site() as site:  # the site's name is localhost, but at another port
            proxy = proxy_of(crawler, "http://localhost:1/", hosts=("localhost",))
            return await told(proxy, get(site.port, host="localhost") + END), site.heard

    answer, heard = asyncio.run(ask())
    assert (answer[:16], heard) == (b"HTTP/1.1 403 Ref", [])


def test_a_host_that_does_not_answer_has_its_error(crawler):
    async def ask():
        async with Site() as site:
            port = site.port
        proxy = proxy_of(crawler, f"http://127.0.0.1:{port}/")
        return await told(proxy, get(port) + END), proxy.failures[("127.0.0.1", port)]

    answer, error = asyncio.run(ask())
    assert answer.startswith(b"HTTP/1.1 502 No Connection\r\n")
    assert type(error).__name__ == "DownloadConnectionRefusedError"


def test_a_name_without_an_address_has_its_error(crawler, monkeypatch):
    async def nowhere(_self, _host, _port):
        raise OSError("no such name")

    monkeypatch.setattr(Guard, "addresses", nowhere)

    async def ask():
        proxy = proxy_of(crawler, "http://windows.example/", hosts=("windows.example",))
        await told(proxy, get(80, host="www.windows.example") + END)
        return proxy.failures[("www.windows.example", 80)]

    assert type(asyncio.run(ask())).__name__ == "CannotResolveHostError"


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1",
        b"GET https://windows.example/ HTTP/1.1",
        b"GET ftp://windows.example/ HTTP/1.1",
        b"CONNECT windows.example:99999 HTTP/1.1",
        b"CONNECT : HTTP/1.1",
        b"hello",
        b"",
    ],
)
def test_what_no_browser_sends_gets_no_answer(crawler, raw):
    with pytest.raises(BadRequestError):
        read_head(raw + END)
    assert asyncio.run(told(proxy_of(crawler, "http://127.0.0.1/"), raw + END)) == b""


def test_a_head_without_an_end_gets_no_answer(crawler):
    assert asyncio.run(told(proxy_of(crawler, "http://127.0.0.1/"), b"x" * 200_000)) == b""


def test_only_so_many_failures_are_kept(crawler):
    proxy = proxy_of(crawler, "http://127.0.0.1/")
    for number in range(700):
        proxy._remember((f"{number}.example", 80), OSError())
    assert len(proxy.failures) == 500


def test_closing_ends_open_tunnels(crawler):
    async def ask():
        async def silent(reader, writer):
            await reader.read()
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        proxy = await proxy_of(crawler, f"http://127.0.0.1:{port}/").start()
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(f"CONNECT 127.0.0.1:{port} HTTP/1.1".encode() + END)
        await reader.readuntil(END)
        await asyncio.wait_for(proxy.close(), 10)
        await proxy.close()
        rest = await reader.read()
        writer.close()
        server.close()
        await server.wait_closed()
        await asyncio.sleep(0)
        return rest

    assert asyncio.run(ask()) == b""
