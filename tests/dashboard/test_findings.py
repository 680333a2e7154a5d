"""How a finding is told on the pages."""

from __future__ import annotations

import pytest

from crawler.dashboard.render import environment


def told(value, expected):
    """A finding as the pages show it, without its tags."""
    finding = {"check": "parked", "level": "error", "value": value, "expected": expected}
    made = environment("en").from_string('{% import "_parts.html" as parts with context %}'
                                         "{{ parts.finding(each)|striptags }}")  # fmt: skip
    return made.render(each=finding)


@pytest.mark.parametrize(
    ("value", "expected", "after"),
    [
        (1, 0, ""),
        (0, "at least 5", ": 0 expected at least 5"),
        (0.25, None, ": 0.25"),
        (None, None, ""),
    ],
)
def test_of_what_is_not_to_be_there_no_number_is_shown(value, expected, after):
    """A page said "that of a domain for sale: 1 expected 0"."""
    meaning = "the start page is that of a domain for sale"
    assert told(value, expected) == meaning + after
