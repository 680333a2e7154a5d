"""What the bench of many sites says is computed from what its processes wrote."""

from __future__ import annotations

import json
import urllib.request

import pytest
from scrapy import signals

from tests.speed.bench import SLOW, SLOW_SHARE, listed
from tests.speed.nginx import has_nginx, serving_sites
from tests.speed.sites_bench import ALL, APART, ONE, _crawl_of, figures_of, rates, told
from tests.speed.span import Span

# Two processes that overlap: they crawl from 10 to 40, and start and end takes 10 s more.
SPANS = [
    {"began": 10.0, "ended": 35.0, "cpu_s": 20.0},
    {"began": 12.0, "ended": 40.0, "cpu_s": 22.0},
]


def row(pages, wall_s, spans=SPANS):
    return rates({"pages": pages, "wall_s": wall_s, "cpu_s": 2 * wall_s} | _crawl_of(spans))


def test_the_crawls_last_from_the_first_beginning_to_the_last_end():
    assert _crawl_of(SPANS) == {"crawl_s": 30.0, "crawl_cpu_s": 42.0}
    found = row(6000, 40.0)
    assert (found["pages_per_s"], found["crawl_pages_per_s"]) == (150, 200)
    assert (found["cpu_ms"], found["crawl_cpu_ms"]) == pytest.approx((80 / 6, 7.0))


def test_a_ratio_is_that_of_one_round_and_the_middle_of_them_counts():
    one, many = [row(1000, 10.0), row(1000, 20.0), row(1000, 40.0)], []
    for times, base in zip((1.2, 1.6, 9.0), one, strict=True):
        many.append(row(1000, base["wall_s"] / times))
    figures = figures_of({ONE: one, ALL: many, APART: one})
    assert figures[ALL]["x_pages_per_s"] == pytest.approx(1.6)
    assert figures[APART]["x_pages_per_s"] == 1
    assert figures[ONE]["pages_per_s"] == 50
    assert "all sites: pages/s 120.0 (x 1.60, 1.20 to 9.00), 33.3 (x 1.00, 1.00 to 1.00)" in told(
        figures
    )


def test_a_process_writes_its_first_beginning_and_its_last_end(make_crawler, tmp_path, monkeypatch):
    monkeypatch.setattr(Span, "began", None)
    crawlers = [make_crawler(SPAN_FOLDER=str(tmp_path)) for _ in range(2)]
    spans = [Span.from_crawler(crawler) for crawler in crawlers]
    assert spans[0].folder == tmp_path
    crawlers[0].signals.send_catch_log(signals.engine_stopped)  # it never opened
    assert list(tmp_path.glob("*.json")) == []
    found = []
    for sent in (signals.spider_opened, signals.engine_stopped):
        for crawler in crawlers:
            crawler.signals.send_catch_log(sent)
            found += [json.loads(each.read_text()) for each in tmp_path.glob("*.json")]
    first, last = found
    assert first["began"] == last["began"]
    assert first["began"] <= first["ended"] <= last["ended"]
    assert first["cpu_s"] <= last["cpu_s"]


def test_the_slow_ones_get_a_part_of_the_pages(tmp_path):
    pages = [f"http://127.0.0.1:9/{number}" for number in range(25)]
    urls, few = listed(pages, tmp_path)
    assert urls.read_text().split() == pages
    assert few.read_text().split() == [pages[0], pages[SLOW_SHARE], pages[2 * SLOW_SHARE]]
    assert len(SLOW) == 2


@pytest.mark.skipif(not has_nginx(), reason="NOT RUN: install the Debian package nginx-light")
def test_each_site_has_a_host_and_pages_of_its_own(tmp_path):
    made = [lambda base, name=name: [("/", f"{base} {name}".encode())] for name in "ab"]
    with serving_sites(made, tmp_path) as urls:
        pages = [urllib.request.urlopen(url, timeout=60).read().decode() for url in urls]
    assert pages == [f"{urls[0]} a", f"{urls[1]} b"]
    assert [url.split(":")[1] for url in urls] == ["//127.0.0.1", "//127.0.0.2"]
