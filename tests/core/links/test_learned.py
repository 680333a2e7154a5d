"""Rules that are learned from what addresses led to, and taken back when they are contradicted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.links.address import address_of
from crawler.core.links.learned import LearnedUrls
from crawler.core.urls import canonical_url

SITE = "http://site.example"


def learned(*pairs):
    return LearnedUrls((SITE + path, content) for path, content in pairs)


def shown(pattern, values, numbers=(1, 2, 3)):
    """Each article under each value."""
    return [(pattern.format(n=n, v=v), f"text {n}") for n in numbers for v in values]


def rules(known):
    return sorted((part.reason, part.name) for part in known.rules)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("/news/{n}?visit={v}", "parameter"),
        ("/news.php?id={n}&visit={v}", "parameter"),
        ("/news/{n}/{v}", "slug"),
        ("/news/{n}-{v}.html", "slug"),
        ("/news/long-slug-{v}-{n}00.html", "slug"),
        ("/a.php/{v}/a.php?id={n}", "path_info"),
    ],
)
def test_three_articles_under_two_values_make_a_rule(pattern, reason):
    values = ("xa", "xb")
    pairs = shown(pattern, values)
    assert rules(learned(*pairs[:-1])) == []
    known = learned(*pairs)
    assert [name for name, _ in rules(known)] == [reason]
    assert known.repeats(SITE + pattern.format(n=2, v="xc")) == reason
    assert known.repeats(SITE + pattern.format(n=4, v="xc")) is None
    assert known.repeats(SITE + pattern.format(n=2, v="xa")) is None


def test_a_value_that_may_be_absent():
    known = learned(*shown("/news/{n}{v}", ("", "?ref=top")))
    assert known.repeats(f"{SITE}/news/1?ref=bottom") == "parameter"
    assert known.repeats(f"{SITE}/news/1?id=7") is None


def test_parts_that_change_together():
    known = learned(*shown("/n/{n}?s={v}&t={v}", "ab"))
    assert rules(known) == [("parameter", "s"), ("parameter", "t")]
    assert known.repeats(f"{SITE}/n/1?s=c") == "parameter"


def test_one_article_under_many_slugs_proves_nothing_of_the_others():
    known = learned(*shown("/news/{n}/{v}", map(str, range(50)), numbers=(1,)))
    assert rules(known) == []
    assert known.repeats(f"{SITE}/news/1/x") is None


def test_two_thousand_slugs_of_one_article_are_one():
    known = learned(*shown("/news/{n}/{v}", "ab", numbers=(2, 3, 4)))
    known.observe(f"{SITE}/news/1/s0", "text 1")
    asked = [n for n in range(1, 2162) if known.repeats(f"{SITE}/news/1/s{n}") is None]
    assert asked == []


def test_a_parameter_that_matters_is_never_a_rule():
    pairs = [(f"/a.php?id={n}&page={p}", f"text {n} {p}") for n in range(9) for p in range(3)]
    same = [(f"/a.php?id={n}&page={p}", f"notice {n}") for n in range(20, 29) for p in range(3)]
    known = learned(*pairs, *same)
    assert rules(known) == []
    assert all(known.repeats(f"{SITE}/a.php?id={n}&page=7") is None for n in range(30))


def test_stories_that_were_published_twice_do_not_make_their_ids_equal():
    pairs = [(f"/news.php?id={n}", f"text {n % 10}") for n in range(30)]
    known = learned(*pairs)
    assert rules(known) == []


def test_a_rule_that_is_contradicted_is_taken_back():
    known = learned(*shown("/news/{n}?v={v}", "ab"))
    assert known.repeats(f"{SITE}/news/1?v=c") == "parameter"
    known.observe(f"{SITE}/news/1?v=c", "another text")
    assert rules(known) == []
    assert known.repeats(f"{SITE}/news/1?v=d") is None


def test_only_what_the_two_addresses_differ_in_is_contradicted():
    other = shown("/news/{n}?v=a&s={v}", "12", numbers=(5, 6, 7))
    known = learned(*shown("/news/{n}?v={v}&s=1", "ab"), *other)
    assert rules(known) == [("parameter", "s"), ("parameter", "v")]
    known.observe(f"{SITE}/news/1?v=c&s=1", "another text")
    assert rules(known) == [("parameter", "s")]


def test_rules_hold_where_they_were_learned():
    known = learned(*shown("/news/{n}/{v}", "ab"))
    known.observe(f"{SITE}/gallery/1/photo-2", "a photo")
    assert known.repeats(f"{SITE}/gallery/1/photo-3") is None
    assert known.repeats("http://other.example/news/1/c") is None


def test_repeated_paths():
    known = learned(*shown("/{v}/{n}", ("news", "news/news")))
    assert known.repeats(f"{SITE}/news/news/news/1") == "path_repeat"
    assert known.repeats(f"{SITE}/news/news/4") is None


def test_forms_of_addresses_with_one_number():
    pairs = shown("{v}{n}", ("/news/", "/print.php?id=", "/amp/arab/"), numbers=(11, 12, 13))
    known = learned(*pairs)
    known.observe(f"{SITE}/news/14", "text 14")
    assert len(set(known.forms.values())) == 1
    assert known.repeats(f"{SITE}/print.php?id=14") == "form"
    assert known.repeats(f"{SITE}/amp/arab/14") == "form"
    assert known.repeats(f"{SITE}/news/15") is None
    assert learned(*pairs[:-3]).repeats(f"{SITE}/amp/arab/11") is None


def test_forms_with_numbers_of_their_own_stay_apart():
    same = shown("/{v}/{n}", ("news", "video"), numbers=(1, 2, 3))
    known = learned(*same, ("/news/4", "text 4"), ("/video/4", "video 4"))
    assert known.forms == {}
    assert known.repeats(f"{SITE}/video/5") is None
    later = learned(*same)
    assert later.repeats(f"{SITE}/video/5") is None
    assert len(later.forms) == 2
    later.observe(f"{SITE}/news/4", "text 4")
    later.observe(f"{SITE}/video/4", "video 4")
    assert later.forms == {}


def test_what_is_expected_need_not_be_asked_twice_until_it_fails():
    known = learned(*shown("/news/{n}/{v}", "ab"))
    known.expect(f"{SITE}/news/9/a")
    assert known.repeats(f"{SITE}/news/9/b") == "slug"
    assert known.repeats(f"{SITE}/news/9/a") is None
    known.forget(f"{SITE}/news/9/a")
    assert known.repeats(f"{SITE}/news/9/b") is None
    known.forget(f"{SITE}/news/never")


def test_what_is_missed_does_not_make_the_index_anew(monkeypatch):
    known = learned(*shown("/news/{n}/{v}", "ab"))
    known.repeats(f"{SITE}/news/1/c")
    made = []
    monkeypatch.setattr(known, "_seen_forms", lambda: made.append(1) or [])
    for number in range(10, 60):
        known.expect(f"{SITE}/news/{number}/a")
        assert known.repeats(f"{SITE}/news/{number}/b") == "slug"
        changes = known.changes
        known.forget(f"{SITE}/news/{number}/a")
        assert known.changes > changes
        assert known.repeats(f"{SITE}/news/{number}/b") is None
    assert made == []


def test_another_that_is_expected_stands_in_for_one_that_is_missed():
    known = learned(*shown("/news/{n}/{v}", "ab"))
    assert known.repeats(f"{SITE}/news/9/c") is None
    for value in "ab":
        known.expect(f"{SITE}/news/9/{value}")
    known.forget(f"{SITE}/news/9/a")
    assert known.repeats(f"{SITE}/news/9/c") == "slug"
    known.forget(f"{SITE}/news/9/b")
    assert known.repeats(f"{SITE}/news/9/c") is None


def test_one_that_is_missed_changes_nothing_where_another_speaks_for_it():
    known = learned(*shown("/news/{n}/{v}", "ab"))
    assert known.repeats(f"{SITE}/news/1/c") == "slug"
    for path in ("/news/1/d", "/news/9/a", "/news/9/b"):
        known.expect(SITE + path)
    changes = known.changes
    known.forget(f"{SITE}/news/1/d")  # the first article was seen
    known.forget(f"{SITE}/news/9/b")  # the ninth is on its way under another name
    assert known.changes == changes
    assert known.repeats(f"{SITE}/news/1/d") == "slug"
    assert known.repeats(f"{SITE}/news/9/b") == "slug"


def test_an_address_that_shows_several_contents_contradicts_no_rule():
    known = learned(*shown("/news/{n}/{v}", "ab"))
    for content in ("text 7", "the same, corrected"):
        known.observe(f"{SITE}/news/7/a", content)
    assert rules(known) == [("slug", "")]
    assert known.repeats(f"{SITE}/news/7/b") == "slug"


def test_what_came_for_an_expected_address_contradicts_too():
    known = learned(*shown("/{v}/{n}", ("news", "print")))
    assert known.repeats(f"{SITE}/print/9") is None
    known.expect(f"{SITE}/news/9")
    known.observe(f"{SITE}/print/9", "printed 9")
    known.observe(f"{SITE}/news/9", "text 9")
    assert known.forms == {}


PATHS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(
        ("/news/", "/news/news/", "/amp/", "/print.php/x?id=", "/print.php?id=", "/p?id=")
    ),
    st.integers(1, 4),
    st.sampled_from(("", "", "/a-slug", "-b.html", "&s=1")),
    st.sampled_from(("", "?v=1", "&v=2", "?v=3&w=1")),
)
# Few contents, so that many addresses share one: by their number, now and then otherwise.
PAIRS = st.lists(
    st.tuples(PATHS, st.sampled_from("abcd")) | PATHS.map(lambda path: (path, by_number(path))),
    max_size=40,
)


def by_number(path):
    return next(("text " + mark for mark in path if mark.isdigit()), "none")


@settings(max_examples=300, deadline=None)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_same_pairs_in_any_order_give_the_same_rules(pairs, random):
    one = learned(*pairs)
    shuffled = pairs + pairs[: len(pairs) // 2]
    random.shuffle(shuffled)
    other = learned()
    for path, content in shuffled:
        other.observe(SITE + path, content)
        if random.random() < 0.3:
            other.repeats(f"{SITE}/news/1?v=9")  # asking in between changes nothing
    assert (other.rules, other.forms) == (one.rules, one.forms)


def merged_contents(known, pairs):
    """Addresses that are one by the rules and have led to different contents."""
    contents = {canonical_url(SITE + path): content for path, content in dict(pairs).items()}
    index = {}
    for url, content in contents.items():
        index.setdefault(known._key(address_of(url)), set()).add(content)
    return [found for found in index.values() if len(found) > 1]


@settings(max_examples=300, deadline=None)
@given(PAIRS)
def test_no_rule_makes_one_address_of_two_contents(pairs):
    known = learned(*dict(pairs).items())
    known.repeats(f"{SITE}/news/1?v=9")
    assert merged_contents(known, pairs) == []


def test_the_check_finds_a_variant_that_takes_no_rule_back():
    class Stubborn(LearnedUrls):
        def _place(self, row, address):
            """Nothing is ever contradicted."""

    pairs = [*shown("/news/{n}?v={v}", "ab"), ("/news/9?v=a", "one"), ("/news/9?v=b", "other")]
    stubborn = Stubborn((SITE + path, content) for path, content in pairs)
    assert merged_contents(stubborn, pairs)
    assert not merged_contents(learned(*pairs), pairs)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(PATHS, st.sampled_from("ab")), max_size=40))
def test_no_rule_without_three_articles(pairs):
    known = learned(*pairs)
    assert (known.rules, known.forms) == (frozenset(), {})


def test_copies_under_numbers_of_their_own_do_not_make_the_index_anew(monkeypatch):
    made = []
    monkeypatch.setattr(
        "crawler.core.links.learned.same_forms", lambda *seen: made.append(seen) or {}
    )
    known = learned()
    for number in range(100, 160):  # in pairs; the host and the date have numbers too
        known.observe(f"http://site24.example/2026/11/26/{number}", f"text {number // 2}")
        known.repeats(f"http://site24.example/2026/11/26/{number + 1}")
    assert len(made) == 1


STEPS = st.lists(
    st.tuples(st.sampled_from(["expect", "forget", "forget", "ask"]), PATHS) | PATHS, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(PAIRS, STEPS)
def test_an_index_that_is_kept_up_answers_as_one_that_is_made_anew(pairs, steps):
    known = learned(*(pair if isinstance(pair, tuple) else (pair, "a") for pair in pairs))
    for step in steps:
        what, path = step if isinstance(step, tuple) else ("observe", step)
        match what:
            case "observe":
                known.observe(SITE + path, by_number(path))
            case "ask":
                known.repeats(SITE + path)
            case _:
                getattr(known, what)(SITE + path)
    paths = [step[1] if isinstance(step, tuple) else step for step in steps]
    kept = [known.repeats(SITE + path) is None for path in paths]
    known._unsettle()
    assert kept == [known.repeats(SITE + path) is None for path in paths]
