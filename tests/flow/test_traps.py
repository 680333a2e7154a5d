"""A site full of traps: every article once, few requests, and what was left out is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.runs import run
from tests.flow.trap_site import ARTICLES, TrapSite, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
# Of a first run, which has everything to learn; 45 where the machine is not busy, else 180.
REQUESTS_MAX = 3 * ARTICLES
ONE_BY_ONE = ("-s", "RASID_DELAY_S=0.02")  # as with any delay: what is on its way is one request
SITES = "SPIDER_MODULES=spiders,tests.flow.forgetful_sites"


@pytest.mark.parametrize(("names", "on_a_page"), [(2, 8), (6, ARTICLES)])
def test_every_article_once_in_a_bounded_number_of_requests(
    tmp_path: Path, names: int, on_a_page: int
) -> None:
    """Also where all addresses wait before the first of them teaches anything."""
    site = TrapSite(names=names, on_a_page=on_a_page)
    with serving(site) as url:
        first = run(url, tmp_path, "aggregator", *ONE_BY_ONE)
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


@pytest.mark.parametrize("on_a_page", [8, ARTICLES])
def test_a_parameter_that_matters_for_some_costs_no_article(tmp_path: Path, on_a_page: int) -> None:
    """The first of them make a rule of it, for links that come and for what waits already."""
    with serving(TrapSite(edition=True, on_a_page=on_a_page)) as url:
        done = run(url, tmp_path, "aggregator", *ONE_BY_ONE)

    assert done.articles == ARTICLES + ARTICLES // 2
