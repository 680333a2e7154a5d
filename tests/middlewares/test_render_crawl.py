"""Real crawls with a real Chromium: what is drawn, what it cannot reach, and life without one."""

from __future__ import annotations

import json
import os

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from crawler.middlewares.browser import find_chromium
from tests.commandline import completed
from tests.fixed_site import FixedSite, serving
from tests.middlewares import render_site
from tests.middlewares.render_site import HEADLINE, PARAGRAPHS, WAYS, scripted

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
    with serving(FixedSite()) as other:
        yield other


@pytest.fixture
def site(stranger):
    port = stranger.address.partition(":")[2]
    with serving(scripted(f"localhost:{port}")) as made:
        yield made


def crawl(site, drawn=(), plain=(), **more):
    """The report of `render_crawl`, run in a process of its own."""
    asked = {
        "drawn": [f"http://{site.address}{path}" for path in drawn],
        "plain": [f"http://{site.address}{path}" for path in plain],
        "hosts": more.pop("hosts", ("127.0.0.1",)),
        "own": [f"http://{site.address}/", *more.pop("own", ())],
        "broken": more.pop("broken", ""),
        "kill_after": more.pop("kill_after", -1),
    }
    environment = more.pop("environment", {})
    told = json.dumps(asked | {"settings": more})
    done = completed(told, program="tests.middlewares.render_crawl", **environment)
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


@pytest.fixture
def forbidden():
    """Another address of this machine, which no crawl may reach."""
    with serving(FixedSite(), "127.0.0.9") as other:
        yield other


def test_no_way_leads_to_a_forbidden_address(chromium, forbidden):
    with serving(scripted(forbidden.address)) as site:
        report = crawl(site, drawn=("/doors", "/to/navigation"), LOG_LEVEL="WARNING")
    assert PARAGRAPHS[0] in report["came"]["/doors"]["text"]  # its script ran to the end
    assert report["came"]["/to/navigation"] == {"failed": "guard"}
    assert (forbidden.connections, forbidden.asked) == (0, [])
    assert {"/to/image-redirect", "/to/fetch-redirect"} & set(site.asked)
    assert report["stats"]["rasid/guard/refused/loopback"] > 3
    assert report["log"].count("guard: '127.0.0.9' is not asked: loopback") == 1


def test_without_the_walls_the_routes_of_the_page_let_it_through(chromium, forbidden):
    with serving(scripted(forbidden.address)) as site:
        crawl(site, drawn=("/doors", "/to/navigation"), broken="both")
    reached = {path.strip("/?") for path in forbidden.asked}
    assert len(reached) >= 4, reached
    assert reached <= set(WAYS)


@pytest.mark.parametrize("broken", ["rules", "proxy"])
def test_each_wall_alone_holds(chromium, forbidden, broken):
    with serving(scripted(forbidden.address)) as site:
        report = crawl(site, drawn=("/doors",), broken=broken)
    drawn = PARAGRAPHS[0] in report["came"]["/doors"].get("text", "")
    assert drawn is (broken == "rules")  # without the proxy nothing is reached at all
    assert forbidden.connections == 0


def test_a_page_reaches_no_host_but_its_own(chromium, site, stranger):
    report = crawl(site, drawn=("/doors", "/away"))
    assert report["came"]["/away"] == {"failed": "guard"}
    assert stranger.connections == 0
    assert not {"/popup", "/service-worker.js"} & set(site.asked)


def test_the_same_page_reaches_a_host_that_is_one_of_the_sites(chromium, site, stranger):
    own = (f"http://{stranger.address.replace('127.0.0.1', 'localhost')}/",)
    crawl(site, drawn=("/doors", "/away"), hosts=("127.0.0.1", "localhost"), own=own)  # the control
    assert {"/fetch", "/worker", "/socket", "/away"} <= set(stranger.asked)
    assert not {"/image", "/beacon", "/popup", "/frame"} & set(stranger.asked)  # on any host


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
