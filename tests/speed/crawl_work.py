"""How much a crawl does for an article, counted: what a clock would say, on any machine."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from scrapy import signals
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse, Request
from scrapy.utils.misc import build_from_crawler, load_object
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Engine, event

from crawler import settings as project
from crawler.core.arabic import plain_text
from crawler.core.arabic import text as arabic_text
from crawler.core.extract import blocks
from crawler.core.extract import page as page_module
from crawler.core.site import SiteProfile
from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website
from crawler.spider import AggregatorSpider
from crawler.store.question import Question

BASE = "http://127.0.0.1:9/"
SET = Aggregator(now=datetime(2025, 3, 1, 12, tzinfo=UTC), seed=7, markup="cards", articles=80)
LONG_CHARS = 80  # a text by tables takes a microsecond and a half for each 100 characters
WARM = 20  # pages before anything is counted: what is loaded or remembered once is so by then


class WorkSpider(AggregatorSpider):
    """A site that is never asked."""

    profile = SiteProfile(name="work", start_urls=(BASE,))


def work_of(crawler: Any) -> dict[str, float]:
    """What an article of the fixed set takes, on average, from its response to its row."""
    crawler.settings.frozen = False  # in a crawl the spider is made before they are frozen
    spider = crawler.spider = WorkSpider.from_crawler(crawler)
    spider.shapes = {"/news/#"}
    paths = sorted(project.ITEM_PIPELINES, key=lambda path: project.ITEM_PIPELINES[path])
    steps = [build_from_crawler(load_object(path), crawler) for path in paths]
    steps[-1].outbox._group_age_s = float("inf")  # by number alone, on a slow machine too
    responses = list(_responses(spider))
    for response in responses[:WARM]:
        _crawl(spider, steps, response)
    rest = responses[WARM:]
    with counted() as counts:
        for response in rest:
            _crawl(spider, steps, response)
    return {name: number / len(rest) for name, number in counts.items()}


# What is counted, and the function that does it.
COUNTED: tuple[tuple[str, Any, str], ...] = (
    ("parses", page_module, "LexborHTMLParser"),
    ("walks", blocks._Walk, "run"),
    ("folds", arabic_text, "_folded"),
    ("folds", plain_text, "_folded_bytes"),  # the same by tables, of what is longer
    ("statements", Question, "_by_driver"),  # those that SQLAlchemy does not send
)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Counts parses, walks, folds, statements of the store, transactions and calls of Python."""
    counts: Counter[str] = Counter()
    by_tables = plain_text._folded_bytes

    def counting(name: str, function: Any) -> Any:
        def call(*args: Any, **more: Any) -> Any:
            is_short = function is by_tables and len(args[-1]) < LONG_CHARS
            counts[name] += not is_short
            return function(*args, **more)

        return call

    def asked(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        counts["transactions" if statement.startswith("BEGIN") else "statements"] += 1

    def called(_frame: Any, what: str, _arg: Any) -> None:
        if what == "call":
            counts["calls"] += 1

    with ExitStack() as undo:
        for name, owner, function in COUNTED:
            undo.enter_context(
                patch.object(owner, function, _same_kind(counting, name, getattr(owner, function)))
            )
        event.listen(Engine, "before_cursor_execute", asked)
        undo.callback(event.remove, Engine, "before_cursor_execute", asked)
        undo.callback(sys.setprofile, sys.getprofile())
        sys.setprofile(called)
        yield counts


def _same_kind(counting: Any, name: str, function: Any) -> Any:
    """A class stays a class: the page's module may ask for an instance of it."""
    if function is not LexborHTMLParser:
        return counting(name, function)
    made = counting(name, lambda: None)

    class Counting(LexborHTMLParser):  # type: ignore[misc,valid-type] # selectolax has no types
        def __init__(self, *args: Any, **more: Any) -> None:
            made()
            super().__init__(*args, **more)

    return Counting


def _responses(spider: Any) -> Iterator[HtmlResponse]:
    website = Website(SET, BASE)
    for path in sorted(SET.truth()):
        url = BASE + path.lstrip("/")
        reply = website.reply(path)
        yield HtmlResponse(
            url,
            body=reply.body,
            headers={"Content-Type": reply.content_type},
            request=spider.article_request(url),
        )


def _crawl(spider: Any, steps: list[Any], response: HtmlResponse) -> None:
    """The callback, and the steps for what it gives, as Scrapy would call them."""
    for made in spider.parse_article(response):
        if isinstance(made, Request):
            continue
        item, given = made, {"response": response, "spider": spider}
        try:
            for step in steps:
                item = step.process_item(item)
        except DropItem as dropped:
            given |= {"item": made, "exception": dropped}
            spider.crawler.signals.send_catch_log(signals.item_dropped, **given)
        else:
            spider.crawler.signals.send_catch_log(signals.item_scraped, item=item, **given)
