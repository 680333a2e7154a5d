"""Whole crawls of script-built sites: every article comes, and later runs draw next to none."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.middlewares.browser import find_chromium
from tests.flow.runs import Run, run
from tests.flow.scripted_sites import DESIGNS, Button, ScriptedSite, serving, stories

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
FIRST, LATER = 18, 5
DRAWN_MAX = 0.1  # of the new articles of a later run


@pytest.fixture(scope="module", autouse=True)
def chromium() -> None:
    if not find_chromium(""):
        pytest.skip("no Chromium: pages built by a script cannot be drawn (run .ci/packages)")


def drawn(done: Run) -> int:
    return done.stats.get("rasid/render/pages", 0)


def whole(site: ScriptedSite, done: Run) -> bool:
    """True when each story came with its paragraphs."""
    told = {story.headline: list(story.paragraphs) for story in site.stories}
    found = {each["headline"]: each["articleBody"].split("\n\n") for each in done.published}
    return found == told


def ways(folder: Path) -> set[tuple[str, str]]:
    """Kinds of pages and the ways that were learned for them."""
    with closing(sqlite3.connect(folder / "rasid.db")) as store:  # Python 3.13 warns else
        return set(store.execute("select kind, way from renderings"))


LEARNED = {
    "router": {("listing", "api"), ("article", "api")},
    "state": {("listing", "state"), ("article", "state")},
    "endless": {("listing", "api"), ("article", "api")},
}


@pytest.mark.parametrize("design", DESIGNS)
def test_all_articles_come_and_later_runs_need_no_browser(design: str, tmp_path: Path) -> None:
    told = stories(FIRST + LATER)
    with serving(DESIGNS[design](told[LATER:])) as site:
        first = run(site.url, tmp_path)
        assert whole(site, first)
        assert ways(tmp_path) == LEARNED[design]
        site.stories = told
        asked = site.asked.copy()
        second = run(site.url, tmp_path)
    assert whole(site, second)
    assert drawn(second) <= DRAWN_MAX * LATER
    assert (site.asked - asked).total() <= 3 * LATER
    print(json.dumps({design: [drawn(first) / FIRST, drawn(second) / LATER]}))


def test_a_button_is_pressed_and_an_endpoint_that_moved_is_found_again(tmp_path: Path) -> None:
    told = stories(FIRST)
    with serving(Button(told[4:])) as site:
        assert whole(site, run(site.url, tmp_path))
        site.move("/feed", "/v2")
        site.stories = told[2:]
        second = run(site.url, tmp_path)
        assert whole(site, second)
        assert second.stats["rasid/render/api_failed"] >= 1
        assert drawn(second) >= 1
        site.stories = told
        third = run(site.url, tmp_path)
    assert whole(site, third)
