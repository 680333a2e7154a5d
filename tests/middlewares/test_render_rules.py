"""With a real Chromium: data that a page asks for, frames of other hosts, lost browsers."""

from __future__ import annotations

from tests.middlewares.render_site import ARTICLE, PARAGRAPHS
from tests.middlewares.test_render_crawl import chromium, crawl, pytestmark, site, stranger

__all__ = ["chromium", "pytestmark", "site", "stranger"]
OBEYING = {
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.middlewares.robots.RobotsTxt": 100,
        "crawler.middlewares.polite_requests.PoliteRequests": 560,
        "crawler.middlewares.render.Render": 950,
    },
    "ROBOTSTXT_OBEY": True,
    "RASID_HOST_REQUESTS_MAX": 1000,
}
ROUNDS_MAX = 3  # a browser may die when no page is being drawn
ASKS = (
    '<script>fetch("/closed/{0}").catch(() => 0); fetch("/to-closed-{0}").catch(() => 0);</script>'
)
BOXED = """<iframe src="data:text/html,<script>
fetch('http://ADDRESS/closed/data', {mode: 'no-cors'}).catch(() => 0);</script>"></iframe>
<iframe sandbox="allow-scripts" srcdoc="<script>
fetch('http://ADDRESS/closed/boxed', {mode: 'no-cors'}).catch(() => 0);</script>"></iframe><script>
new Worker(URL.createObjectURL(new Blob([
  'fetch("http://ADDRESS/closed/worker", {mode: "no-cors"}).catch(() => 0)'])));</script>"""
OWN = {"/closed/1", "/closed/own", "/closed/own-on", "/closed/worker"}
INNER = {
    "/inner",
    "/closed/far",
    "/closed/far-on",
    "/closed/frame",
    "/closed/boxed",
    "/closed/data",
}


def add_cross(site):
    """A page whose frame is another host of the site: Chromium gives it a process of its own."""
    port = site.address.partition(":")[2]
    inner = ASKS.format("far") + '<iframe src="/closed/frame"></iframe>'
    outer = f'{ASKS.format("own")}<iframe src="http://localhost:{port}/inner"></iframe>'
    outer += BOXED.replace("ADDRESS", site.address)
    site.page("/inner", f"<p>إطار</p>{inner}")
    site.page("/cross", ARTICLE.replace('<div id="app">', f'{outer}<div id="app">'))
    for name in ("own", "far"):
        site.page(f"/to-closed-{name}", "", status=302, Location=f"/closed/{name}-on")
    return {"hosts": ("127.0.0.1", "localhost"), "own": (f"http://localhost:{port}/",)}


def test_no_script_and_no_frame_of_a_drawn_page_asks_what_robots_txt_forbids(chromium, site):
    report = crawl(site, drawn=("/cross", "/to-closed"), **add_cross(site), **OBEYING)
    assert PARAGRAPHS[0] in report["came"]["/cross"]["text"]
    assert report["came"]["/to-closed"] == {"failed": "robots"}
    assert "/api/article" in site.asked
    assert not (OWN | INNER) & set(site.asked)
    assert report["stats"]["rasid/render/refused"] >= 3
    assert report["stats"]["rasid/render/requests"] >= 2  # the data, and one that was sent on


def test_without_the_rules_they_are_all_asked(chromium, site):
    cross = add_cross(site)
    crawl(site, drawn=("/cross", "/to-closed"), broken="frames", **cross)  # the control
    assert set(site.asked) >= OWN | INNER


def add_many(site, number):
    """Pages that are drawn, each of another address."""
    paths = tuple(f"/article-{each}" for each in range(number))
    site.pages |= dict.fromkeys(paths, site.pages["/article"])
    return paths


def test_a_browser_that_is_killed_is_started_again_and_no_page_is_lost(chromium, site):
    paths = add_many(site, 12)
    lost = 0
    for _ in range(ROUNDS_MAX):
        site.asked.clear()
        report = crawl(site, drawn=paths, kill_after=3, RETRY_ENABLED=True)
        assert {each["status"] for each in report["came"].values()} == {200}
        drawn = [path for path in site.asked if path.startswith("/article-")]
        assert report["stats"]["playwright/browser_count"] == 2
        assert report["stats"]["rasid/render/pages"] == len(paths)
        lost = report["stats"].get("rasid/render/lost", 0)
        assert set(drawn) == set(paths)
        assert len(drawn) < 2 * len(paths)  # those in flight come again, not all
        if lost:
            break
    assert 1 <= lost < len(paths)


def test_a_browser_that_grew_is_started_anew_between_two_pages(chromium, site):
    paths = add_many(site, 12)
    report = crawl(site, drawn=paths, RASID_BROWSER_MB="1")
    assert report["stats"]["rasid/render/restarts"] == 1  # after eight pages
    assert report["stats"]["playwright/browser_count"] == 2
    assert report["stats"]["rasid/render/pages"] == len(paths)
    assert len([path for path in site.asked if path.startswith("/article-")]) == len(paths)
