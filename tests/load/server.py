"""Many embedded aggregators in one process, each on its own loopback address; keeps no page.

`python -m tests.load.server 20 2500` prints the addresses as one line of JSON when ready.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from datetime import UTC, datetime

from aiohttp import web

from crawler.core.urls import request_url
from crawler.demo.aggregator import Aggregator
from crawler.demo.reply import Reply
from crawler.demo.website import Website

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


class Forgetful(Website):
    """Makes each answer anew: 50,000 kept pages would be the server's memory."""

    def reply(self, target: str) -> Reply:
        return self._make(request_url(f"{self.base}{target.removeprefix('/')}"))


def listeners(sites: int) -> list[tuple[socket.socket, str]]:
    """127.0.0.2, 127.0.0.3 and so on: to a crawler these are different hosts."""
    found = []
    for number in range(2, 2 + sites):
        host = f"127.0.0.{number}"
        listener = socket.create_server((host, 0), backlog=256)
        found.append((listener, f"http://{host}:{listener.getsockname()[1]}/"))
    return found


async def serve(website: Website, listener: socket.socket) -> None:
    """Answer until cancelled."""

    async def handle(request: web.Request) -> web.Response:
        reply = website.reply(request.raw_path)
        headers = {"Content-Type": reply.content_type, "ETag": reply.etag}
        return web.Response(status=reply.status, headers=headers, body=reply.body)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    await asyncio.Event().wait()


async def main(sites: int, articles: int) -> None:
    """Serve that many sites of that many articles."""
    found = listeners(sites)
    websites = [
        Forgetful(Aggregator(now=NOW, seed=seed, markup="cards", articles=articles), base)
        for seed, (_, base) in enumerate(found, 1)
    ]
    sys.stdout.write(json.dumps([base for _, base in found]) + "\n")
    sys.stdout.flush()
    await asyncio.gather(
        *(serve(site, listener) for site, (listener, _) in zip(websites, found, strict=True))
    )


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
