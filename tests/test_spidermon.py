"""The suite for Spidermon that docs/operations.md shows, on stats of good and bad runs."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from scrapy import Spider

from crawler import settings as project

# Spidermon logs by a method that Scrapy is going to drop.
pytestmark = pytest.mark.filterwarnings("ignore:Spider.log.. is deprecated")
DOCS = Path(__file__).resolve().parents[1] / "docs" / "operations.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
GOOD = {
    "rasid/links/found": 40,
    "rasid/failed/article/timeout": 2,
    "rasid/failed/listing/http_503": 1,
    "rasid/run/verdict": "healthy",
    "rasid/run/exit_code": 0,
}
RESULT = re.compile(r"\[Spidermon\] Rasid/(.+?)\.+ (OK|FAIL|ERROR|SKIPPED)")


@pytest.fixture
def suite():
    """The settings that the page shows."""
    (block,) = BLOCK.findall(DOCS.read_text(encoding="utf-8"))
    shown = {"EXTENSIONS": dict(project.EXTENSIONS)}
    exec(block, shown)  # noqa: S102 - our own page
    del shown["__builtins__"]
    return shown


@pytest.fixture
def judged(suite, make_crawler, caplog):
    """What Spidermon says of each expression about a run with these stats."""
    from spidermon.contrib.scrapy.extensions import Spidermon

    def judge(stats):
        crawler = make_crawler(Spider, **{**suite, "EXTENSIONS": {}})
        crawler.spider = Spider.from_crawler(crawler, name="windows")
        for name, value in stats.items():
            crawler.stats.set_value(name, value)
        caplog.clear()
        caplog.set_level(logging.INFO)
        Spidermon.from_crawler(crawler).engine_stopped()
        return dict(RESULT.findall(caplog.text))

    return judge


def test_it_comes_after_the_ledger(suite):
    order = suite["EXTENSIONS"]
    assert order["spidermon.contrib.scrapy.extensions.Spidermon"] > max(
        place for name, place in order.items() if "run_ledger" in name
    )


def test_a_good_run(judged):
    told = judged(GOOD)
    assert len(told) == 4
    assert set(told.values()) == {"OK"}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"rasid/links/found": 0}, "the listing is there"),
        ({"rasid/failed/article/http_404": 4}, "few requests fail"),
        ({"rasid/run/verdict": "drifting"}, "a good verdict"),
        ({"rasid/run/exit_code": 65}, "a good end"),
    ],
)
def test_a_bad_run(judged, changes, named):
    told = judged(GOOD | changes)
    assert {name for name, result in told.items() if result == "FAIL"} == {named}
