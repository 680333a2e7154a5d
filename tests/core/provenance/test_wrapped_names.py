"""Names in brackets and beside dashes: what belongs to them, and what is no dateline."""

from __future__ import annotations

import pytest

from crawler.core.provenance.dateline import read_dateline
from crawler.core.provenance.names import tidy_name
from crawler.core.provenance.registry import read_registry

KNOWN = read_registry("")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("(الأمواج)", "الأمواج"),
        ("الأمواج (عدن)", "الأمواج (عدن)"),
        ("«الأمواج (عدن)»", "الأمواج (عدن)"),
        ("- الأمواج :", "الأمواج"),
    ],
)
def test_a_bracket_of_the_name_stays_and_one_around_it_goes(raw, name):
    assert tidy_name(raw) == name


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("عدن - ميناء نيوز: وصلت السفينة", "ميناء نيوز"),
        ("ميناء نيوز -    : وصلت السفينة", None),  # nothing stands beside the name
    ],
)
def test_a_name_alone_is_no_dateline(line, publisher):
    found = read_dateline(line, KNOWN)
    assert (found and found.publisher) == publisher
