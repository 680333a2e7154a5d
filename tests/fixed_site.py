"""A site on loopback that gives fixed answers with their headers, and notes what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass
class FixedSite:
    """Path to (status, headers, body); `asked` lists the paths in order, `address` is host:port."""

    address: str = ""
    connections: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.address}/"

    def page(self, path: str, text: str, status: int = 200, **headers: str) -> None:
        """Answer so from now on; a header is named as in `Content_Type`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": HTML} | named, text.encode())


def handler_of(site: FixedSite) -> type[BaseHTTPRequestHandler]:
    """Answers as the site says, and writes down what came."""

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            site.connections += 1
            super().setup()

        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


@contextmanager
def serving(site: FixedSite, host: str = "127.0.0.1") -> Iterator[FixedSite]:
    """Answer on a free port of an address of loopback until the end of the block."""
    server = ThreadingHTTPServer((host, 0), handler_of(site))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.address = f"{host}:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
