"""Real crawls with a real Chromium: what is drawn, what it cannot reach, and life without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from crawler.middlewares.browser import find_chromium
from tests.middlewares import render_site
from tests.middlewares.render_site import HEADLINE, PARAGRAPHS, Site, scripted, serving

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 120
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium():
    found = find_chromium(os.environ.get("RASID_CHROMIUM", ""))
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here: `.ci/packages` installs one, or RASID_CHROMIUM names one")
    assert found, "CI has to install Chromium by .ci/packages"
    return found


@pytest.fixture
def stranger():
    with serving(Site()) as other:
        yield other


@pytest.fixture
def site(stranger):
    port = stranger.address.partition(":")[2]
    with serving(scripted(f"localhost:{port}")) as made:
        yield made


def crawl(site, drawn=(), plain=(), environment=None, hosts=("127.0.0.1",), **settings):
    """The report of `render_crawl`, run in a process of its own."""
    urls = {
        name: [f"http://{site.address}{path}" for path in paths]
        for name, paths in (("drawn", drawn), ("plain", plain))
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.middlewares.render_crawl",
         json.dumps({"settings": settings, "hosts": hosts, **urls})],
        cwd=ROOT, env={**os.environ, **(environment or {})}, timeout=TIMEOUT_S,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) | {"log": done.stderr}


def test_listing_and_article_of_a_script_built_site_arrive(chromium, site):
    report = crawl(site, drawn=("/", "/article"), plain=("/plain",))
    listing, article = (report["came"][path] for path in ("/", "/article"))
    for path, text in (("/", render_site.LISTING), ("/article", render_site.ARTICLE)):
        assert needs_browser(Page(text, f"http://{site.address}{path}"))
    links = Page(listing["text"], f"http://{site.address}/").layout.anchors
    assert [link.href for link in links] == [f"/news/{number}" for number in range(6)]
    page = Page(article["text"], f"http://{site.address}/article")
    assert not needs_browser(page)
    found = article_of(page)
    assert found.headline == HEADLINE
    assert found.articleBody == "\n\n".join(PARAGRAPHS)
    assert report["stats"]["rasid/render/pages"] == 2
    assert report["came"]["/plain"]["drawn"] is False


def test_a_page_reaches_no_host_but_its_own(chromium, site, stranger):
    report = crawl(site, drawn=("/probe", "/away"))
    assert "نهاية" in report["came"]["/probe"]["text"]  # its script ran to the end
    assert report["came"]["/away"] == {"failed": "dns"}
    assert stranger.asked == []
    assert not {"/popup", "/service-worker.js"} & set(site.asked)
    assert report["stats"]["playwright/request_count/aborted"] > 0


def test_the_same_page_reaches_a_host_that_is_one_of_the_sites(chromium, site, stranger):
    crawl(site, drawn=("/probe", "/away"), hosts=("127.0.0.1", "localhost"))  # the control
    assert {"/fetch", "/frame", "/worker", "/socket", "/away"} <= set(stranger.asked)
    assert not {"/image", "/beacon", "/popup"} & set(stranger.asked)  # refused on any host


def test_a_strict_site_in_an_old_charset_comes_as_utf_8(chromium, site):
    strict = crawl(site, drawn=("/strict",))["came"]["/strict"]
    assert strict["type"] == "text/html; charset=utf-8"
    assert f"{PARAGRAPHS[0]} \N{UMBRELLA}" in strict["text"]


def test_files_and_missing_pages_are_told_apart_from_articles(chromium, site):
    report = crawl(site, drawn=("/file", "/missing"))
    assert set(report["came"]["/file"]) == {"failed"}
    assert report["came"]["/missing"]["status"] == 404
    assert "Traceback" not in report["log"]


def test_a_page_that_is_too_large_as_drawn_is_refused(chromium, site):
    report = crawl(site, drawn=("/article",), DOWNLOAD_MAXSIZE=300)
    assert report["came"]["/article"] == {"failed": "too_large"}
    assert report["stats"]["rasid/render/failed"] == 1


def test_a_script_that_never_rests_is_left_and_the_next_page_is_drawn(chromium, site):
    paths = ("/hanging", "/hanging?2", "/hanging?3", "/hanging?4", "/article")
    for path in paths[1:4]:  # all four pages of the browser hang
        site.pages[path] = site.pages["/hanging"]
    report = crawl(site, drawn=paths, DOWNLOAD_TIMEOUT=3)
    assert report["came"]["/hanging"] == {"failed": "timeout"}
    assert HEADLINE in report["came"]["/article"]["text"]
    assert report["stats"]["rasid/render/failed"] == 4
    assert report["stats"]["rasid/render/pages"] == 1


def without(tmp_path):
    return {"PATH": "", "HOME": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": ""}


@pytest.mark.parametrize("named", ["/nonexistent", ""], ids=["named_in_vain", "none_anywhere"])
def test_without_a_browser_plain_pages_still_arrive(site, tmp_path, named):
    report = crawl(
        site,
        drawn=("/", "/article"),
        plain=("/plain",),
        environment={**without(tmp_path), "RASID_CHROMIUM": named},
    )
    assert report["came"]["/plain"]["status"] == 200
    assert report["came"]["/"] == report["came"]["/article"] == {"failed": "no_browser"}
    assert report["stats"] == {"rasid/render/no_browser": 2}
    assert report["log"].count("no_browser") == 1
    assert report["loaded"] is False


def test_a_browser_that_does_not_start_is_none(site):
    report = crawl(site, drawn=("/", "/article"), plain=("/plain",), RASID_CHROMIUM="false")
    assert report["came"]["/plain"]["status"] == 200
    assert report["came"]["/"] == report["came"]["/article"] == {"failed": "no_browser"}
    assert report["stats"] == {"rasid/render/no_browser": 2}


def test_a_crawl_that_draws_nothing_loads_no_browser(site):
    report = crawl(site, plain=("/plain",))
    assert (report["loaded"], report["modules"], report["stats"]) == (False, [], {})
