"""The embedded aggregator over HTTP on 127.0.0.1: `python -m crawler.demo.server`.

Beside the site it answers `/__truth.json` (what a crawl should find), `/__log.json` (what was
asked so far) and `/__fault.json?name=NAME` (have a fault of `faults.py` from now on, or none); no
page and no robots.txt mentions them.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import signal
import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache

from aiohttp import web

from crawler.demo.aggregator import MARKUP_NAMES, MIXED, Aggregator
from crawler.demo.faults import FAULTS, Health
from crawler.demo.reply import Reply
from crawler.demo.sections import section_name
from crawler.demo.story import Writer, from_forms
from crawler.demo.website import Website

HOST = "127.0.0.1"
TRUTH, LOG, FAULT = "/__truth.json", "/__log.json", "/__fault.json"


class Front:
    """Takes requests for a website, counts them, and answers as HTTP wants it."""

    def __init__(self, website: Website) -> None:
        self._website = website
        self._log: Counter[tuple[str, str]] = Counter()
        self._health = Health(website.is_article)
        self._zipped = lru_cache(maxsize=None)(_zip)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request: 304 when the client has it, gzip when it can read it."""
        target = request.raw_path
        if target in (TRUTH, LOG):
            return web.json_response(self.truth() if target == TRUTH else self.log())
        if request.path == FAULT:
            return self._fall(request.query.get("name", ""))
        self._log[request.method, target] += 1
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405)
        reply = self._health.seen(self._website.reply(target), target)
        headers = {
            "Content-Type": reply.content_type,
            "ETag": reply.etag,
            "Vary": "Accept-Encoding",
            **dict(reply.headers),
        }
        if request.headers.get("If-None-Match") == reply.etag:
            return web.Response(status=304, headers=headers)
        body = reply.body
        if body and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = self._zipped(reply)
        return web.Response(status=reply.status, headers=headers, body=body)

    def _fall(self, name: str) -> web.Response:
        if name and name not in FAULTS:
            return web.json_response({"faults": sorted(FAULTS)}, status=404)
        self._health.fall(name)
        return web.json_response({"fault": name})

    def truth(self) -> dict[str, dict[str, object]]:
        """Ground truth by path: headline, section as shown, paragraphs, published, kind, more."""
        site = self._website.aggregator
        return {
            path: {
                "id": story.id,
                "headline": story.headline,
                "section": section_name(
                    story.section, english=site.markup_of(story.section).english
                ),
                "publisher": story.publisher,
                "paragraphs": tuple(story.paragraphs),
                "published": story.published.isoformat(),
                "kind": story.kind,
                "of": story.of,
                "reason": story.reason,
            }
            for path, story in site.truth().items()
        }

    def log(self) -> list[dict[str, object]]:
        """The requests so far, in the order of their first coming."""
        return [
            {"method": method, "path": path, "count": count}
            for (method, path), count in self._log.items()
        ]


def _zip(reply: Reply) -> bytes:
    return gzip.compress(reply.body, compresslevel=5, mtime=0)


def listen(port: int = 0) -> tuple[socket.socket, str]:
    """A listening socket on loopback and the site's address; port 0 takes a free one."""
    listener = socket.create_server((HOST, port), backlog=256)
    return listener, f"http://{HOST}:{listener.getsockname()[1]}/"


async def serve(website: Website, listener: socket.socket, ready: threading.Event) -> None:
    """Answer until cancelled; `ready` is set once requests are taken."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", Front(website).handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        ready.set()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


@contextmanager
def serving(aggregator: Aggregator, *, port: int = 0, pages_kb: int = 0) -> Iterator[str]:
    """Serve from a thread of this process; gives the site's address, ending in a slash."""
    listener, base = listen(port)
    website = Website(aggregator, base, pages_kb=pages_kb)
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    task = loop.create_task(serve(website, listener, ready))

    def work() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.close()

    thread = threading.Thread(target=work, name="demo-server", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield base
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m crawler.demo.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--markup", choices=MARKUP_NAMES, default=MIXED)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--now", type=_moment, help="the site's clock, ISO 8601; default: now")
    parser.add_argument("--pages-kb", type=int, default=0, help="pad pages to about this size")
    parser.add_argument("--feeds", action=argparse.BooleanOptionalAction, default=None)
    return parser.parse_args(given)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def main(given: list[str] | None = None, *, writer: Writer = from_forms) -> int:
    """Serve until interrupted; prints the address as one line of JSON when ready."""
    options = arguments(given)
    try:
        aggregator = Aggregator(
            now=options.now or datetime.now(UTC),
            seed=options.seed,
            markup=options.markup,
            articles=options.articles,
            feeds=options.feeds,
            writer=writer,
        )
    except ValueError as error:
        sys.stderr.write(f"demo server: {error}\n")
        return 78
    # A shell starts its background jobs with SIGINT ignored; this one listens to it all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with serving(aggregator, port=options.port, pages_kb=options.pages_kb) as base:
        sys.stdout.write(json.dumps({"url": base}) + "\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
