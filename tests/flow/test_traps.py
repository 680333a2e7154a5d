"""A site full of traps: every article once, few requests, and what was left out is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.runs import run
from tests.flow.trap_site import ARTICLES, TrapSite, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
REQUESTS_MAX = 4 * ARTICLES  # of a first run, which has everything to learn
SITES = "SPIDER_MODULES=spiders,tests.flow.forgetful_sites"


def test_every_article_once_in_a_bounded_number_of_requests(tmp_path: Path) -> None:
    site = TrapSite()
    with serving(site) as url:
        first = run(url, tmp_path)
        asked = len(site.asked)
        site.asked.clear()
        second = run(url, tmp_path)

    left_out = [first.stats[f"rasid/links/trap/{reason}"] for reason in ("slug", "parameter")]
    assert first.articles == first.texts == ARTICLES
    assert asked < REQUESTS_MAX
    assert min(left_out) > 0
    assert sum(left_out) > 2 * ARTICLES
    assert first.stats["rasid/links/trap/calendar"] == 1
    assert first.stats["rasid/links/trap/view"] == 1
    assert second.articles == ARTICLES
    assert len(site.asked) < 12


def test_without_learning_the_same_site_costs_three_times_the_requests(tmp_path: Path) -> None:
    asked = {}
    for spider in ("aggregator", "forgetful"):
        site = TrapSite()
        with serving(site) as url:
            assert run(url, tmp_path / spider, spider, "-s", SITES).articles == ARTICLES
        asked[spider] = len(site.asked)
    assert asked["forgetful"] >= 3 * asked["aggregator"]


def test_a_parameter_that_matters_costs_no_article(tmp_path: Path) -> None:
    with serving(TrapSite(edition=True)) as url:
        done = run(url, tmp_path)

    assert done.articles == 2 * ARTICLES
    assert "rasid/links/trap/parameter" not in done.stats
