"""New selectors stand where the old ones stood, whatever stands before them on the line."""

from __future__ import annotations

from itertools import permutations

import pytest

from crawler.core.drift.patch import patched

LINES = """\
SITE = SiteProfile(
    name="windows",
    headline=(
        "h1.title, "
        "h1.head"
    ),
    body="div.text",
    section="span.cat",
)
"""
NEW = {"headline": "h2.headline-of-the-page", "body": "p", "section": "nav > b"}


def said(source):
    """The arguments of the profile in a module."""
    made = {}
    exec(compile(source, "spider", "exec"), {"SiteProfile": made.update})  # noqa: S102 - ours
    return made


@pytest.mark.parametrize("order", list(permutations(NEW)), ids="-".join)
def test_values_over_several_lines_are_replaced_in_any_order(order):
    after = patched(LINES, {name: NEW[name] for name in order})
    assert said(after) == {"name": "windows", **NEW}


def test_letters_of_more_than_one_byte_before_a_value_count_once():
    line = 'SITE = SiteProfile(name="windows", site_names="نوافذ يمنية", headline="h1")  # عنوان\n'
    assert patched(line, {"headline": "h2"}) == line.replace('"h1"', '"h2"')


def test_values_of_one_line_are_replaced_whatever_their_length():
    line = 'SITE = SiteProfile(name="windows", headline="h1", body="b", section="s")\n'
    assert said(patched(line, NEW)) == {"name": "windows", **NEW}
