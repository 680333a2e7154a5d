"""Identifiers held by 8 bytes: the same answers as a set of them."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from crawler.core.article import identifier_of
from crawler.core.links.digest import digest
from crawler.core.links.learned import LearnedUrls
from crawler.core.links.names import Names

ARTICLES = 1_000
HELD_MAX = 450  # bytes an article without its address; it was 1,600 with sets of strings
NAMES = st.sets(st.integers(0, 30).map(lambda number: identifier_of(f"http://a.example/{number}")))


@given(st.lists(NAMES, max_size=6), NAMES)
def test_as_a_set_of_strings(given_names, asked):
    names, held = Names(), set()
    for some in given_names:
        assert names.update(some) == len(some - held)
        held |= some
    assert {name for name in asked if name in names} == asked & held


def test_what_is_no_identifier_is_not_held():
    assert 7 not in Names()


def test_a_digest_tells_words_apart():
    words = [("a", "bc"), ("ab", "c"), ("abc",), ("a", ("b", "c")), ("7",), (7,), ()]
    assert len({digest(*each) for each in words}) == len(words)


def test_a_digest_is_the_same_in_every_process():
    assert digest("خبر", 7) == digest("خبر", 7) != digest("خبر", 8)
    assert digest("\udce4") != digest("?")  # half a character, from a percent sign


def held_bytes(make, articles):
    """What it holds after that many, each shown by a listing and then seen."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        known = make()
        for number in range(articles):
            url = f"http://site24.example/news/{1_000_000 + number}"
            known.expect(url)
            known.observe(url, f"text {number}")
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


class Wordy(LearnedUrls):
    """Keeps a set for each address, as all of them did before."""

    def __init__(self):
        self.told = {}
        super().__init__()

    def observe(self, url, content):
        super().observe(url, content)
        self.told[url] = {f"{content:>64}"}


def growth(make):
    """Bytes an article."""
    held_bytes(make, 2 * ARTICLES)  # fills the caches, which are not its own
    return (held_bytes(make, 2 * ARTICLES) - held_bytes(make, ARTICLES)) / ARTICLES


def test_what_is_learned_of_an_address_is_small():
    assert growth(LearnedUrls) < HELD_MAX < growth(Wordy)
