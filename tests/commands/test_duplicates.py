"""`scrapy duplicates`: groups, pairs and sites, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import update

from crawler.core.article import identifier_of
from crawler.demo.story import story_of
from crawler.store import sketches_of
from crawler.store.database import writing
from crawler.store.schema import articles
from pipelines.store_article import StoreArticle

SEED = 11
SITES = ("windows", "mirror")
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def _told(slot, host):
    """What an article of that story says, at an address of that host."""
    story = story_of(SEED, slot)
    return {
        "url": f"https://{host}/{slot}",
        "headline": story.headline,
        "articleBody": "\n\n".join(story.paragraphs),
    }


@pytest.fixture
def run(run):
    """Runs `scrapy duplicates`."""
    return partial(run, "duplicates")


@pytest.fixture
def stored(settings, make_crawler, make_article):
    """Four stories at two sites, and two issues of a daily template at one."""
    from crawler.store.outbox import Outbox

    slots = [slot for slot in range(12) if story_of(SEED, slot).kind == "story"][:4]
    daily = [slot for slot in range(97) if slot % 48 == 20]
    known = sketches_of(settings)
    for site in SITES:
        step = StoreArticle(make_crawler().stats, Outbox(known.engine, sketches=known), site, known)
        for slot in slots + (daily if site == "windows" else []):
            step.process_item(make_article(**_told(slot, f"{site}.example")))
        step.close_spider()
    return [f"https://windows.example/{slot}" for slot in (*slots, *daily)]


def test_the_group_of_an_article_and_of_its_copy(run, stored):
    code, out, _ = run(stored[0], "--json")
    group = json.loads(out)
    assert code == 0
    assert group["head"]["url"] == stored[0]
    assert [(each["site"], each["relation"]) for each in group["members"]] == [("mirror", "same")]
    assert "pair" not in group

    copy = group["members"][0]["identifier"]
    again = json.loads(run(copy, "--json")[1])
    assert again["head"] == group["head"]
    assert again["pair"]["reason"] == "exact"
    assert again["pair"]["later"]["identifier"] == copy


def test_a_person_reads_it(run, stored):
    copy = identifier_of(stored[0].replace("windows", "mirror"))
    _, out, _ = run(copy)
    assert "2 article(s) of 2 site(s) tell this story:" in out
    assert "same      1.00 recorded" in out
    assert "relation same (exact): they say the same, word for word" in out
    assert "\u2068" in out
    assert all(line == line.rstrip("\r\n") for line in out.splitlines())


def test_a_pair_that_is_no_copy_and_why(run, stored):
    _, out, _ = run(stored[4], stored[5])
    assert "relation template (" in out
    assert "only in the later" in out
    _, out, _ = run(stored[4], "--json")
    siblings = json.loads(out)["siblings"]
    assert [each["relation"] for each in siblings] == ["template"]
    _, out, _ = run(stored[4])
    assert "1 like it, and another story:" in out


def test_the_later_of_a_pair_is_the_one_that_was_seen_later(run, settings, stored):
    earlier, later = stored[4:6]
    with writing(sketches_of(settings).engine) as connection:
        row = articles.c.url == earlier
        connection.execute(update(articles).where(row).values(first_seen=LONG_AGO))
    for given in ((earlier, later), (later, earlier)):
        pair = json.loads(run(*given, "--json")[1])["pair"]
        assert (pair["earlier"]["url"], pair["later"]["url"]) == (earlier, later)


def test_the_figures_of_a_site(run, stored):
    code, out, _ = run("mirror", "--json")
    site = json.loads(out)["site"]
    assert code == 0
    assert site["articles"] == 4
    assert (site["within"], site["across"]) == ({}, {"same": 4})
    assert site["shareWithin"] == 0
    assert [each["size"] for each in site["biggest"]] == [2] * 4
    assert "of other sites: 4 same" in run("mirror")[1]
    assert json.loads(run("windows", "--json")[1])["site"]["within"] == {"template": 1}


def test_each_relation_of_a_site_is_counted_by_itself(
    run, settings, stored, make_crawler, make_article
):
    """Copies were told as templates: rows were grouped by a name that two tables have."""
    from crawler.store.outbox import Outbox

    known = sketches_of(settings)
    step = StoreArticle(
        make_crawler().stats, Outbox(known.engine, sketches=known), "windows", known
    )
    step.process_item(make_article(**_told(int(stored[0].rpartition("/")[2]), "print.example")))
    step.close_spider()

    assert json.loads(run("windows", "--json")[1])["site"]["within"] == {"same": 1, "template": 1}
    assert "of its own: 1 same, 1 template" in run("windows")[1]


@pytest.mark.parametrize("names", [["nobody"], ["a" * 32, "b" * 32], [], ["a", "b", "c"]])
def test_what_is_not_known_is_said(run, stored, names):
    code, out, err = run(*names)
    assert (code, out) == (64, "")
    assert err.startswith("rasid: ")


def test_without_a_store_none_is_made(run, settings):
    code, _, err = run("windows")
    assert code == 64
    assert err == "rasid: there is no store yet; run a crawl first\n"  # not: name a site


def test_a_setting_that_cannot_be(run, settings, stored):
    settings.set("RASID_DUPLICATES", "perhaps", priority="cmdline")
    from crawler import store

    store._newest.clear()
    code, _, err = run(stored[0], stored[1])
    assert code == 78
    assert "RASID_DUPLICATES is 'perhaps'; use withhold or publish" in err
