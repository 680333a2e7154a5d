"""What a fetch of a URL would be allowed and why, told from the store alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.settings import Settings

from crawler import store
from crawler.calls.receipt import receipt_for
from crawler.core.site import SiteProfile
from crawler.store import store_of
from crawler.store.politeness import StoredHosts

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HOST = "windows.example"
INSIDE = "news.internal"
URL = f"https://{HOST}/news/1"
SITE = SiteProfile(name="windows", start_urls=(f"https://{HOST}/",), delay_s=2.0)
ROBOTS = b"User-agent: *\nCrawl-delay: 90\nContent-Signal: ai-train=no\nDisallow: /closed/\n"
TDM = b'[{"location": "/", "tdm-reservation": 1}]'


@pytest.fixture
def settings(tmp_path):
    values = {
        "RASID_DATA_DIR": str(tmp_path),
        "RASID_CONTACT": "ops@newsroom.test",
        "RASID_HOST_REQUESTS_MAX": "500",
    }
    opened = set(store._engines)
    yield Settings(values)
    for key in store._engines.keys() - opened:
        store._engines.pop(key).dispose()


@pytest.fixture
def hosts(settings):
    return StoredHosts(store_of(settings))


@pytest.fixture
def known(hosts):
    hosts.change(
        HOST, robots_body=ROBOTS, robots_fetched=NOW - timedelta(minutes=5), delay_s=30.0,
        tdm_body=TDM, tdm_fetched=NOW, next_at=NOW + timedelta(seconds=4),
    )  # fmt: skip
    return hosts


def receipt(settings, url=URL, site=SITE, now=NOW):
    return receipt_for(settings, url, site, now)


def test_nothing_known_is_said_and_no_store_is_made(settings, tmp_path):
    told = receipt(settings)
    assert (told.allowed, told.why) == (None, "robots.txt: not read yet")
    assert (told.guard, told.delay_s, told.request_budget) == ("when_connected", 2.0, 500)
    assert list(tmp_path.iterdir()) == []


def test_all_that_the_store_knows(settings, known):
    told = receipt(settings)
    assert told.allowed is True
    assert (told.delay_s, told.crawl_delay_s, told.robots_age_s) == (30.0, 90.0, 300.0)
    assert (told.tdm_reservation, told.content_signal) == ("1", "ai-train=no")
    assert told.next_turn == "2025-03-01T09:30:04+00:00"
    assert told.user_agent.endswith("(+ops@newsroom.test)")
    text = told.as_text()
    assert text.startswith(f"{URL}\n  allowed: robots.txt allows it")
    assert "robots.txt      fresh, read 5 min ago" in text
    assert "delay           30 s, Crawl-delay 90 s" in text
    assert "request budget  500 requests a run" in text
    assert json.loads(json.dumps(told.as_dict()))["robots_line"] is None


def test_the_line_that_forbids(settings, known):
    told = receipt(settings, f"https://{HOST}/closed/7")
    assert (told.allowed, told.why) == (False, "forbidden by robots.txt")
    assert (told.robots_line, told.robots_rule) == (4, "Disallow: /closed/")
    assert "fresh, line 4: Disallow: /closed/, read 5 min ago" in told.as_text()


@pytest.mark.parametrize(
    ("hours", "allowed", "state"),
    [
        (0.5, True, "fresh"),
        (5, True, "to be read again, holds if it does not answer"),
        (30, None, "too old, to be read again"),
    ],
)
def test_the_age_of_the_copy_counts(settings, known, hours, allowed, state):
    told = receipt(settings, now=NOW + timedelta(hours=hours))
    assert (told.allowed, told.robots) == (allowed, state)


def test_a_host_that_rests(settings, known):
    known.back_off(HOST, NOW + timedelta(minutes=10), "status 429, Retry-After", 1)
    told = receipt(settings)
    assert (told.allowed, told.why) == (False, "the host rests for 10 min more")
    assert "until 2025-03-01T09:40:00+00:00: status 429, Retry-After" in told.as_text()
    over = receipt(settings, now=NOW + timedelta(minutes=11))
    assert (over.allowed, over.backoff_until, over.backoff_reason) == (True, None, None)


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("http://127.0.0.1/", "loopback"),
        ("http:" + "//0xa9fea9fe/", "metadata"),
        ("http:" + "//[::ffff:10.0.0.1]/", "private"),
        ("file:///etc/hosts", "scheme"),
    ],
)
@pytest.mark.parametrize("site", [SITE, SiteProfile(name="any")])
def test_what_the_guard_refuses(settings, target, word, site):
    told = receipt(settings, target, site)
    assert (told.allowed, told.guard, told.why) == (False, word, f"guard: {word}")


@pytest.mark.parametrize(
    ("host", "guard"),
    [("8.8.8.8", "open"), ("cdn.example", "when_connected"), (INSIDE, "own")],
)
def test_what_it_lets_through(settings, host, guard):
    site = SiteProfile(name="inside", start_urls=(f"https://{INSIDE}/",))
    assert receipt(settings, f"https://{host}/", site).guard == guard


def test_a_name_is_judged_when_it_is_connected(settings, known):
    told = receipt(settings, site=SiteProfile(name="any"))
    assert told.why == "robots.txt allows it; its address is judged when it is connected"


def test_without_a_contact_only_loopback_is_asked(settings, known):
    settings.set("RASID_CONTACT", "")
    told = receipt(settings)
    assert (told.allowed, told.user_agent) == (False, None)
    assert "RASID_CONTACT is not set" in told.why
    assert "none: RASID_CONTACT is not set" in told.as_text()
    settings.set("RASID_HOST_REQUESTS_MAX", "0")
    assert "no limit" in receipt(settings).as_text()


def test_a_delay_that_cannot_be_is_the_profiles(settings):
    settings.set("RASID_DELAY_S", "0")
    assert receipt(settings).delay_s == 2.0
