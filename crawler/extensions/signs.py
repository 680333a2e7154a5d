"""Collects what tells a sick source from a quiet one and what no other part counts."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from datetime import datetime
from statistics import median, quantiles
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.core.article import Article
from crawler.core.links.numbers import NumberMap, Numbers
from crawler.core.site import COVERED_FIELDS
from crawler.core.watch.freshness import figures_of_lags, lag_s
from crawler.core.watch.parked import is_parked, is_seller

TEXT_CHARS = 700  # of a body in which letters are counted: 20 articles give 10,000
KEPT = 500  # latencies, lengths and lags, the latest; a process may crawl many sites at once
TEXTS_MAX = 2_000  # different ones among which a wall is looked for
PAGE_BYTES = 300_000  # of a start page that are looked at
CLASSES_MIN = 5  # uses of a class that make it part of the layout
CLASS = re.compile(rb"""\bclass\s*=\s*["']?([^"'>]+)""")
REPLACEMENT = "\ufffd"
GOOD, BAD, NOT_MODIFIED = 200, 400, 304


class Signs:
    """Counts into stats `rasid/signs/…`; keeps a few addresses as examples, never in a stat."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.counts: Counter[str] = Counter()
        self.latencies: deque[float] = deque(maxlen=KEPT)
        self.lengths: deque[int] = deque(maxlen=KEPT)
        self.lags: deque[tuple[float | None, str | None]] = deque(maxlen=KEPT)
        self.texts = NumberMap()  # and at how many addresses each was seen
        self.shown = Numbers()
        self.newest: str | None = None
        self.layout: str | None = None
        self.good: dict[str, str] = {}
        self.bad: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listens to requests, answers and articles."""
        made = cls(crawler)
        crawler.signals.connect(made.scheduled, signals.request_scheduled)
        crawler.signals.connect(made.received, signals.response_received)
        crawler.signals.connect(made.item, signals.item_scraped)
        crawler.signals.connect(made.item, signals.item_dropped)
        return made

    def scheduled(self, request: Request) -> None:
        """A start page is asked, or leads elsewhere."""
        if not request.cb_kwargs.get("root"):
            return
        if "redirect_urls" not in request.meta:
            self.counts["root/asked"] += 1
            self.bad.setdefault("listing", request.url)
            return
        host = urlsplit(request.url).hostname or ""
        spider: Any = self.crawler.spider
        if not spider.is_own(request.url):
            self.counts["root/moved"] += 1
            self.counts["root/parked"] += is_seller(host)
            self.bad["listing"] = request.url

    def received(self, response: Response, request: Request) -> None:
        """How long it took; what a start page is."""
        latency_s = request.meta.get("download_latency")
        if latency_s is not None:
            self.latencies.append(latency_s * 1000)
        kind = request.meta.get("rasid_kind")
        if kind == "article":
            self.bad["article"] = response.url
            if response.status >= BAD:
                self.bad["failed"] = response.url
        elif kind == "listing" and request.cb_kwargs.get("root"):
            self._root(response)

    def _root(self, response: Response) -> None:
        html = response.body[:PAGE_BYTES].decode("utf-8", "replace")
        if response.status in (GOOD, NOT_MODIFIED):
            self.counts["root/answered"] += 1
            self.good["listing"] = response.url
        if is_parked(html):
            self.counts["root/parked"] += 1
        elif response.status >= BAD and _is_wall(html, response.url):
            self.counts["root/wall"] += 1
        elif response.status == GOOD:
            self.layout = layout_of(response.body[:PAGE_BYTES]) or self.layout

    def item(self, item: Article) -> None:
        """What an article has, whatever became of it; a later version says nothing new."""
        if item.version > 1:
            return
        self.counts["seen/articles"] += 1
        self._fields(item)
        self._text(item)
        self.good["article"] = item.url
        if item.metadata.dateFirstSeen:
            seen = datetime.fromisoformat(item.metadata.dateFirstSeen)
            self.lags.append((lag_s(item.datePublishedEarliest, seen), item.datePrecision))

    def _fields(self, item: Article) -> None:
        values = (
            item.datePublishedEarliest,
            item.articleSection,
            item.publisher,
            item.author,
            item.mainImage,
        )
        for name, value in zip(COVERED_FIELDS, values, strict=True):
            if value:
                self.counts[f"seen/{name}"] += 1
            else:
                self.bad.setdefault(f"coverage_{name}", item.url)
        earliest = item.datePublishedEarliest
        if earliest and (self.newest is None or earliest > self.newest):
            self.newest = earliest
        messages = item.metadata.validationMessages
        if "future" in messages.get("datePublished", ()):
            self.counts["seen/future"] += 1
            self.bad.setdefault("future_dates", item.url)
        for name, words in messages.items():
            if "selector_missed" in words:
                self.counts[f"missed/{name}"] += 1
                self.bad.setdefault("selector_missed", item.url)

    def _text(self, item: Article) -> None:
        from crawler.core.letter_counts import letter_counts  # numpy: when an article comes

        text = f"{item.headline}\n{item.articleBody[:TEXT_CHARS]}"
        lost = text.count(REPLACEMENT)
        letters, arabic = letter_counts(text)
        self.counts["seen/letters"] += lost + letters
        self.counts["seen/arabic"] += arabic
        self.counts["seen/replacement"] += lost
        if lost:
            self.bad.setdefault("garbled", item.url)
        self.lengths.append(len(item.articleBody))
        self._repeated(item)

    def _repeated(self, item: Article) -> None:
        """How many addresses more show the text that most of them show: a wall that nobody knows.

        Many articles with a few addresses each are no wall.
        """
        text = hash(item.articleBody)
        if len(self.texts) >= TEXTS_MAX and text not in self.texts:
            return
        shown = hash((text, item.url))
        if not self.shown.add(shown):
            return
        times = (self.texts.get(text) or 0) + 1
        self.texts[text] = times
        if times > self.counts["seen/repeated"] + 1:
            self.counts["seen/repeated"] += 1
            self.bad.setdefault("repeated_text", item.url)

    def figures(self) -> dict[str, Any]:
        """What is no count, as figures of the run; the counts go to the stats."""
        for name, number in self.counts.items():
            self.crawler.stats.set_value(f"rasid/signs/{name}", number)
        latency = percentiles(self.latencies)
        for name, value in latency.items():
            if value is not None:
                self.crawler.stats.set_value(f"rasid/signs/latency_{name}_ms", value)
        return {
            "latency_ms": latency,
            "freshness": figures_of_lags(self.lags),
            "body_chars_p50": float(median(self.lengths)) if self.lengths else None,
            "newest": self.newest,
            "layout": self.layout,
            "examples": self.good | {"bad": dict(self.bad)},
        }


def percentiles(values: deque[float]) -> dict[str, float | None]:
    """The middle and the 95th percentile; None without values."""
    if not values:
        return {"p50": None, "p95": None}
    found = list(values)
    cuts = quantiles(found, n=20, method="inclusive") if len(found) > 1 else found * 19
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1)}


def layout_of(body: bytes) -> str | None:
    """A fingerprint of the classes that a page uses again and again; None when it has none."""
    names = Counter(name for found in CLASS.findall(body) for name in found.split())
    frequent = sorted(name for name, number in names.items() if number >= CLASSES_MIN)
    return _digest(b" ".join(frequent)) if frequent else None


def robots_of(body: bytes | None) -> str | None:
    """A fingerprint of the robots.txt in force; None when none was ever read."""
    return None if body is None else _digest(body)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=6).hexdigest()


def _is_wall(html: str, url: str) -> bool:
    from crawler.core.extract.kind import shell_kind
    from crawler.core.extract.page import Page

    return shell_kind(Page(html, url)) == "challenge"
