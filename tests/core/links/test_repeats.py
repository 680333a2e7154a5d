"""Paths that repeat themselves, and the look that tells most of the others at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.links import repeats
from crawler.core.links.repeats import collapsed, unlooped

SEGMENTS = st.lists(st.sampled_from(("news", "a", "7", "8", "7.html", "")), max_size=8)


def long_way(path, *, any_number):
    """Each size of run in turn, whatever stands in the path."""
    segments, times = path.split("/")[1:], 1
    for size in range(1, len(segments) // 2 + 1):
        segments, found = repeats._once(segments, size, any_number=any_number)
        times = max(times, found)
    return "/" + "/".join(segments), times


@given(SEGMENTS, st.booleans())
def test_what_has_nothing_twice_is_left_as_it_is(segments, any_number):
    path = "/" + "/".join(segments)
    assert collapsed(path, any_number=any_number) == long_way(path, any_number=any_number)


@given(SEGMENTS)
def test_numbers_alone_are_no_loop(segments):
    path = "/" + "/".join(filter(re.compile(r"\d").search, segments))
    assert collapsed(re.sub(r"[^\d/]", "", path))[1] == 1


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/news/news/news/5", "/news/5"),
        ("/a/b/a/b/a/b", "/a/b"),
        ("/news/news/5", None),
        ("/2011/11/11/11/a", None),
        ("/a/b/c", None),
    ],
)
def test_a_loop_is_three_times_the_same(path, whole):
    root = "http://site.example"
    assert unlooped(root + path) == (root + whole if whole else None)
