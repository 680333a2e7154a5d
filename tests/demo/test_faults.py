"""The faults of the embedded aggregator, one by one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from crawler.core.extract.article import extract_article
from crawler.demo.aggregator import Aggregator
from crawler.demo.faults import FAULTS, FREE_BEFORE_STORM, NEW_HOST, Health
from crawler.demo.server import FAULT, serving
from crawler.demo.website import Website

NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)
BASE = "http://127.0.0.1:1/"


@pytest.fixture(scope="module")
def website():
    return Website(Aggregator(now=NOW, markup="cards", articles=30, feeds=False), BASE)


@pytest.fixture
def ask(website):
    """Asks a sick site for its start page, an article or its robots.txt."""
    health = Health(website.is_article)
    article = next(iter(website.aggregator.truth()))
    targets = {"home": "/", "article": article, "robots": "/robots.txt"}

    def asking(fault, what):
        health.fall(fault)
        return health.seen(website.reply(targets[what]), targets[what])

    asking.health, asking.targets = health, targets
    return asking


def text(reply, encoding="utf-8"):
    return reply.body.decode(encoding)


def test_without_a_fault_nothing_changes(ask, website):
    assert ask("", "article") == website.reply(ask.targets["article"])


def test_an_address_of_an_article_is_known(website):
    assert website.is_article(next(iter(website.aggregator.truth())))
    assert not website.is_article("/")


def test_classes_are_renamed(ask):
    page = text(ask("renamed_classes", "article"))
    assert 'class="v2-card v2-card--full"' in page
    assert 'class="card' not in page


@pytest.mark.parametrize(
    ("fault", "what", "status", "says"),
    [
        ("soft_404", "article", 200, "غير موجودة"),
        ("challenge", "home", 403, "Just a moment"),
        ("challenge", "article", 403, "Just a moment"),
        ("parked", "home", 200, "for sale"),
        ("date_format", "article", 200, "الدورة السابعة"),
        ("robots_change", "robots", 200, "Disallow: /\n"),
    ],
)
def test_what_is_answered(ask, fault, what, status, says):
    reply = ask(fault, what)
    assert reply.status == status
    assert says in text(reply)


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ("soft_404", "home"),
        ("challenge", "robots"),
        ("parked", "robots"),
        ("storm_429", "robots"),
        ("robots_change", "home"),
    ],
)
def test_what_stays_as_it_is(ask, website, fault, what):
    assert ask(fault, what) == website.reply(ask.targets[what])


def test_an_article_without_its_date_is_still_one(ask, website):
    def read(fault):
        page = text(ask(fault, "article"))
        return extract_article(page, BASE + "1", observed_at=NOW)

    assert read("").datePublishedEarliest
    assert read("date_format").headline == read("").headline
    assert read("date_format").datePublishedEarliest is None


def test_the_header_lies_about_the_encoding(ask):
    reply = ask("charset_flip", "article")
    assert reply.content_type == "text/html; charset=utf-8"
    assert "مشاركة" in text(reply, "cp1256")
    with pytest.raises(UnicodeDecodeError):
        text(reply)


def test_a_storm_begins_after_some_pages(ask, website):
    ask("storm_429", "robots")
    answers = [ask.health.seen(website.reply("/"), "/") for _ in range(FREE_BEFORE_STORM + 2)]
    assert [each.status for each in answers][-2:] == [429, 429]
    assert answers[0].status == 200
    assert answers[-1].headers == (("Retry-After", "600"),)


def test_the_site_moves(ask):
    reply = ask("moved", "home")
    assert (reply.status, reply.headers) == (301, (("Location", NEW_HOST),))


def test_the_server_falls_sick_and_is_well_again():
    site = Aggregator(now=NOW, markup="cards", articles=20, feeds=False)
    with serving(site) as url:
        address = url.rstrip("/") + FAULT

        def fall(name):
            with urlopen(f"{address}?name={name}") as answer:
                return json.load(answer)

        assert fall("parked") == {"fault": "parked"}
        with urlopen(url) as answer:
            assert b"for sale" in answer.read()
        with pytest.raises(HTTPError) as unknown:
            fall("sadness")
        assert json.load(unknown.value) == {"faults": sorted(FAULTS)}
        unknown.value.close()
        assert fall("") == {"fault": ""}
        with urlopen(url) as answer:
            assert b"for sale" not in answer.read()
