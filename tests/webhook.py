"""A webhook on loopback that keeps what it was told and answers as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Webhook:
    """`asked`: method and path of each request; `told`: the JSON of those that were accepted."""

    port: int = 0
    status: int = 200
    asked: list[tuple[str, str]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def marks(self) -> list[str]:
        """The last lines of the messages: which they were."""
        return [each["message"].rpartition("\n")[2] for each in self.told]


@contextmanager
def listening() -> Iterator[Webhook]:
    """Serve one in a thread."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            hook.asked.append((self.command, self.path))
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if body and hook.status < 300:
                hook.told.append(json.loads(body))
            self.send_response(hook.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST = answer

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
