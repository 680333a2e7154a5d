"""The table of changes names real settings and parts; nginx serves each page under its address."""

from __future__ import annotations

import gzip
import urllib.request
from datetime import UTC, datetime

import pytest
from scrapy.settings import default_settings as scrapys
from scrapy.utils.misc import load_object

from crawler import settings as project
from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website
from tests.speed.network_bench import CHANGES, figures_of
from tests.speed.network_instructions import counted
from tests.speed.nginx import has_nginx, pages_of, serving

SITE = Aggregator(now=datetime(2025, 3, 1, 12, tzinfo=UTC), markup="cards", articles=45)


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_one_of_real_settings_and_parts(change):
    for setting, value in CHANGES[change].items():
        assert hasattr(scrapys, setting) or hasattr(project, setting)
        if isinstance(value, dict) and setting.endswith("MIDDLEWARES"):
            assert set(value) <= {*getattr(project, setting), *getattr(scrapys, f"{setting}_BASE")}
        if setting == "DOWNLOAD_HANDLERS":
            assert all(map(load_object, value.values()))


def test_the_cheaper_quarter_counts_and_ours_just_before_is_the_measure():
    quiet, loaded = ([2.0, 9.0, 9.0], [3.0, 9.0, 9.0]), ([4.0, 9.0, 9.0], [6.0, 9.0, 9.0])
    assert figures_of([{"other": quiet}, {"other": loaded}]) == {"other": {"ms": 4.5, "cost": 1.5}}


@pytest.mark.skipif(not has_nginx(), reason="NOT RUN: install the Debian package nginx-light")
def test_nginx_serves_each_page_packed_under_its_path_and_query(tmp_path):
    with serving(lambda base: pages_of(Website(SITE, base)), tmp_path) as url:
        pages = dict(pages_of(Website(SITE, url)))
        assert pages.keys() >= {"/", *SITE.truth()}
        for path, body in pages.items():
            address = f"{url}{path[1:]}"
            asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(asked, timeout=60) as answer:
                assert gzip.decompress(answer.read()) == body
                assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        newest = next(iter(SITE.truth()))
        with urllib.request.urlopen(f"{url}{newest[1:]}?utm_source=x", timeout=60) as answer:
            assert answer.read() == pages[newest]


def test_what_valgrind_counts_is_read_and_its_silence_is_told():
    told = "==7== \n==7== I   refs:      4,812,345,678\n"
    assert counted(told) == 4_812_345_678
    with pytest.raises(ValueError, match="counted nothing"):
        counted("==7== killed")
