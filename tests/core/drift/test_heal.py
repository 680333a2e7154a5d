"""Selectors that a new layout broke are found again, or left alone; never are they wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.core.drift import heal as module
from crawler.core.drift.heal import Case, broken_fields, heal, is_same
from crawler.core.drift.known_date import known_day, places_of_date, shows_date
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.finish import finished

HEALED_SHARE_MIN = 0.8


def read(profile, case):
    """The article of a page under a profile, and the fields that its selectors missed."""
    found = finished(article_of(case.page, profile=profile))
    said = found.metadata.validationMessages
    return found, {name for name, words in said.items() if "selector_missed" in words}


def test_an_unbroken_profile_is_left_alone(profile, cases):
    assert broken_fields(profile, cases()) == []
    assert heal(profile, cases()).profile is None


@pytest.fixture(scope="module")
def outcomes(profile, cases, layouts):
    """Of each new layout: its healing, and how six pages that it never saw are read by it."""
    made = {}
    old = cases(seed=2, count=3)
    for name, names, shape in layouts.layouts():
        healing = heal(profile, cases(names, shape), old)
        unseen = cases(names, shape, count=4, seed=3)
        readings = [read(healing.profile, case) for case in unseen] if healing.profile else []
        made[name] = (healing, unseen, readings)
    return made


def test_most_layouts_are_healed(outcomes):
    whole = [name for name, (healing, *_) in outcomes.items() if healing.healed and not healing.why]
    share = len(whole) / len(outcomes)
    left = {name: healing.why for name, (healing, *_) in outcomes.items() if name not in whole}
    print(f"\n{len(outcomes)} layouts, {share:.0%} healed whole; the others: {left}")
    assert len(outcomes) >= 50
    assert share >= HEALED_SHARE_MIN, left


def test_no_layout_is_healed_wrongly(outcomes):
    wrong = [
        (name, case.known.headline, found.headline)
        for name, (_, unseen, readings) in outcomes.items()
        for case, (found, _) in zip(unseen, readings, strict=False)
        if not is_same(case.known, found)
    ]
    assert wrong == []


def test_what_is_healed_is_found_by_its_selector(outcomes):
    """And not by the engine, which stands in for a selector that finds nothing."""
    missed = [
        (name, missing & set(healing.healed))
        for name, (healing, _, readings) in outcomes.items()
        for _, missing in readings
        if missing & set(healing.healed)
    ]
    assert missed == []


def test_pages_of_the_old_layout_are_read_as_before(outcomes, profile, cases):
    old = cases(seed=4, count=1)
    healed = [healing.profile for healing, *_ in outcomes.values() if healing.profile]
    readings = [read(profile, case)[0] for profile in healed for case in old]
    assert all(map(is_same, [case.known for case in old] * len(healed), readings))


def test_few_pages_prove_nothing(profile, cases, layouts):
    _, names, shape = layouts.layouts()[0]
    healing = heal(profile, cases(names, shape, count=3))
    assert healing.profile is None
    assert set(healing.why.values()) == {"too_few"}


def test_a_text_that_is_not_there_any_more_heals_nothing(profile, cases, layouts):
    """The new layout shows the headline shortened: nothing is taken for it."""
    _, names, shape = layouts.layouts()[0]
    changed = [
        Case(case.page, case.known.model_copy(update={"headline": case.known.headline + " عاجلا"}))
        for case in cases(names, shape)
    ]
    why = heal(profile, changed).why
    others = dict.fromkeys(("body", "section", "published"), "replay")
    assert why == {"headline": "not_found"} | others


def test_two_layouts_at_once_need_selectors_for_both(profile, cases, layouts):
    """Half of the pages have one new layout, half another: one selector does not find both."""
    one, other = layouts.layouts()[0], layouts.layouts()[1]
    mixed = cases(one[1], count=2) + cases(other[1], count=2, seed=5)
    healing = heal(profile, mixed)
    assert healing.why == {"headline": "no_selector"}  # h1 here, h2 there
    assert healing.healed["body"] == "div.text, .article > div"


def test_a_selector_that_hits_something_else_is_broken_too(profile, cases, layouts):
    """`h1.title` still finds a line, but it is that of another story."""
    _, names, shape = layouts.layouts()[0]
    fresh = []
    for case in cases(names, shape):
        html = case.page.tree.html.replace("<header>", '<header><h1 class="title">أسعار اليوم</h1>')
        fresh.append(Case(Page(html, case.page.url), case.known))
    assert "headline" in broken_fields(profile, fresh)
    healing = heal(profile, fresh)
    assert healing.healed["headline"] == ".entry-title"  # the old one would find the wrong line


def test_a_candidate_that_old_pages_contradict_is_not_proposed(profile, cases, layouts):
    """The new name means something else in the old layout."""
    _, names, shape = layouts.layouts()[0]
    old = []
    for case in cases(seed=2):
        html = case.page.tree.html.replace(
            "<header>", '<header><div class="entry-title">نوافذ على اليمن</div>'
        )
        old.append(Case(Page(html, case.page.url), case.known))
    healing = heal(profile, cases(names, shape), old)
    assert ".entry-title" not in healing.healed["headline"].split(", ")
    for case in old:
        assert is_same(case.known, read(healing.profile, case)[0])


def test_what_a_profile_does_not_name_is_not_healed(profile, cases, layouts):
    _, names, shape = layouts.layouts()[0]
    bare = replace(profile, headline=None, body=None, section=None, published=None)
    assert heal(bare, cases(names, shape)).healed == {}


def test_without_its_rules_some_would_be_healed_wrongly(profile, cases, layouts, monkeypatch):
    """The count of wrong ones is worth something: on two pages, with lines among others, it is not
    nothing.
    """
    finds = module._finds
    monkeypatch.setattr(module, "CASES_MIN", 2)
    monkeypatch.setattr(module, "_finds", lambda *given, **_: finds(*given))
    wrong = 0
    for name, names, shape in layouts.layouts():
        if name.startswith("same_names"):
            made = heal(profile, cases(names, shape, count=2)).profile or profile
            for case in cases(names, shape, count=4, seed=3):
                wrong += not is_same(case.known, read(made, case)[0])
    assert wrong > 0


def test_no_date_is_healed_wrongly(outcomes):
    """Related articles have dates of the same name, one of them may be of the same day."""
    read_of = [
        (name, case.value("published"), found.datePublished)
        for name, (healing, unseen, readings) in outcomes.items()
        if "published" in healing.healed
        for case, (found, _) in zip(unseen, readings, strict=True)
    ]
    assert len({name for name, *_ in read_of}) >= 50
    assert [each for each in read_of if each[1] != each[2]] == []


def dated(page, **told):
    known = {
        "datePublished": "2025-02-04",
        "datePublishedEarliest": "2025-02-03T21:00:00Z",
        "datePublishedLatest": "2025-02-04T21:00:00Z",
        "dateBasis": "text-absolute",
    }
    return page.known.model_copy(update=known | told)


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<i class=when>4 فبراير 2025</i>", True),
        ("<i class=when>الثلاثاء ٤ فبراير ٢٠٢٥ - 10:30 ص</i>", True),
        ("<time class=when datetime=2025-02-04T08:00:00+03:00>قبل يومين</time>", True),
        ("<i class=when>5 فبراير 2025</i>", False),
        ("<i class=when>فبراير 2025</i>", False),
        ("<i class=when>قبل يومين</i>", False),
        ("<i class=when>" + "كلام " * 20 + "4 فبراير 2025</i>", False),
    ],
)
def test_a_date_in_another_form_is_the_same_date(cases, inner, shown):
    case = cases()[0]
    page = Page(f"<html><body><div>{inner}</div></body></html>", case.page.url)
    known = dated(case)
    assert shows_date(page.tree.css(".when"), known, "Asia/Aden") is shown
    assert bool(places_of_date(page, known, "Asia/Aden")) is shown


@pytest.mark.parametrize("basis", ["text-relative", "url", "first-seen"])
def test_a_date_that_no_page_stated_is_not_looked_for(cases, basis):
    known = dated(cases()[0], dateBasis=basis)
    assert known_day(known) == ""
    assert known_day(dated(cases()[0])) == "2025-02-04"
    assert not shows_date([], dated(cases()[0], datePublishedEarliest=None), "Asia/Aden")
