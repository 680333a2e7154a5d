"""What was cut off in one run is whole in the next, and published once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.runs import run
from tests.hostile.server import RawSite, page, serving
from tests.hostile.told import article, listing, story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_a_page_that_was_cut_off_is_asked_again(tmp_path: Path) -> None:
    site = RawSite()
    whole = article(2)
    site.answers = {
        "/": lambda _: page(listing(["/news/1", "/news/2"])),
        "/news/1": lambda _: page(article(1)),
        "/news/2": lambda time: page(whole[:900] if time == 1 else whole),
    }
    with serving(site):
        first = run(site.url, tmp_path)
        later = run(site.url, tmp_path, "aggregator", "-s", "RASID_CLOCK_OFFSET_S=7200")

    assert first.stats["rasid/check_article/truncated"] == 1
    assert first.articles == 1
    assert site.asked["/news/2"] == 2
    assert [each["headline"] for each in later.published] == [
        story(number).headline for number in (1, 2)
    ]
