"""What was cut off in one run is whole in the next, and what is another text is a new version."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.runs import run
from tests.hostile.server import RawSite, page, serving
from tests.hostile.told import article, listing, paragraphs, story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
PROFILE = """
from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider
class LookingSpider(AggregatorSpider):
    profile = SiteProfile(name="looking", revisit_max=5, delay_s=0)
"""


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


def test_an_article_that_is_another_one_later(tmp_path: Path, monkeypatch) -> None:
    site = RawSite()
    brief = f"<h1>{story(4).headline}</h1><p>{story(4).paragraphs[0]}</p>"
    error = "<h1>خطأ في الخادم</h1><p>" + "عذرا، حدث خطأ أثناء تحميل الصفحة المطلوبة. " * 4
    site.answers = {
        "/": lambda _: page(listing(["/news/1", "/news/2", "/news/4"])),
        "/news/1": lambda time: page(article(1 if time == 1 else 3)),
        "/news/2": lambda _: page(article(2)),
        "/news/4": lambda time: page(f"{brief}{paragraphs(story(4))}" if time == 1 else error),
    }
    (tmp_path / "looking_sites").mkdir()
    (tmp_path / "looking_sites" / "looking.py").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "looking_sites" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    given = ("looking", "-s", "SPIDER_MODULES=looking_sites", "-s")
    with serving(site):
        run(site.url, tmp_path / "data", *given, "RASID_CLOCK_OFFSET_S=0")
        later = run(site.url, tmp_path / "data", *given, "RASID_CLOCK_OFFSET_S=7200")

    first, new = later.published[0], later.published[-1]
    assert [each["version"] for each in later.published] == [1, 1, 1, 2]
    assert later.stats["rasid/revisit/asked"] == 3
    assert later.stats["rasid/revisit/doubtful"] == 1  # an error page is no new text
    assert new["identifier"] in {each["identifier"] for each in later.published[:3]}
    assert new["headline"] == story(3).headline
    assert first["pubStatus"] == new["pubStatus"] == "usable"
    assert {each["field"] for each in new["changes"]} >= {"headline", "articleBody"}
