"""A second and every later run asks each new article once, and little besides; counted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.commandline import completed
from tests.flow.later_runs import ARTICLES, HOURS, RUNS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
A_NEW_ARTICLE = 1.05  # requests: itself, and one in twenty for what may have been corrected
STORIES_AN_HOUR = 2
# Beside the listings: robots.txt, the file on data mining, a feed and two sitemaps.
FILES = 5


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("later")
    done = completed(str(folder), program="tests.flow.later_runs")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_site_brings_new_articles_in_each_run(told):
    assert [run["new"] for run in told] == [ARTICLES] + [HOURS * STORIES_AN_HOUR] * (RUNS - 1)


def test_a_new_article_is_asked_once_and_an_old_one_only_to_see_whether_it_was_corrected(told):
    assert [run["articles"] - run["revisits"] for run in told] == [run["new"] for run in told]


def test_all_requests_for_articles_are_within_the_goal(told):
    asked, new = (sum(run[what] for run in told) for what in ("articles", "new"))
    assert asked <= new * A_NEW_ARTICLE


def test_a_box_of_the_newest_on_every_page_does_not_lead_through_all_that_is_known(told):
    assert all(run["listings"] < told[0]["listings"] for run in told[1:])


def test_the_other_requests_are_listings_and_a_handful_of_files(told):
    for run in told:
        assert 0 < run["others"] <= run["listings"] + FILES
