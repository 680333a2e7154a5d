"""What is left out of the links, and what is asked all the same."""

from __future__ import annotations

import pytest

from crawler.core.article import identifier_of
from crawler.core.urls import canonical_url
from crawler.walk import traps
from crawler.walk.traps import AUDITS_MAX, BARREN_MIN, Traps

SITE = "https://windows.example"
LEARNED = [(f"{SITE}/news/{n}/{slug}", f"text {n}") for n in range(1, 4) for slug in ("a", "b")]


def links(*paths):
    return {identifier_of(canonical_url(SITE + path)): SITE + path for path in paths}


def left(of, *paths, seen=()):
    """The paths that are left out."""
    given = links(*paths)
    names = of.leave_out(given, ({identifier_of(SITE + path) for path in seen},))
    return [given[name].removeprefix(SITE) for name in given if name in names]


def test_repeats_of_what_was_seen_and_of_what_is_on_its_way():
    trapped = Traps(LEARNED)
    assert left(trapped, "/news/1/c", "/news/8/a", "/news/8/b", "/news/9/a") == [
        "/news/1/c",
        "/news/8/b",
    ]
    assert trapped.counted == {"slug": 2}
    assert trapped.left_out == links("/news/1/c", "/news/8/b").keys()


def test_the_same_link_is_counted_once():
    trapped = Traps(LEARNED)
    for _ in range(3):
        left(trapped, "/news/1/c")
    assert trapped.counted == {"slug": 1}


def test_another_name_may_be_asked_when_the_first_gave_no_article():
    trapped = Traps(LEARNED)
    assert left(trapped, "/news/8/a", "/news/8/b") == ["/news/8/b"]
    trapped.miss(f"{SITE}/news/8/a", is_page=False)
    assert trapped.left_out == set()
    assert left(trapped, "/news/8/b") == []


def test_what_was_left_out_may_be_asked_when_the_rule_was_wrong():
    trapped = Traps(LEARNED)
    assert left(trapped, "/news/1/c") == ["/news/1/c"]
    trapped.observe(f"{SITE}/news/2/d", "another text")
    assert trapped.left_out == set()
    assert left(trapped, "/news/1/c") == []


def test_without_news_nothing_is_learned():
    trapped = Traps(LEARNED)
    trapped.miss(f"{SITE}/news/8/a", is_page=True)
    assert trapped.left_out == set()
    assert "learned" not in vars(trapped)


def test_a_loop_is_left_out_when_its_end_was_seen():
    trapped = Traps(())
    assert left(trapped, "/a/a/a/7", seen=["/a/7"]) == ["/a/a/a/7"]
    assert trapped.counted == {"loop": 1}


def test_a_loop_whose_end_nobody_has_seen_is_asked_once():
    assert left(Traps(()), "/a/a/a/7", "/a/a/a/a/7", "/a/a/7") == ["/a/a/a/a/7"]


def test_one_of_many_is_asked_all_the_same_a_few_times_a_run():
    trapped = Traps(LEARNED)
    paths = [f"/news/1/s{n}" for n in range(1_000)]
    asked = len(paths) - len(left(trapped, *paths))
    assert asked == trapped.audits == AUDITS_MAX


def test_a_rule_that_is_wrong_is_found_out_by_them(monkeypatch):
    monkeypatch.setattr(traps, "AUDIT_ONE_OF", 1)
    trapped = Traps(LEARNED)
    assert left(trapped, "/news/1/c") == []
    trapped.observe(f"{SITE}/news/1/c", "the second part")
    assert trapped.learned.rules == frozenset()


def test_a_rule_of_a_first_run_is_held_against_its_first_links():
    trapped = Traps(())
    for url, text in LEARNED:
        trapped.observe(url, text)
    paths = [f"/news/1/s{n}" for n in range(1, 41)]
    gone = left(trapped, *paths)
    assert [n for n, path in enumerate(paths, 1) if path not in gone] == [4, 8, 16, 32]


def test_a_shape_without_any_article_is_left_alone_after_many_pages():
    trapped = Traps(LEARNED)
    for n in range(BARREN_MIN):
        assert left(trapped, f"/day/{n}") == []
        trapped.miss(f"{SITE}/day/{n}", is_page=True)
        trapped.miss(f"{SITE}/night/{n}", is_page=False)  # failures say nothing of a shape
    assert left(trapped, "/day/99", "/night/99", "/news/99/x") == ["/day/99"]
    assert trapped.counted == {"barren": 1}


def test_a_shape_with_an_article_is_never_left_alone():
    trapped = Traps([(f"{SITE}/day/1", "text")])
    trapped.observe(f"{SITE}/night/1", "another")
    for n in range(2 * BARREN_MIN):
        trapped.miss(f"{SITE}/day/{n}", is_page=True)
        trapped.miss(f"{SITE}/night/{n}", is_page=True)
    assert left(trapped, "/day/99", "/night/99") == []


def told(trapped, *pages):
    """Articles come: a path and its text."""
    for path, text in pages:
        trapped.observe(SITE + path, text)


def waiting(trapped, *paths):
    """The paths that are dropped when their turn comes."""
    return [path for path in paths if trapped.is_overtaken(SITE + path)]


PAGES = [(url.removeprefix(SITE), text) for url, text in LEARNED]


@pytest.fixture
def unheld(monkeypatch):
    """Nothing that waits is asked to hold the rule against it."""
    monkeypatch.setattr(traps, "is_sample", lambda _: False)


@pytest.mark.usefixtures("unheld")
def test_what_waits_while_a_rule_is_learned_is_dropped_but_for_the_first_of_each():
    trapped, paths = Traps(()), ("/news/8/a", "/news/8/b", "/news/9/a", "/news/9/b", "/news/2/c")
    assert left(trapped, *paths) == []
    assert waiting(trapped, *paths) == []
    told(trapped, *PAGES)
    assert waiting(trapped, *paths) == ["/news/8/b", "/news/9/b", "/news/2/c"]
    assert waiting(trapped, "/news/8/b") == []  # once is enough
    assert trapped.counted == {"slug": 3}


@pytest.mark.usefixtures("unheld")
def test_what_was_dropped_is_wanted_when_what_stood_for_it_came_to_nothing():
    trapped, paths = Traps(()), ("/news/8/a", "/news/8/b", "/news/8/c", "/news/9/a", "/news/9/b")
    left(trapped, *paths)
    told(trapped, *PAGES)
    assert waiting(trapped, *paths) == ["/news/8/b", "/news/8/c", "/news/9/b"]
    trapped.miss(f"{SITE}/news/8/a", is_page=False)
    told(trapped, ("/news/9/a", "text 9"))
    assert trapped.wanted_again() == [f"{SITE}/news/8/b"]
    assert trapped.counted == {"slug": 2}
    trapped.miss(f"{SITE}/news/8/b", is_page=False)
    assert trapped.wanted_again() == [f"{SITE}/news/8/c"]


@pytest.mark.usefixtures("unheld")
def test_what_was_dropped_is_wanted_when_its_rule_was_wrong():
    trapped = Traps(())
    left(trapped, "/news/8/a", "/news/8/b")
    told(trapped, *PAGES)
    assert waiting(trapped, "/news/8/b") == ["/news/8/b"]
    pages = (("/news/8/a", "text 8"), ("/news/9/a", "text 9"), ("/news/9/b", "its second part"))
    told(trapped, *pages)
    assert trapped.wanted_again() == [f"{SITE}/news/8/b"]


def test_what_waits_is_held_against_its_rule_more_and_more_seldom():
    trapped, paths = Traps(()), [f"/news/2/s{n}" for n in range(20)]
    left(trapped, *paths)
    told(trapped, *PAGES)
    dropped = waiting(trapped, *paths)
    assert [n for n, path in enumerate(paths, 1) if path not in dropped] == [1, 2, 4, 8, 16]
    assert trapped.audits == 5
    assert waiting(trapped, *paths[:2]) == []  # each is looked at twice on its way


def test_what_nobody_expects_is_never_dropped():
    trapped = Traps(LEARNED)
    assert waiting(trapped, "/news/2/d", "/news/2/e", "/news/2/f") == []


def test_what_waits_of_a_shape_without_any_article_is_dropped():
    trapped, paths = Traps(()), [f"/day/{n}" for n in range(BARREN_MIN + 2)]
    left(trapped, *paths)
    for path in paths[:BARREN_MIN]:
        trapped.miss(SITE + path, is_page=True)
    assert waiting(trapped, *paths[BARREN_MIN:]) == paths[BARREN_MIN:]
    trapped.observe(f"{SITE}/day/777", "text")
    assert trapped.wanted_again() == [SITE + path for path in paths[BARREN_MIN:]]
