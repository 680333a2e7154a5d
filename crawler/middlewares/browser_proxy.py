"""The browser's only way out: a forward proxy in this process that asks the guard each time.

It speaks HTTP/1.1 as browsers do to a proxy (RFC 9110, 9.3.6; RFC 9112, 3.2.2): CONNECT for TLS and
WebSockets, the absolute form for plain http. One request a connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, Self

from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError

from crawler.core.access.hosts import Origin, address_of, origin_of
from crawler.middlewares.guard import Guard, RefusedError

HEAD_MAX_BYTES = 64 * 1024
HEAD_TIMEOUT_S = 20
CONNECT_TIMEOUT_S = 10
CHUNK_BYTES = 64 * 1024
FAILED_MAX = 500
# Marks an answer of ours; the page behind it was not asked.
MARK = "Rasid-Guard"
REQUEST_LINE = re.compile(rb"([A-Z]+) (\S+) HTTP/1\.[01]")
ABSOLUTE = re.compile(rb"http://[^/?#]*", re.IGNORECASE)
STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d\d\d)")
# Of one connection, not of the message (RFC 9110, 7.6.1).
HOP_HEADERS = re.compile(
    rb"(?:proxy-connection|proxy-authorization|connection|keep-alive)[ \t]*:", re.IGNORECASE
)
CONTINUE = 100
INTERIM = (CONTINUE, 102, 103)  # 101 never comes: WebSockets are sent through CONNECT
CLOSE = b"Connection: close"
NO = b"no\n"
END = b"\r\n\r\n"


class BadRequestError(Exception):
    """What came is no request that a browser sends to a proxy."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a request: where to, and what is passed on (empty for CONNECT)."""

    origin: Origin
    passed_on: bytes


class BrowserProxy:
    """Listens on a free port of 127.0.0.1 and connects only hosts of the site, if the guard agrees.

    `failures` says for each host and port why it was not connected the last time.
    """

    def __init__(self, guard: Guard, hosts: Iterable[str]) -> None:
        self.guard = guard
        self.hosts = frozenset(host.lower().removeprefix("www.") for host in hosts)
        self.failures: dict[Origin, Exception] = {}
        self.port = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> Self:
        """Begin to listen; `port` says where. Raises OSError."""
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", 0, limit=HEAD_MAX_BYTES
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def close(self) -> None:
        """End every connection and stop listening."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await server.wait_closed()

    def is_own(self, origin: Origin) -> bool:
        """True for the hosts of the site, and for subdomains of its names."""
        host = origin[0]
        return host in self.hosts or any(
            host.endswith(f".{own}") for own in self.hosts if address_of(own) is None and "." in own
        )

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio runs this as one
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, TimeoutError, EOFError, asyncio.LimitOverrunError, BadRequestError):
            pass  # the browser sees a connection that ends
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(HEAD_TIMEOUT_S):
            head = read_head(await reader.readuntil(END))
        try:
            far_reader, far_writer = await self._connect(head.origin)
        except (RefusedError, CannotResolveHostError, DownloadConnectionRefusedError) as error:
            self._remember(head.origin, error)
            writer.write(_answer(error))
            await writer.drain()
            return
        try:
            if not head.passed_on:
                writer.write(b"HTTP/1.1 200 Connected" + END)
                back = _pipe(far_reader, writer)
            else:
                far_writer.write(head.passed_on)
                back = _pass_answer(far_reader, writer)
            await _both_ways(_pipe(reader, far_writer), back)
        finally:
            far_writer.close()

    def _remember(self, origin: Origin, error: Exception) -> None:
        if len(self.failures) >= FAILED_MAX:
            del self.failures[next(iter(self.failures))]
        self.failures[origin] = error

    async def _connect(self, origin: Origin) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, port = origin
        if word := self.guard.word_of(f"http://{_in_url(host)}:{port}/"):
            raise self.guard.refusal(host, word)
        if not self.is_own(origin):
            raise self.guard.refusal(host, "offsite", logging.DEBUG)  # what pages load is no news
        try:
            addresses = await self.guard.addresses(host, port)
        except OSError as error:
            raise CannotResolveHostError(f"{host}: {error}") from error
        last: Exception = OSError("no address")
        for address in addresses:
            try:
                async with asyncio.timeout(CONNECT_TIMEOUT_S):
                    return await asyncio.open_connection(address, port, limit=HEAD_MAX_BYTES)
            except OSError as error:  # TimeoutError is one
                last = error
        raise DownloadConnectionRefusedError(f"{host}:{port}: {last}") from last


def read_head(raw: bytes) -> Head:
    """The head of a request to a proxy. Raises BadRequestError for anything else."""
    line, *headers = raw.removesuffix(END).split(b"\r\n")
    match = REQUEST_LINE.fullmatch(line)
    if match is None:
        raise BadRequestError(line)
    method, target = match.groups()
    if method == b"CONNECT":
        return Head(_origin(f"https://{target.decode('ascii', 'replace')}/"), b"")
    start = ABSOLUTE.match(target)
    if start is None:
        raise BadRequestError(target)
    origin = _origin(target.decode("ascii", "replace"))
    path = target[start.end() :]
    path = path if path.startswith(b"/") else b"/" + path
    kept = [header for header in headers if not HOP_HEADERS.match(header)]
    return Head(origin, b"\r\n".join((b"%b %b HTTP/1.1" % (method, path), *kept, CLOSE)) + END)


def _origin(url: str) -> Origin:
    origin = origin_of(url)
    if origin is None:
        raise BadRequestError(url)
    return origin


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _answer(error: Exception) -> bytes:
    """Our own answer for a page that was not asked: the browser shows it, the crawl refuses it."""
    status = "403 Refused" if isinstance(error, RefusedError) else "502 No Connection"
    head = f"HTTP/1.1 {status}\r\n{MARK}: {type(error).__name__}\r\n".encode()
    # Without a body Chromium shows an error page of its own, without our mark.
    return b"%bContent-Type: text/plain\r\nContent-Length: 3\r\n%b%b%b" % (head, CLOSE, END, NO)


async def _pass_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The answer, marked as the last of its connection: the next one may be for another host."""
    status = CONTINUE
    while status in INTERIM:  # followed by another head
        raw = await reader.readuntil(END)
        line, *headers = raw.removesuffix(END).split(b"\r\n")
        match = STATUS_LINE.match(line)
        status = int(match[1]) if match else 0
        if status not in INTERIM:
            headers = [header for header in headers if not HOP_HEADERS.match(header)]
            headers = [header for header in headers if not _is_mark(header)]
            headers.append(CLOSE)
        writer.write(b"\r\n".join((line, *headers)) + END)
    await _pipe(reader, writer)


def _is_mark(header: bytes) -> bool:
    return header.lower().startswith(MARK.lower().encode())


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Everything from one side to the other, then the end."""
    while chunk := await reader.read(CHUNK_BYTES):
        writer.write(chunk)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()


async def _both_ways(there: Coroutine[Any, Any, None], back: Coroutine[Any, Any, None]) -> None:
    """Until the far side has said all; what the browser still sends then has no reader."""
    sending = asyncio.ensure_future(there)
    try:
        await back
    finally:
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await sending
