"""What a crawl keeps of a page, and what becomes of servers that do not tell the truth."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import Request, TextResponse

from crawler.core.article import Metadata
from crawler.core.errors import SiteError
from crawler.core.extract.listing.reading import Listing
from crawler.core.page_memory import recall_listing, remember_listing
from crawler.store import store_of
from crawler.store.validators import Known, Validators
from crawler.walk.page_memory import KNOWN, PageMemory

URL = "https://windows.example/"
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
LISTING = remember_listing(Listing(articles=(f"{URL}news/1",)))
LATER = remember_listing(Listing(articles=(f"{URL}news/2", f"{URL}news/1")))


class World:
    """A server's answers to one address, run after run."""

    def __init__(self, engine):
        self.counted = Counter()
        self.now = NOW
        self.memory = PageMemory(
            Validators(engine, "windows"),
            "1/p",
            lambda: self.now,
            lambda word: self.counted.update([word]),
        )

    def answer(self, status=200, body="<p>1</p>", *, meta=None, **headers):
        known = self.memory.validators.find(URL)
        request = Request(URL, meta={"rasid_kind": "listing", KNOWN: known, **(meta or {})})
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return TextResponse(URL, status=status, body=body.encode(), headers=names, request=request)

    def keep(self, memory, *given, reading="", **more):
        self.memory.keep(self.answer(*given, **more), memory, reading)
        self.end()
        return self.memory.validators.find(URL)

    def end(self):
        self.memory.validators.flush(self.now)
        self.now += timedelta(hours=1)


@pytest.fixture
def world(make_crawler):
    return World(store_of(make_crawler().settings))


def test_a_page_with_an_etag_is_remembered(world):
    known = world.keep(LISTING, ETag='"a"')

    assert known.validator.etag == '"a"'
    assert known.memory == LISTING


@pytest.mark.parametrize(
    "headers", [{}, {"ETag": ""}, {"ETag": "a" * 2_000}, {"ETag": "a\u00ff"}, {"Last_Modified": ""}]
)
def test_a_page_without_a_validator_that_can_be_sent_is_not(world, headers):
    assert world.keep(LISTING, **headers) == Known()


def test_a_page_that_lost_its_validators_is_forgotten(world):
    world.keep(LISTING, ETag='"a"')

    assert world.keep(LISTING) == Known()


@pytest.mark.parametrize("meta", [{"rasid_render": True}])
def test_what_a_browser_drew_is_not_remembered(world, meta):
    world.keep(LISTING, ETag='"a"')

    assert world.keep(LATER, ETag='"b"', meta=meta) == Known()


def test_not_modified_gives_what_was_read(world):
    world.keep(LISTING, ETag='"a"')
    told = world.memory.recalled(world.answer(304, ""), recall_listing)
    world.end()

    assert told.articles == (f"{URL}news/1",)
    assert world.memory.validators.find(URL).validator.unchanged == 1
    assert world.memory.recalled(world.answer(200), recall_listing) is None


def test_a_memory_that_cannot_be_read_is_forgotten(world):
    world.keep(b"damaged", ETag='"a"')
    with pytest.raises(SiteError):
        world.memory.recalled(world.answer(304, ""), recall_listing)
    world.end()

    assert world.memory.validators.find(URL) == Known()


def test_a_server_whose_etag_stays_while_its_news_changes_is_doubted(world):
    world.keep(LISTING, ETag='"a"')
    known = world.keep(LATER, 200, "<p>2</p>", ETag='"a"')

    assert world.counted == {"conditional/lied": 1}
    assert known.doubted_until > world.now
    assert known.memory == LATER


def test_a_counter_on_the_page_is_no_lie(world):
    world.keep(LISTING, ETag='W/"a"')
    known = world.keep(LISTING, 200, "<p>1, seen by 7</p>", ETag='W/"a"')

    assert not world.counted
    assert known.doubted_until is None


@pytest.mark.parametrize(
    ("etag", "downloaded", "is_known"),
    [('"a"', "2025-03-01T09:30:00Z", True), (None, "2025-03-01T09:30:00Z", False),
     ('"a"', None, False), ("\u0663", "2025-03-01T09:30:00Z", False)],
)  # fmt: skip
def test_the_validator_of_an_article(world, make_article, etag, downloaded, is_known):
    meta = Metadata(etag=etag, dateDownloaded=downloaded, profileVersion="p")
    made = world.memory.of_article(make_article(metadata=meta))

    assert (made is not None) is is_known
    if made:
        assert (made.etag, made.made_by, made.read_at) == (etag, "1/p", NOW)
