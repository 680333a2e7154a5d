"""What the tests of duplicates share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.core.dedup import DuplicateIndex, Match

Compare = Callable[[tuple[str, str], tuple[str, str]], Match | None]


@pytest.fixture
def compare() -> Compare:
    """What a second article (title, body) is to a first in an index of their own."""

    def second_to_first(first: tuple[str, str], second: tuple[str, str]) -> Match | None:
        index = DuplicateIndex()
        index.add("first", *first)
        return index.match(*second)

    return second_to_first
