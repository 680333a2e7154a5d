"""An article that is looked at again: which of two validators its request carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy.http import Request

from crawler.core.access.validators import Validator
from crawler.middlewares.conditional_get import ConditionalGet
from crawler.store.validators import Known
from crawler.walk.page_memory import REVISIT

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
URL = "https://windows.example/news/7"
FIRST = Validator(
    etag='"first"', last_modified=None, made_by="1/p", body="b", reading="r",
    read_at=NOW, changed_at=NOW,
)  # fmt: skip
NEWER = replace(FIRST, etag='"newer"')


@pytest.fixture
def asked(make_crawler):
    """The request as it is sent where the store knows this."""

    def send(known, **meta):
        crawler = make_crawler()
        store = SimpleNamespace(find=lambda _: known)
        memory = SimpleNamespace(validators=store, made_by="1/p")
        crawler.spider = SimpleNamespace(page_memory=memory, now=lambda: NOW)
        request = Request(URL, meta={"rasid_kind": "article", **meta})
        ConditionalGet.from_crawler(crawler).process_request(request)
        return request

    return send


@pytest.mark.parametrize(("known", "etag"), [(Known(), b'"first"'), (Known(NEWER), b'"newer"')])
def test_what_the_store_learned_since_holds(asked, known, etag):
    assert asked(known, **{REVISIT: FIRST}).headers.get("If-None-Match") == etag


def test_an_answer_that_was_let_through_before_still_is(asked):
    request = asked(Known(NEWER), **{REVISIT: FIRST, "handle_httpstatus_list": [410, 404]})
    assert request.meta["handle_httpstatus_list"] == [304, 404, 410]


@pytest.mark.parametrize("meta", [{}, {REVISIT: FIRST, "rasid_render": True}])
def test_a_first_look_and_a_drawn_page_are_asked_plainly(asked, meta):
    request = asked(Known(NEWER), **meta)
    assert request.headers.get("If-None-Match") is None
    assert "handle_httpstatus_list" not in request.meta
