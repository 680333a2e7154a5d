"""The middleware: what it asks of a browser or an endpoint, what it counts, what it refuses."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, TextResponse
from twisted.python.failure import Failure

from crawler.core.extract.state.recipe import Recipe
from crawler.middlewares.drawing import scroll_down, wait_until_drawn
from crawler.middlewares.render import Render
from crawler.walk.failures import failure_word
from crawler.walk.ways import DRAW, PLAIN, Wish

URL = "http://127.0.0.1/page"
ENDPOINT = "http://127.0.0.1/api/page"
HEADLINES = (
    "وصول سفينة قمح إلى الميناء",
    "افتتاح مدرسة جديدة في الحي",
    "أمطار غزيرة على المرتفعات",
)
ANSWER = {"items": [{"url": f"/news/{n}", "title": text} for n, text in enumerate(HEADLINES)]}


class Ways:
    """What a spider knows: this wish for all; `lessons` are still to be learned."""

    def __init__(self, wish=PLAIN, *, after=None, lessons=0):
        self.wish, self.after, self.lessons = wish, after, lessons

    def wish_for(self, url, kind):
        return self.wish

    def endpoint_of(self, url, kind, *, even_due=False):
        return self.after

    def is_open(self, url, kind):
        self.lessons -= 1
        return self.lessons >= 0


@pytest.fixture
def render(make_crawler):
    """Makes a middleware whose site is known this well, and whose endpoint gives this answer."""

    def make(ways=None, answer=None, program="/opt/chromium"):
        crawler = make_crawler()
        site = SimpleNamespace(pages_max=5)
        crawler.spider = SimpleNamespace(ways=ways, site=site)
        asked = []

        async def download_async(request):
            asked.append(request)
            if isinstance(answer, Exception):
                raise answer
            return answer

        crawler.engine = SimpleNamespace(download_async=download_async)
        made = Render(crawler, program)
        made.asked = asked
        return made

    return make


def ask(render, request):
    return asyncio.run(render.process_request(request))


def count(render, name):
    return render.crawler.stats.get_value(f"rasid/render/{name}")


def wanted(kind="article", **meta):
    return Request(URL, meta={"rasid_render": True, "rasid_kind": kind, **meta})


def given(status=200, body=None, **headers):
    kind = {"Content-Type": "application/json", "ETag": '"7"', **headers}
    text = json.dumps(ANSWER) if body is None else body
    return TextResponse(ENDPOINT, status=status, headers=kind, body=text.encode(), encoding="utf-8")


def test_a_plain_request_passes_untouched(render):
    request = Request(URL)
    assert ask(render(program=None), request) is None
    assert request.meta == {}


def test_a_wish_becomes_what_the_browser_reads(render):
    request = wanted()
    ask(render(), request)
    assert request.meta["playwright"] is True
    assert request.meta["playwright_context"] == "rasid"
    assert [method.method for method in request.meta["playwright_page_methods"]] == [
        wait_until_drawn
    ]
    assert request.meta["max_retry_times"] == 1


def test_a_listing_is_also_scrolled_as_far_as_its_pages_would_be_walked(render):
    request = wanted("listing")
    ask(render(), request)
    wait, scroll = request.meta["playwright_page_methods"]
    assert (wait.method, scroll.method, scroll.args) == (wait_until_drawn, scroll_down, (URL, 4))


def test_a_cap_on_retries_that_was_given_stays(render):
    request = wanted(max_retry_times=0)
    ask(render(), request)
    assert request.meta["max_retry_times"] == 0


def test_a_drawn_page_is_asked_whole(render):
    request = wanted()
    request.headers["If-None-Match"] = '"7"'
    ask(render(), request)
    assert "If-None-Match" not in request.headers


def test_without_a_browser_each_page_is_refused_counted_and_the_error_said_once(render, caplog):
    made = render(program=None)
    for _ in range(3):
        with pytest.raises(IgnoreRequest) as refused:
            ask(made, wanted())
    assert failure_word(Failure(refused.value)) == "no_browser"
    assert count(made, "no_browser") == 3
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "RASID_CHROMIUM" in caplog.text


def test_only_drawn_pages_are_counted_and_have_no_validators(render):
    made = render()
    request = wanted(playwright=True)
    drawn = HtmlResponse(URL, flags=["playwright"], headers={"ETag": '"7"', "Server": "x"})
    assert made.process_response(request, drawn) is drawn
    assert list(drawn.headers) == [b"Server"]
    made.process_response(request, HtmlResponse(URL, flags=["cached"]))
    made.process_response(Request(URL), HtmlResponse(URL))
    assert count(made, "pages") == 1


def test_a_page_that_failed_is_counted_and_a_refused_one_is_not_counted_twice(render):
    made = render()
    request = wanted(playwright=True)
    made.process_exception(request, OSError("no"))
    made.process_exception(request, IgnoreRequest("no_browser"))
    made.process_exception(Request(URL), OSError("no"))
    assert count(made, "failed") == 1


def test_the_setting_names_the_browser(make_crawler):
    crawler = make_crawler(RASID_CHROMIUM="/nowhere/chromium")
    assert Render.from_crawler(crawler).program is None


def page(**more):
    return Request(URL, meta={"rasid_kind": "listing"}, **more)


def test_what_is_known_decides_when_the_page_is_about_to_be_asked(render):
    drawn, plain = page(), page()
    ask(render(Ways(DRAW)), drawn)
    ask(render(Ways(PLAIN)), plain)
    assert (drawn.meta["rasid_render"], "rasid_render" in plain.meta) == (True, False)


def test_a_known_endpoint_gives_the_page_without_its_validators(render):
    made = render(Ways(Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))), given(Server="x"))
    response = ask(made, page())
    assert [request.url for request in made.asked] == [ENDPOINT]
    assert (response.url, response.flags, count(made, "api")) == (URL, ["api"], 1)
    assert set(response.headers) == {b"Content-Type", b"Server"}
    assert response.css("a::attr(href)").getall() == ["/news/0", "/news/1", "/news/2"]


@pytest.mark.parametrize("limit", [{}, {"download_maxsize": 9_000}])
def test_an_endpoint_has_the_limit_of_its_page_or_that_of_every_answer(render, limit):
    """None in its place was no limit at all, and an error where the answer was unpacked."""
    made = render(Ways(Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))), given())
    request = page()
    request.meta.update(limit)
    ask(made, request)
    (asked,) = made.asked
    assert {name: asked.meta[name] for name in asked.meta if name.startswith("download_")} == limit


@pytest.mark.parametrize(
    "answer",
    [
        given(404),
        given(body="<p>"),
        given(body='{"items": []}'),
        given(body="[" * 100_000),
        IgnoreRequest("robots"),
    ],
    ids=["missing", "no_json", "no_links", "deep", "forbidden"],
)
def test_an_endpoint_that_fails_leads_to_the_page_itself(render, answer):
    made = render(Ways(Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))), answer)
    request = page(headers={"If-None-Match": '"7"'})
    assert ask(made, request) is None
    assert request.meta["rasid_api_failed"] is True
    assert "If-None-Match" not in request.headers
    assert "playwright" not in request.meta
    assert count(made, "api_failed") == 1
    assert ask(made, request) is None  # and is not asked again
    assert len(made.asked) == 1


def test_without_a_browser_an_endpoint_that_is_due_for_a_check_still_serves(render):
    known = Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))
    made = render(Ways(DRAW, after=known), given(), program=None)
    assert ask(made, page()).flags == ["api"]
    assert count(made, "no_browser") is None


def test_half_a_character_in_an_answer_does_no_harm(render):
    items = [{"url": "/news/1", "title": "خبر \ud800 طويل من أخبار اليوم"}]
    made = render(
        Ways(Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))), given(body=json.dumps(items))
    )
    assert ask(made, page()).css("a::attr(href)").getall() == ["/news/1"]


def test_the_last_page_of_a_walk_may_have_no_links(render):
    made = render(Ways(Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))), given(body='{"i": []}'))
    response = ask(made, page(cb_kwargs={"number": 4}))
    assert response.css("a") == []


def test_pieces_of_a_listing_are_asked_as_they_are(render):
    request = page(cb_kwargs={"piece": True})
    assert ask(render(Ways(DRAW)), request) is None
    assert "playwright" not in request.meta


def test_the_third_page_of_a_form_waits_for_what_the_first_two_show(render):
    known = Wish(endpoint=ENDPOINT, recipe=Recipe(ENDPOINT))
    ways = Ways(DRAW, lessons=100)
    made = render(ways, given())
    ask(made, page())
    ask(made, page())
    assert made.asked == []
    ways.lessons, ways.after = 3, known
    assert ask(made, page()).flags == ["api"]
    assert ways.lessons == -1  # it looked again and again


def test_a_drawing_that_failed_makes_room(render):
    ways = Ways(DRAW, lessons=100)
    made = render(ways)
    for _ in range(9):
        request = page()
        ask(made, request)
        made.process_exception(request, OSError("no"))
    assert ways.lessons > 0
