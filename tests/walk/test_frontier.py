"""One fetch for an article, and when a listing has told its news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from crawler.core.article import identifier_of
from crawler.core.urls import canonical_url
from crawler.store import store_of
from crawler.store.seen import Seen
from crawler.walk import frontier
from crawler.walk.frontier import Frontier
from pipelines.store_article import StoreArticle

START = datetime(2025, 3, 1, 9, tzinfo=UTC)
A, B, C = (f"https://windows.example/{name}" for name in "abc")


@pytest.fixture
def clock():
    return SimpleNamespace(now=START)


@pytest.fixture
def make(make_crawler, clock):
    """A frontier as each run makes its own, on one store."""
    seen = Seen(store_of(make_crawler().settings))
    return lambda: Frontier(seen, "windows", lambda: clock.now)


@pytest.fixture
def publish(make_crawler, make_article):
    def put(*urls):
        step = StoreArticle.from_crawler(_with_spider(make_crawler()))
        for url in urls:
            step.process_item(make_article(url=canonical_url(url), articleBody=f"نص {url}"))
        step.close_spider()

    return put


def _with_spider(crawler):
    crawler.spider = SimpleNamespace(source="windows")
    return crawler


def test_new_addresses_are_taken_once_in_their_order(make):
    run = make()
    taken = run.take([B, A, B, f"{A}?utm_source=x"])
    assert taken.urls == (B, f"{A}?utm_source=x")
    assert (taken.known, taken.postponed, taken.told) == (0, 0, False)
    assert run.take([A, C]).urls == (C,)


def test_what_the_store_has_is_known_and_a_page_of_it_has_told_its_news(make, publish):
    publish(A, B)
    run = make()
    taken = run.take([A, B])
    assert (taken.urls, taken.known, taken.told) == ((), 2, True)
    mixed = run.take([A, C])
    assert (mixed.urls, mixed.known, mixed.told) == ((C,), 0, False)


def test_what_this_run_took_elsewhere_is_news_of_this_run(make):
    run = make()
    run.take([A])
    assert run.take([A]).told is False


def test_a_page_without_links_has_told_nothing(make):
    assert make().take([]).told is False


def test_a_visit_that_came_to_nothing_is_postponed_until_it_is_due(make, clock):
    first = make()
    first.note(A, "not_an_article")
    first.flush()

    taken = make().take([A])
    assert (taken.urls, taken.postponed, taken.told) == ((), 1, True)
    clock.now += timedelta(days=2)
    assert make().take([A]).urls == (A,)


def test_a_failed_article_is_due_later_and_can_be_claimed_once(make, clock):
    first = make()
    first.note(A, "failed")
    first.flush()
    run = make()
    assert run.due(10) == []

    clock.now += timedelta(hours=1)
    assert run.due(10) == [A]
    assert run.claim(A)
    assert not run.claim(f"{A}#again")
    assert run.take([A]).urls == ()


def test_articles_of_another_source_are_not_due_here(make_crawler, clock):
    seen = Seen(store_of(make_crawler().settings))
    other = Frontier(seen, "other", lambda: clock.now)
    other.note(A, "failed")
    other.flush()
    clock.now += timedelta(days=1)
    assert Frontier(seen, "windows", lambda: clock.now).due(10) == []
    assert other.due(10) == [A]


def test_a_section_that_was_no_listing_is_postponed(make):
    run = make()
    assert not run.is_postponed(A)
    run.note(A, "not_a_listing")
    run.flush()
    assert run.is_postponed(A)


def test_notes_are_written_in_groups(make, monkeypatch):
    monkeypatch.setattr(frontier, "NOTES_MAX", 2)
    run = make()
    run.note(A, "failed")
    assert not run.is_postponed(A)
    run.note(B, "failed")
    assert run.is_postponed(A)
    assert run.is_postponed(B)
    run.flush()


def test_the_store_is_asked_once_for_a_page():
    class Counting:
        asked = 0

        def decided(self, identifiers, now):
            self.asked += 1
            return {identifier_of(canonical_url(A))} & set(identifiers), set()

    seen = Counting()
    run = Frontier(seen, "windows", lambda: START)
    run.take([A, B, C])
    assert seen.asked == 1


# --- addresses that repeat others -----------------------------------------------------------------

HISTORY = [
    (f"https://windows.example/news/{n}?visit={visit}", f"text {n}")
    for n in range(1, 4)
    for visit in "ab"
]


def news(number, visit):
    return f"https://windows.example/news/{number}?visit={visit}"


@pytest.fixture
def learned(make_crawler, clock):
    seen = Seen(store_of(make_crawler().settings))
    return Frontier(seen, "windows", lambda: clock.now, HISTORY)


def test_what_repeats_another_is_not_taken_and_counted_once(learned):
    taken = learned.take([news(1, "c"), news(8, "a"), news(8, "b")])
    assert taken.urls == (news(8, "a"),)
    assert taken.told is False
    assert learned.take([news(1, "c"), news(8, "b")]).told is True
    assert learned.traps == {"parameter": 2}
    assert learned.audits == 0


def test_it_is_taken_when_the_other_gave_no_article(learned):
    learned.take([news(8, "a"), news(8, "b")])
    learned.note(news(8, "a"), "gone")
    assert learned.take([news(8, "b")]).urls == (news(8, "b"),)


def test_articles_of_this_run_teach_too(make):
    run = make()
    for url, content in HISTORY:
        run.take([url])
        run.observe(url, content)
    assert run.take([news(2, "c")]).urls == ()


def test_a_parameter_that_matters_loses_nothing(make):
    run = make()
    urls = [news(n, visit) for n in range(20) for visit in "abc"]
    for url in urls:
        assert run.take([url]).urls == (url,)
        run.observe(url, f"text of {url}")
    assert run.traps == {}


def test_a_box_of_the_newest_on_every_page_does_not_keep_a_walk_going(make, publish):
    publish(B, C)
    run = make()
    assert not run.take([A], walk="list").told  # the first page: A is new
    assert run.take([A, B], walk="list").told  # A in the box, below it what is known
    assert not run.take([A, C], walk="other").told  # a walk that shows A for the first time
    assert not run.take([A, C], walk="other").told  # nothing of its own: it is repeated


def test_a_page_that_shows_only_what_its_walk_has_shown_is_repeated(make):
    run = make()
    assert not run.take([A, B], walk="list").repeated
    assert run.take([B, A], walk="list").repeated
    assert not run.take([B], walk="other").repeated
    assert not run.take([B, C], walk="list").repeated
    assert not run.take([B]).repeated
    empty = run.take([], walk="list")
    assert (empty.repeated, empty.has_links) == (False, False)


def test_what_a_walk_has_shown_is_held_without_its_names(make):
    frontier = make()
    for number in range(3):
        frontier.take([f"https://a.example/{number}"], walk=f"https://a.example/section/{number}")
    assert [len(shown._held) for shown in frontier._shown.values()] == [1, 1, 1]
    assert not any(shown._recent for shown in frontier._shown.values())


def test_a_list_without_end_is_taken_in_parts(make, publish, monkeypatch):
    monkeypatch.setattr(frontier, "NEW_MAX", 2)
    assert make().take([A, B, C]).over == 0  # a feed has an end
    taken = make().take([A, B, C], walk="list")
    assert (taken.urls, taken.over, taken.told) == ((A, B), 1, False)
    publish(A, B)
    assert make().take([A, B, C]).urls == (C,)


def test_a_loop_is_known_by_its_end(make, publish):
    publish("https://windows.example/news/5")
    run = make()
    taken = run.take(["https://windows.example/news/news/news/5", A])
    assert (taken.urls, taken.known) == ((A,), 0)
    assert run.traps == {"loop": 1}


def test_what_is_like_another_is_asked_after_it(make):
    taken = make().take([news(8, "a"), A, news(8, "b"), f"{A}/9/one", f"{A}/9/two"])
    assert len(taken.urls) == 5
    assert taken.kin == {news(8, "b"), f"{A}/9/two"}


def test_what_waits_is_overtaken_and_wanted_when_the_other_failed(make):
    run = make()
    run.take([news(7, "a"), news(7, "b"), *(news(8, visit) for visit in "abcd")])
    for url, content in HISTORY:
        run.observe(url, content)
    assert run.is_overtaken(news(7, "b")) is False  # to hold the rule against it
    assert [run.is_overtaken(news(8, visit)) for visit in "abcd"] == [False, False, True, False]
    run.note(news(8, "a"), "gone")
    run.note(news(8, "b"), "gone")
    run.note(news(8, "d"), "gone")
    assert run.wanted_again() == [news(8, "c")]
    assert run.traps == {}
