"""A run is judged before the feed is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.core.site import Expectations, SiteProfile
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.extensions.signs import Signs
from crawler.extensions.watch import SURE_ARTICLES
from crawler.store import feed_of, store_of
from crawler.store.politeness import StoredHosts
from crawler.store.quarantine import Quarantine


def see(watch, articles, dated):
    signs = watch.crawler.get_extension(Signs)
    signs.counts.update({"seen/articles": articles, "seen/date": dated})


def states(watch):
    return [(each.run, each.state) for each in Quarantine(watch.engine).runs(state=None)]


def test_a_good_run_is_let_go(watch):
    see(watch, 30, 30)
    assert states(watch) == [("run-1", "judging")]
    watch.closed("finished")
    assert states(watch) == []
    assert watch.judgement.verdict == "healthy"
    assert watch.crawler.stats.get_value("rasid/run/verdict") == "healthy"


def test_a_doubted_run_is_held(watch):
    see(watch, 30, 3)
    watch.closed("finished")
    assert states(watch) == [("run-1", "held")]
    stats = watch.crawler.stats
    assert stats.get_value("rasid/run/verdict") == "drifting"
    assert stats.get_value("rasid/findings/coverage_date") == "error"
    assert stats.get_value("rasid/run/held") == 0


def test_a_long_run_is_published_once_it_is_sure(watch):
    assert watch.run == ""
    see(watch, SURE_ARTICLES, SURE_ARTICLES)
    watch.look()
    assert watch.run == "run-1"


def test_a_long_run_is_held_as_soon_as_it_is_doubted(watch):
    see(watch, SURE_ARTICLES, 0)
    watch.look()
    assert watch.run == ""
    assert states(watch) == [("run-1", "held")]
    watch.closed("finished")
    assert states(watch) == [("run-1", "held")]


def test_the_publisher_asks_first(watch, monkeypatch):
    publisher = watch.crawler.get_extension(FeedPublisher)
    asked = []
    monkeypatch.setattr(
        type(publisher.feed), "publishing", lambda _, *, run: asked.append(run) or []
    )
    publisher.publish()
    see(watch, SURE_ARTICLES, SURE_ARTICLES)
    publisher.publish()
    assert asked == ["", "run-1"]


@pytest.mark.parametrize("call", ["opened", "closed"])
def test_a_store_that_fails_is_a_failure_of_the_machine(watch, monkeypatch, call):
    def fails(*_given):
        raise MachineError("disk full")

    for name in ("begin", "let_go"):
        monkeypatch.setattr(watch.quarantine, name, fails)
    getattr(watch, call)(*(["finished"] if call == "closed" else []))
    assert watch.crawler.stats.get_value("rasid/machine/exit_code") == 74


def test_what_cannot_be_held_stays_unpublished(watch, monkeypatch):
    def fails(*_given):
        raise MachineError("disk full")

    monkeypatch.setattr(watch.quarantine, "hold", fails)
    see(watch, 30, 0)
    watch.closed("finished")
    assert watch.run == ""
    assert states(watch) == [("run-1", "judging")]
    assert feed_of(watch.crawler.settings).publish() == []


@pytest.mark.parametrize(
    ("number", "reason", "checks"),
    [(None, "finished", ["too_few"]), (15, "finished", []), (None, "budget", [])],
)
def test_only_a_run_that_came_to_its_end_can_have_too_few(
    watch, monkeypatch, number, reason, checks
):
    monkeypatch.setattr(crawl.stopped_by, "number", number)
    site = watch.crawler.spider.site
    watch.crawler.spider.site = replace(site, expect=Expectations(articles_min=99))
    see(watch, 30, 30)
    watch.closed(reason)
    assert [finding.check for finding in watch.judgement.findings] == checks


def test_a_source_without_a_profile(watch):
    watch.crawler.spider.site = SiteProfile(name="windows")
    watch.closed("finished")
    assert watch.figures["robots"] is None


def test_the_store_is_that_of_the_settings(watch):
    assert watch.engine is store_of(watch.crawler.settings)


def test_little_that_was_seen_is_not_judged_before_the_end(watch):
    see(watch, SURE_ARTICLES - 1, 0)
    watch.look()
    assert states(watch) == [("run-1", "judging")]


@pytest.mark.parametrize("named", ["start_urls", "feeds", "sitemaps"])
def test_what_keeps_a_run_away_from_the_first_host_is_among_its_figures(watch, named):
    watch.crawler.spider.site = SiteProfile(name="windows", **{named: ("https://rest.example/a",)})
    body = b"User-agent: *\nDisallow: /\n"
    StoredHosts(watch.engine).change("rest.example", robots_body=body, backoff_reason="http_503")
    watch.closed("finished")
    assert watch.figures["backoff"] == "http_503"
    assert watch.figures["robots"]


def test_what_is_known_of_the_host_is_empty_where_the_store_cannot_say_it(watch, monkeypatch):
    def fails(*_given):
        raise MachineError("disk full")

    monkeypatch.setattr(StoredHosts, "read", fails)
    watch.closed("finished")
    assert (watch.figures["robots"], watch.figures["backoff"]) == (None, None)
    assert watch.crawler.stats.get_value("rasid/machine/exit_code") == 74
