"""Identifiers held by 8 bytes: the same answers as a set of them."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.article import identifier_of
from crawler.core.links.address import address_of
from crawler.core.links.learned import LearnedUrls
from crawler.core.links.names import RECENT_MAX, Names
from crawler.core.links.numbers import digest
from crawler.core.urls import canonical_url, host_of, request_url

ARTICLES = 1_000
# Bytes an article, by what its address is: it was 1,600 with sets of strings, 450 with addresses in
# full. Where two addresses show one article, what proves a rule is held as well.
ADDRESSES = {
    "one each": (100, lambda n: (f"news/{1_000_000 + n}", n)),
    "slugs": (100, lambda n: (f"news/{1_000_000 + n}/{'%D8%AE%D8%A8%D8%B1-' * 9}{n}", n)),
    "copies": (150, lambda n: (f"news/{1_000_000 + n}", n // 2)),
    "a rule": (250, lambda n: (f"news/{1_000_000 + n // 2}?ref={n % 2}", n // 2)),
}
NAMES = st.sets(st.integers(0, 30).map(lambda number: identifier_of(f"http://a.example/{number}")))


@given(st.lists(NAMES, max_size=6), NAMES)
def test_as_a_set_of_strings(given_names, asked):
    names, held = Names(), set()
    for some in given_names:
        assert names.update(some) == len(some - held)
        held |= some
    assert {name for name in asked if name in names} == asked & held


def test_more_names_than_are_kept_as_they_are():
    names, many = Names(), [identifier_of(f"http://a.example/{n}") for n in range(3 * RECENT_MAX)]
    assert names.update(many) == len(many)
    assert all(name in names for name in reversed(many))
    assert names.update(many) == 0
    assert identifier_of("http://b.example/") not in names
    assert len(names._recent) <= RECENT_MAX


def test_names_without_recent_ones_hold_no_strings():
    names, many = Names(recent_max=0), [identifier_of(f"http://a.example/{n}") for n in range(9)]
    assert names.update(many[:8]) == 8
    assert names.update(many) == 1
    assert all(name in names for name in many)
    assert not names._recent


def test_what_is_no_identifier_is_not_held():
    assert 7 not in Names()


def test_a_digest_tells_words_apart():
    words = [("a", "bc"), ("ab", "c"), ("abc",), ("a", ("b", "c")), ("7",), (7,), ()]
    assert len({digest(*each) for each in words}) == len(words)


def test_a_digest_is_the_same_in_every_process():
    assert digest("خبر", 7) == digest("خبر", 7) != digest("خبر", 8)
    assert digest("\udce4") != digest("?")  # half a character, from a percent sign


def growth(make, row):
    """Bytes that each of the second thousand takes, all shown by a listing and then seen."""
    held = []
    tracemalloc.start()
    try:
        known = make()
        for number in range(2 * ARTICLES):
            path, text = row(number)
            known.expect(f"http://site24.example/{path}")
            known.observe(f"http://site24.example/{path}", f"text {text}")
            if (number + 1) % ARTICLES == 0:
                known.repeats("http://site24.example/news/7")
                held.append(held_now())
    finally:
        tracemalloc.stop()
    return (held[1] - held[0]) / ARTICLES


def held_now():
    """Bytes, without what the caches hold."""
    for cached in (request_url, canonical_url, host_of, address_of):
        cached.cache_clear()
    return tracemalloc.get_traced_memory()[0]


class Wordy(LearnedUrls):
    """Keeps a set for each address, as all of them did before."""

    def __init__(self):
        self.told = {}
        super().__init__()

    def observe(self, url, content):
        super().observe(url, content)
        self.told[url] = {f"{content:>64}"}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_what_is_learned_of_an_address_is_small(kind):
    most, row = ADDRESSES[kind]
    assert growth(LearnedUrls, row) < most


def test_the_bound_finds_a_variant_that_keeps_the_words():
    most, row = ADDRESSES["one each"]
    assert growth(Wordy, row) > 4 * most
