"""Which way a script-built page is asked for, and what pages change about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.state.known import RUNS_MAX, Known
from crawler.core.extract.state.recipe import Recipe
from crawler.core.site import SiteProfile
from crawler.walk.ways import DRAW, PLAIN, Ways, Wish

SITE = "http://windows.example"
NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)
TITLES = (
    "وصول سفينة قمح إلى الميناء",
    "افتتاح مدرسة جديدة في الحي القديم",
    "انخفاض أسعار السمك في السوق",
)
ITEMS = [{"id": 100 + n, "title": title} for n, title in enumerate(TITLES)]
ANSWER = f"{SITE}/api/latest", json.dumps({"items": ITEMS}).encode()
LINK = "/n/{id}"


class Records:
    """The store in memory."""

    def __init__(self, listing=None, article=None):
        rows = {("listing", "/"): listing, ("article", "/n/#"): article}
        self.rows = {key: known for key, known in rows.items() if known}

    def read(self):
        return dict(self.rows)

    def write(self, changed, now):
        assert now == NOW
        for key, known in changed.items():
            if known is None:
                self.rows.pop(key, None)
            else:
                self.rows[key] = known


def ways(records=None, render="auto"):
    site = SiteProfile(name="windows", start_urls=(f"{SITE}/",), render=render)
    return Ways(site, records or Records())


def drawn(path="/", more=""):
    links = "".join(f'<h2><a href="/n/{each["id"]}">{each["title"]}</a></h2>' for each in ITEMS)
    return Page(links + more, SITE + path)


def shell(data, path="/"):
    text = json.dumps(data)
    return Page(f'<div id="app"></div><script type="application/json">{text}</script>', SITE + path)


def test_the_profile_decides_where_it_does():
    assert ways(render="always").wish_for(f"{SITE}/", "listing") == DRAW
    assert ways(render="never").wish_for(f"{SITE}/", "listing") == PLAIN
    assert ways(render="always").wish_for(f"{SITE}/feed", "feed") == PLAIN


def test_a_page_of_which_nothing_is_known_is_asked_plain_then_drawn_then_from_its_endpoint():
    records, home = Records(), f"{SITE}/"
    known = ways(records)
    assert known.wish_for(home, "listing") == PLAIN
    known.needs_drawing("listing", home)
    assert known.wish_for(home, "listing") == DRAW
    known.learn(drawn(), "listing", home, [(f"{SITE}/x", b"{"), ANSWER])
    recipe = Recipe(ANSWER[0], LINK)
    assert known.wish_for(home, "listing") == Wish(endpoint=ANSWER[0], recipe=recipe)
    known.flush(NOW)
    assert records.rows["listing", "/"].way == "api"


def story(number):
    text = (
        "أعلنت إدارة الميناء صباح اليوم وصول سفينة تحمل ثلاثين ألف طن من القمح المستورد من الخارج."
    )
    other = "وقالت الإدارة إن عملية التفريغ تبدأ فور انتهاء الفحص المخبري وتستمر أربعة أيام كاملة."
    url = f"{SITE}/n/{number}"
    page = Page(f"<h1>{TITLES[0]}</h1><p>{text}</p><p>{other}</p>", url)
    body = {"title": TITLES[0], "body": f"<p>{text}</p><p>{other}</p>"}
    return page, url, [(f"{SITE}/api/n/{number}", json.dumps(body).encode())]


def test_two_articles_have_to_show_their_endpoint_before_it_is_used_for_a_third():
    known = ways()
    for number in (7, 8):
        assert known.wish_for(f"{SITE}/n/9", "article") == (PLAIN if number == 7 else DRAW)
        assert known.is_open(f"{SITE}/n/9", "article")
        page, url, asked = story(number)
        known.learn(page, "article", url, asked)
    assert known.wish_for(f"{SITE}/n/9", "article").endpoint == f"{SITE}/api/n/9"
    assert not known.is_open(f"{SITE}/n/9", "article")


def test_another_section_is_tried_by_the_same_endpoint_and_remembered_when_it_works():
    recipe = Recipe(f"{SITE}/api/{{1}}")
    records = Records(article=Known("api", f"{SITE}/n/1", recipe, pages=2))
    known, url = ways(records), f"{SITE}/sport/5"
    assert known.wish_for(url, "article") == Wish(endpoint=f"{SITE}/api/5", recipe=recipe)
    known.worked("article", url)
    known.flush(NOW)
    assert records.rows["article", "/sport/#"].way == "api"
    assert known.wish_for(f"{SITE}/sport/a/b", "article") == PLAIN


def test_an_endpoint_that_fails_twice_is_given_up():
    recipe = Recipe(ANSWER[0], LINK)
    records = Records(listing=Known("api", f"{SITE}/", recipe))
    known = ways(records)
    known.failed("listing", f"{SITE}/")
    assert known.wish_for(f"{SITE}/", "listing").endpoint
    known.failed("listing", f"{SITE}/")
    assert known.wish_for(f"{SITE}/", "listing") == DRAW
    known.flush(NOW)
    assert records.rows["listing", "/"].way == "drawn"


def test_after_many_runs_one_page_is_asked_as_if_nothing_were_known():
    records = Records(listing=Known("drawn", f"{SITE}/", runs=RUNS_MAX - 1))
    known = ways(records)
    assert known.wish_for(f"{SITE}/", "listing") == DRAW
    known.flush(NOW)
    known = ways(records)
    assert [known.wish_for(f"{SITE}/", "listing") for _ in "ab"] == [PLAIN, DRAW]
    known.is_static("listing", f"{SITE}/")
    known.flush(NOW)
    assert records.rows == {}


def test_an_endpoint_that_is_due_is_used_only_where_no_browser_can_check_it():
    recipe = Recipe(ANSWER[0], LINK)
    known = ways(Records(listing=Known("api", f"{SITE}/", recipe, runs=RUNS_MAX)))
    assert known.endpoint_of(f"{SITE}/", "listing") is None
    assert known.endpoint_of(f"{SITE}/", "listing", even_due=True).endpoint == ANSWER[0]


def test_a_run_that_changes_nothing_only_counts_itself():
    records = Records(listing=Known("drawn", f"{SITE}/"), article=Known("drawn", f"{SITE}/n/1"))
    known = ways(records)
    known.wish_for(f"{SITE}/", "listing")
    known.flush(NOW)
    known.flush(NOW)
    assert (records.rows["listing", "/"].runs, records.rows["article", "/n/#"].runs) == (1, 0)


def test_data_in_a_page_that_has_no_next_are_believed_after_it_was_drawn():
    known, home = ways(), f"{SITE}/"
    data = shell({"items": ITEMS})
    assert known.from_state(data, "listing", home, first=True) is None
    more = f'<a rel="next" href="/?page=2">x</a><script type="application/json">{json.dumps(ITEMS)}'
    known.learn(drawn(more=more), "listing", home, [])
    made = known.from_state(data, "listing", home, first=True)
    links = [node.attributes["href"] for node in made.tree.css("a")]
    assert links == ["/n/100", "/n/101", "/n/102"]
    known.state_worked("listing", home)
    assert known.wish_for(home, "listing") == PLAIN


def test_an_article_in_its_page_needs_no_lesson():
    records = Records()
    known = ways(records)
    _, url, asked = story(7)
    made = known.from_state(shell(json.loads(asked[0][1]), "/n/7"), "article", url, first=True)
    assert made.tree.css_first("h1").text() == TITLES[0]
    known.state_worked("article", url)
    known.flush(NOW)
    assert records.rows["article", "/n/#"].way == "state"


def test_pieces_are_read_by_the_recipe_of_their_listing():
    recipe = Recipe(f"{SITE}/api?page=1", LINK, {"param": "page", "step": 1, "first": 1})
    known = ways(Records(listing=Known("api", f"{SITE}/", recipe)))
    url = f"{SITE}/api?page=3"
    assert known.is_endpoint(url)
    assert '"/n/101"' in known.piece(json.dumps(ITEMS).encode(), url)
    assert "page=4" in known.piece(json.dumps(ITEMS).encode(), url)
    assert known.piece(b"<p>", url) is None
    assert known.piece(b"[]", f"{SITE}/other") is None


@pytest.mark.parametrize("render", ["always", "never"])
def test_nothing_is_learned_where_the_profile_decides(render):
    records = Records()
    known = ways(records, render)
    known.learn(drawn(), "listing", f"{SITE}/", [ANSWER])
    known.needs_drawing("listing", f"{SITE}/")
    known.flush(NOW)
    assert records.rows == {}
