"""Which requests carry validators, and which never do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.core.access.validators import Validator
from crawler.core.errors import MachineError
from crawler.middlewares.conditional_get import ConditionalGet
from crawler.store.validators import Known
from crawler.walk.page_memory import KNOWN, REVISIT

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
URL = "https://windows.example/"
VALIDATOR = Validator(
    etag='"a"',
    last_modified="Sat, 01 Mar 2025 08:00:00 GMT",
    made_by="1/p",
    body="b",
    reading="r",
    read_at=NOW,
    changed_at=NOW,
)


class Store:
    """Knows some addresses."""

    def __init__(self, known):
        self.known = known

    def find(self, url):
        found = self.known.get(url, Known())
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def make(make_crawler):
    def with_known(known, made_by="1/p"):
        crawler = make_crawler()
        memory = SimpleNamespace(validators=Store(known), made_by=made_by)
        crawler.spider = SimpleNamespace(page_memory=memory, now=lambda: NOW)
        crawler.engine = SimpleNamespace(spider=None)
        return ConditionalGet.from_crawler(crawler)

    return with_known


def sent(middleware, request):
    middleware.process_request(request)
    return request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")


def asking(kind="listing", url=URL, **meta):
    return Request(url, meta={"rasid_kind": kind, **meta})


@pytest.mark.parametrize("kind", ["listing", "feed", "sitemap"])
def test_a_page_that_was_read_is_asked_if_it_changed(make, kind):
    middleware, request = make({URL: Known(VALIDATOR, b"m")}), asking(kind)

    assert sent(middleware, request) == (b'"a"', b"Sat, 01 Mar 2025 08:00:00 GMT")
    assert request.meta["handle_httpstatus_list"] == [304]
    assert request.meta[KNOWN].memory == b"m"
    assert middleware.crawler.stats.get_stats() == {"rasid/conditional/sent": 1}


@pytest.mark.parametrize(
    "request_",
    [
        asking("article"),
        asking("probe"),
        asking(rasid_render=True),
        Request(URL),
        asking(url=f"{URL}other"),
    ],
)
def test_others_are_asked_plainly(make, request_):
    assert sent(make({URL: Known(VALIDATOR)}), request_) == (None, None)
    assert "handle_httpstatus_list" not in request_.meta


def test_newer_code_reads_the_whole_page(make):
    middleware = make({URL: Known(VALIDATOR)}, made_by="2/p")

    assert sent(middleware, asking()) == (None, None)
    assert middleware.crawler.stats.get_stats() == {"rasid/conditional/plain/newer_code": 1}


def test_a_doubted_host_is_asked_plainly(make):
    known = Known(VALIDATOR, doubted_until=NOW + timedelta(days=1))

    assert sent(make({URL: known}), asking()) == (None, None)


def test_an_article_that_is_looked_at_again_has_the_validator_of_its_first_page(make):
    request = asking("article", **{REVISIT: VALIDATOR, "handle_httpstatus_list": [404]})

    assert sent(make({}), request)[0] == b'"a"'
    assert request.meta["handle_httpstatus_list"] == [304, 404]
    assert sent(make({}), asking("article", **{REVISIT: None})) == (None, None)


def test_a_redirect_takes_no_validator_along(make):
    middleware, request = make({URL: Known(VALIDATOR)}), asking()
    sent(middleware, request)
    onward = request.replace(url=f"{URL}moved")

    assert sent(middleware, onward) == (None, None)
    assert onward.meta[KNOWN] == Known()


def test_a_store_that_fails_ends_the_crawl(make):
    middleware = make({URL: MachineError("no disk")})

    with pytest.raises(IgnoreRequest, match="store: "):
        middleware.process_request(asking())
    assert middleware.crawler.stats.get_value("rasid/machine/exit_code") == 74


def test_not_modified_is_counted_where_it_was_asked_for(make):
    middleware, request = make({URL: Known(VALIDATOR)}), asking()
    sent(middleware, request)
    for each, status in ((request, 304), (request, 304), (request, 200), (Request(URL), 304)):
        middleware.process_response(each, Response(URL, status=status))

    assert middleware.crawler.stats.get_value("rasid/conditional/not_modified") == 2


def test_a_spider_that_remembers_nothing(make_crawler):
    crawler = make_crawler()
    crawler.spider = SimpleNamespace()

    assert sent(ConditionalGet.from_crawler(crawler), asking()) == (None, None)
