"""Which stories a site shows: counts, its clock, related links, wrong arguments."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from crawler.demo.aggregator import MARKUP_NAMES, Aggregator
from crawler.demo.sections import HOME, SECTIONS
from crawler.demo.story import FIRST_ID, Draft


def test_the_same_arguments_give_the_same_site(make):
    assert make().truth() == make().truth()
    assert make(seed=2).truth() != make().truth()


@pytest.mark.parametrize("articles", [1, 5, 300])
def test_it_shows_as_many_articles_as_wanted(make, articles):
    site = make(articles=articles)
    shown = site.stories_at(site.now)
    assert len(shown) == articles == len({each.id for each in shown})
    assert all(each.published <= site.now for each in shown)


@pytest.mark.parametrize("markup", MARKUP_NAMES)
def test_every_story_has_an_address_of_its_own(make, markup):
    site = make(markup=markup)
    truth = site.truth()
    assert len(truth) == len(site.listed())
    assert all(path.startswith("/") and path.isascii() for path in truth)
    assert {each.kind == "broken" for each in truth.values()} == (
        {True, False} if markup == "mixed" else {False}
    )


def test_a_later_clock_adds_stories_and_takes_none(make):
    site = make()
    before = site.truth()
    site.move(6)
    after = site.truth()
    fresh = set(after) - set(before)
    assert {path: after[path] for path in before if before[path].kind != "broken"}.items() <= (
        before.items()
    )
    assert set(before) <= set(after)
    assert len(fresh) == 12
    assert all(after[path].published > site.now - timedelta(hours=6) for path in fresh)


def test_a_site_made_later_shows_the_same_stories_and_the_new_ones(make, now):
    """Two demo runs are two processes: the second must know the first one's stories."""
    early, late = make(), make(now=now + timedelta(hours=5))
    shared = set(early.truth()) & set(late.truth())
    assert len(set(late.truth()) - shared) == 10
    texts = {path: (each.headline, each.paragraphs) for path, each in early.truth().items()}
    assert all(
        (s.headline, s.paragraphs) == texts[p] for p, s in late.truth().items() if p in texts
    )


def test_another_writer_writes_what_is_no_copy(make, now):
    def writer(seed, slot):
        return Draft(f"عنوان {slot} من {seed}", f"خبر {slot}", "sport", (f"متن {slot}.",) * 3)

    stories = make(writer=writer).stories_at(now)[:50]  # their originals are shown as well
    assert {each.section for each in stories} == {"sport"}
    assert {each.kind for each in stories} == {"story", "copy", "near_copy"}
    for story in stories:
        slot = (story.of or story.id) - FIRST_ID
        other = story.kind == "near_copy"
        assert story.headline == (f"خبر {slot}" if other else f"عنوان {slot} من 1")
        assert f"متن {slot}." in story.paragraphs[-1]


def test_related_links_lead_to_what_is_shown(make):
    site = make()
    known = {each.id for each in site.stories_at(site.now)}
    for story in site.stories_at(site.now):
        assert len(set(story.related)) == 4
        assert story.id not in story.related
        assert known.issuperset(story.related)


def test_a_copy_without_its_original_is_a_story_here(make):
    site = make(articles=300)
    shown = site.stories_at(site.now)
    ids = {each.id for each in shown}
    assert all(each.of in ids for each in shown if each.kind in ("copy", "near_copy"))
    assert all(each.of is None for each in shown if each.kind in ("story", "template"))


def test_sections_share_out_what_the_home_page_lists(make):
    site = make()
    parts = [each for section in SECTIONS for each in site.listed(section)]
    assert sorted(each.id for each in parts) == sorted(each.id for each in site.listed(HOME))
    assert len({site.markup_of(section).name for section in SECTIONS}) == 6


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"markup": "frames"}, "markup is one of mixed, cards"),
        ({"articles": 0}, "articles is a number from 1"),
        ({"articles": 10**7}, "articles is a number from 1"),
        ({"now": datetime(2026, 1, 1)}, "needs a time zone"),  # noqa: DTZ001 - the mistake
    ],
)
def test_arguments_that_cannot_work_are_refused(make, options, message):
    with pytest.raises(ValueError, match=message):
        make(**options)


def test_the_clock_never_goes_back(make):
    with pytest.raises(ValueError, match="only moves forward"):
        make().move(-1)


def test_feeds_are_on_for_the_mixed_site_only(make):
    assert make().feeds
    assert not make(markup="blog").feeds
    assert make(markup="blog", feeds=True).feeds
    assert isinstance(make(), Aggregator)
