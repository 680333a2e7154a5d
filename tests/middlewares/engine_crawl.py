"""Crawls that meet all that can happen, each under settings given as JSON: tells what was heard.

No network: a download handler answers from the path of an address. Prints a JSON list with the
signals of each crawl, the lines of its log, and its stats.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import DownloadFailedError, DropItem, IgnoreRequest
from scrapy.http import Request, Response

from crawler.middlewares.steps import QuickSteps

CRAWL: ContextVar[int] = ContextVar("CRAWL", default=-1)  # every task inherits it
BASE = "http://windows.example/"
HEARD = ("request_scheduled", "request_dropped", "request_reached_downloader",
         "request_left_downloader", "response_downloaded", "response_received", "item_scraped",
         "item_dropped", "item_error", "spider_error", "spider_closed")  # fmt: skip
# Of these a crawl has its own each time.
TIMED = ("start_time", "finish_time", "elapsed_time_seconds", "items_per_minute",
         "responses_per_minute")  # fmt: skip
PATHS = ("good", "many", "dropped", "broken-step", "404", "refused", "network",
         "broken-callback", "broken-midway", "late", "coroutine", "nothing", "again", "made",
         "errback-item", "errback-broken", "errback-none", "good", "status-kept")  # fmt: skip


class TableHandler:
    """Answers by the path; some answers come a little later, some never."""

    lazy = False

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> TableHandler:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        path = request.url.removeprefix(BASE)
        await asyncio.sleep(0)
        if path == "network" or path.startswith("errback"):
            raise DownloadFailedError(path)
        status = 404 if path in {"404", "status-kept"} else 200
        return Response(request.url, status=status, body=path.encode() * 100)

    async def close(self) -> None:
        """Nothing is open."""


class Between:
    """A downloader middleware that refuses, sends on, and answers itself."""

    def process_request(self, request: Request) -> Response | None:
        if request.url.endswith("refused"):
            raise IgnoreRequest("refused")
        return Response(request.url, body=b"made here") if request.url.endswith("made") else None

    def process_response(self, request: Request, response: Response) -> Response | Request:
        again = request.url.endswith("again")
        return Request(BASE + "came-again", self.back(request)) if again else response

    def back(self, request: Request) -> Any:
        return request.callback


class Step:
    """Drops, breaks, or lets pass."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        if item["path"] == "dropped":
            raise DropItem("told to")
        if item["path"] == "broken-step":
            raise ValueError("a step broke")
        return {**item, "seen": True}


class WaitingStep(Step):
    """The same by a coroutine, which only Scrapy's way can lead beside others."""

    async def process_item(self, item: dict[str, Any]) -> dict[str, Any]:  # type: ignore[override]
        await asyncio.sleep(0)
        return super().process_item(item)


COMMON = {
    "DOWNLOAD_HANDLERS": {"http": TableHandler, "https": None},
    "DOWNLOADER_MIDDLEWARES": {Between: 560},
    "ITEM_PIPELINES": {Step: 1},
    "RETRY_TIMES": 1,
    "REFERER_ENABLED": False,
    "REDIRECT_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "MEMUSAGE_ENABLED": False,
    "LOGSTATS_INTERVAL": 0,  # a line each minute, however long a loaded machine takes
    "LOG_LEVEL": "INFO",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}


class EventfulSpider(scrapy.Spider):
    """Asks each path once."""

    name = "eventful"

    async def start(self) -> Any:
        for path in PATHS:
            meta = {"handle_httpstatus_list": [404]} if path == "status-kept" else {}
            back = self.waiting if path == "coroutine" else self.parse
            errback = None if path == "errback-none" else self.failed
            yield Request(BASE + path, back, errback=errback, meta=meta)
        yield {"path": "from-start"}

    def parse(self, response: Response) -> Any:
        path = response.url.removeprefix(BASE)
        if path == "broken-callback":
            raise ValueError("a callback broke")
        if path == "nothing":
            return None
        return self.results(path)

    def results(self, path: str) -> Any:
        yield {"path": path, "number": 0}
        if path == "broken-midway":
            yield Request(BASE + "behind-the-break")
            raise ValueError("a generator broke")
        if path == "many":
            for number in range(1, 30):
                yield {"path": path, "number": number}
                yield Request(f"{BASE}many-{number % 7}")
        yield None

    async def waiting(self, response: Response) -> Any:
        await asyncio.sleep(0)
        yield {"path": "coroutine"}
        yield Request(BASE + "after-coroutine")

    def failed(self, failure: Any) -> Any:
        path = failure.request.url.removeprefix(BASE)
        if path == "errback-broken":
            raise ValueError("an errback broke")
        if path == "errback-item":
            yield {"path": path, "why": type(failure.value).__name__}
            yield Request(BASE + "after-errback")


class ForgetfulSteps(QuickSteps):
    """A way of ours that has a fault: nobody is told of an answer."""

    async def open_spider_async(self) -> None:
        await super().open_spider_async()
        engine: Any = self.crawler.engine if self.crawler else None
        send = engine.signals.send_catch_log

        def sending(signal: Any, **named: Any) -> Any:
            return [] if signal is signals.response_received else send(signal, **named)

        engine.signals.send_catch_log = sending


class Hearing(logging.Handler):
    """Keeps what is logged of each crawl, with the kind of its error."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: dict[Any, list[Any]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        line = [record.name, record.levelname, record.getMessage()[:60], kind]
        self.lines.setdefault(getattr(record, "spider", None), []).append(line)


def listener(name: str, heard: list[Any]) -> Callable[..., None]:
    """Hears a signal; it answers some articles with an error: nobody's crawl may end by that."""

    def hear(**named: Any) -> None:
        said = {key: told(value) for key, value in named.items() if key not in ("signal", "sender")}
        heard.append([name, said])
        if name == "item_scraped" and named["item"].get("number") in {5, 10}:
            raise ValueError("a listener broke")

    return hear


def told(value: Any) -> str:
    """A value as it can be compared between two crawls."""
    if isinstance(value, Request | Response):
        return f"{type(value).__name__} {value.url}"
    if hasattr(value, "value"):
        return f"failure {value.value!r}"
    return value.name if isinstance(value, scrapy.Spider) else repr(value)


def figures_of(crawler: Any) -> dict[str, Any]:
    """The stats but for those that each crawl has of its own, or of the process."""
    stats = crawler.stats.get_stats()
    return {
        name: value
        for name, value in stats.items()
        if name not in TIMED and not name.startswith("log_count")
    }


def counting(tasks: Counter[int]) -> Callable[..., asyncio.Task[Any]]:
    """Makes tasks, and counts them for the crawl that wants them."""

    def make(loop: Any, coro: Any, context: Any = None) -> asyncio.Task[Any]:
        tasks[CRAWL.get()] += 1
        return asyncio.Task(coro, loop=loop, context=context)

    return make


def main(wanted: str) -> None:
    """Crawl once under each of the settings, at the same time."""
    hearing, crawls, tasks = Hearing(), [], Counter()
    process = AsyncCrawlerProcess(COMMON)
    asyncio.get_event_loop().set_task_factory(counting(tasks))
    logging.getLogger().addHandler(hearing)
    for number, changes in enumerate(json.loads(wanted)):
        CRAWL.set(number)
        heard: list[Any] = []
        if changes.pop("waits", False):
            changes["ITEM_PIPELINES"] = {WaitingStep: 1}
        crawler = Crawler(EventfulSpider, COMMON | changes)
        for name in HEARD:
            crawler.signals.connect(listener(name, heard), getattr(signals, name), weak=False)
        process.crawl(crawler)
        crawls.append((crawler, heard))
    process.start()
    print(
        json.dumps(
            [
                {
                    "heard": heard,
                    "lines": hearing.lines[crawler.spider],
                    "stats": figures_of(crawler),
                    "tasks": tasks[number],
                }
                for number, (crawler, heard) in enumerate(crawls)
            ]
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
