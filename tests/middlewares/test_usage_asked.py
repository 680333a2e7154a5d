"""How the file of TDM reservations is asked: once, without retries, and not all of a huge one."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

from crawler.core.access.usage import TDM_BYTES_MAX, TDM_PATH
from crawler.middlewares.politeness import Politeness
from crawler.middlewares.usage import KEY, TIMEOUT_S, Usage

HOST = "windows.example"


@pytest.fixture
def asked(make_crawler):
    """What is asked for an article's sake where the file is this, and what is kept of it."""

    def ask(body, status=200, kind="article"):
        requests = []

        async def download(request):
            requests.append(request)
            return Response(request.url, status=status, body=body)

        crawler = make_crawler()
        crawler.spider = SimpleNamespace(run_id="run-1")
        crawler.engine = SimpleNamespace(download_async=download, spider=None)
        article = Request(f"https://{HOST}/news/7", meta={"rasid_kind": kind})
        asyncio.run(Usage.from_crawler(crawler).process_request(article))
        assert (KEY in article.meta) is (kind == "article")
        return requests, Politeness.of(crawler).host(HOST).record.tdm_body

    return ask


def test_it_is_asked_once_and_never_waited_for_long(asked):
    (request,), _ = asked(b"[]")
    assert request.url == f"https://{HOST}{TDM_PATH}"
    assert request.meta["dont_retry"]
    assert request.meta["download_timeout"] == TIMEOUT_S


def test_of_a_huge_file_only_its_beginning_is_kept(asked):
    _, kept = asked(b" " * (TDM_BYTES_MAX + 1))
    assert len(kept) == TDM_BYTES_MAX


@pytest.mark.parametrize(("status", "kept"), [(404, b""), (403, b""), (503, None)])
def test_a_site_without_the_file_has_none_and_one_that_fails_is_asked_again(asked, status, kept):
    assert asked(b'[{"location": "/", "tdm-reservation": 1}]', status)[1] == kept


@pytest.mark.parametrize("kind", ["listing", "feed", "sitemap", None])
def test_it_is_asked_for_articles_only(asked, kind):
    assert asked(b"[]", kind=kind) == ([], None)
