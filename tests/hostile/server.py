"""A server of raw bytes on loopback: it says what it is told to, also what no HTTP server says."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

HEAD_BYTES_MAX = 64 * 1024
LINGER_NONE = struct.pack("ii", 1, 0)  # close with a reset
DRIP_S = 0.3
ENDS = (OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError)
SILENCE_S = 60.0


class Act(Enum):
    """What a server does between its bytes."""

    RESET = auto()
    WAIT = auto()
    SILENCE = auto()


Parts = Iterable[bytes | Act]
Answer = Callable[[int], Parts]  # how often the path was asked, with any query → what is sent


@dataclass
class RawSite:
    """Path to answer; `asked` counts the paths, `cookies` those who sent one."""

    answers: dict[str, Answer] = field(default_factory=dict)
    missing: Answer = field(default=lambda _time: page("<p>not found</p>", status=404))
    port: int = 0
    host: str = "127.0.0.1"
    asked: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    cookies: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of its home page."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}/"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request on one connection."""
        self.connections += 1
        with contextlib.suppress(*ENDS):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            bare = path.partition("?")[0]
            self.asked[bare] += 1
            if "\r\ncookie:" in head.lower():
                self.cookies.append(path)
            await self._say(self._answer(bare)(self.asked[bare]), writer)
        with contextlib.suppress(OSError):
            writer.close()

    def _answer(self, path: str) -> Answer:
        return self.answers.get(path, self.missing)

    async def _say(self, parts: Parts, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            if isinstance(part, bytes):
                writer.write(part)
                await writer.drain()
            elif part is Act.WAIT:
                await asyncio.sleep(DRIP_S)
            elif part is Act.SILENCE:
                await asyncio.sleep(SILENCE_S)
            else:
                there: socket.socket = writer.get_extra_info("socket")
                there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NONE)
                writer.transport.abort()
                return


def raw(body: bytes, *headers: str, status: int = 200, length: int | None = None) -> Parts:
    """A whole answer; each header is a line."""
    size = len(body) if length is None else length
    lines = (f"HTTP/1.1 {status} X", *headers, f"Content-Length: {size}", "Connection: close")
    yield "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")
    yield body


def page(text: str | bytes, *headers: str, status: int = 200) -> Parts:
    """A page, utf-8 unless its bytes are given."""
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    kind = () if any(line.lower().startswith("content-type") for line in headers) else (HTML,)
    return raw(body, *kind, *headers, status=status)


HTML = "Content-Type: text/html; charset=utf-8"


def redirect(target: str) -> Parts:
    """A redirect to anywhere."""
    return raw(b"", f"Location: {target}", status=302)


@contextmanager
def serving(*sites: RawSite, tls: dict[int, ssl.SSLContext] | None = None) -> Iterator[None]:
    """Serve all of them in one thread; `tls` gives the certificate of a site by its place."""
    loop = asyncio.new_event_loop()
    with ExitStack() as stack:
        for site in sites:
            family = socket.AF_INET6 if ":" in site.host else socket.AF_INET
            listener = socket.create_server((site.host, 0), family=family, backlog=256)
            site.port = listener.getsockname()[1]
            context = (tls or {}).get(sites.index(site))
            making = asyncio.start_server(
                site.serve, sock=listener, limit=HEAD_BYTES_MAX, ssl=context
            )
            server = loop.run_until_complete(making)
            stack.callback(server.close)
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            _end(loop)
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """End what still speaks: drips and silences."""
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks))
