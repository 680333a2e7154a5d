"""Redirects are Scrapy's; who writes the Referer is not looked for."""

import logging
from types import SimpleNamespace

from scrapy import signals
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.middlewares.redirects import Redirects


def test_a_run_begins_without_a_warning(caplog):
    for kind, lines in ((Redirects, 0), (RedirectMiddleware, 1)):
        crawler = SimpleNamespace(
            settings=Settings(), signals=SignalManager(), get_spider_middleware=lambda _kind: None
        )
        made = kind.from_crawler(crawler)
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            crawler.signals.send_catch_log(signals.engine_started)
        assert len(caplog.records) == lines
        assert isinstance(made, RedirectMiddleware)


def test_a_redirect_is_followed_without_a_referer(make_crawler):
    made = Redirects.from_crawler(make_crawler())
    asked = Request("http://windows.example/1", headers={"Referer": "http://windows.example/"})
    answer = Response(asked.url, status=301, headers={"Location": "/2"})
    following = made.process_response(asked, answer)
    assert following.url == "http://windows.example/2"
    assert "Referer" not in following.headers
