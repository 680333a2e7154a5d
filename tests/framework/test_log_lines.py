"""Which of Scrapy's lines are put together: those that the log shows."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem
from scrapy.http import Request, Response

from crawler.framework.log_lines import ShownLines

REQUEST = Request("http://127.0.0.1/news/7")
RESPONSE = Response(REQUEST.url)


@pytest.mark.parametrize(
    ("level", "drops", "shown"),
    [
        ("INFO", "DEBUG", [False, False, False]),
        ("INFO", "WARNING", [False, False, True]),
        ("DEBUG", "DEBUG", [True, True, True]),
        (10, 20, [True, True, True]),
        ("ERROR", "WARNING", [False, False, False]),
    ],
)
def test_what_is_not_shown_is_not_made(make_crawler, level, drops, shown):
    crawler = make_crawler(LOG_LEVEL=level, DEFAULT_DROPITEM_LOG_LEVEL=drops)
    lines = ShownLines.from_crawler(crawler)
    spider = SimpleNamespace(crawler=crawler)
    made = [
        lines.crawled(REQUEST, RESPONSE, spider),
        lines.scraped({}, RESPONSE, spider),
        lines.dropped({}, DropItem("duplicate"), RESPONSE, spider),
    ]
    assert [each is not None for each in made] == shown


def test_a_drop_with_a_level_of_its_own_is_for_the_logger_to_judge(make_crawler):
    crawler = make_crawler(LOG_LEVEL="INFO", DEFAULT_DROPITEM_LOG_LEVEL="DEBUG")
    lines = ShownLines.from_crawler(crawler)
    dropped = DropItem("truncated", log_level="ERROR")
    made = lines.dropped({}, dropped, RESPONSE, SimpleNamespace(crawler=crawler))
    assert made["level"] == 40


def test_failures_are_always_told(make_crawler):
    lines = ShownLines.from_crawler(make_crawler(LOG_LEVEL="ERROR"))
    assert lines.item_error({}, ValueError(), RESPONSE, SimpleNamespace())["level"] == 40
