"""No regular expression of the core takes more than linear time, but on short lines."""

from __future__ import annotations

import re

import pytest

from tests.fuzz.clock import seconds
from tests.fuzz.hostile import hostile
from tests.fuzz.patterns import Found, patterns

CHARS = 8_192
TIME_MAX_S = 0.03  # linear ones take 0.2 to 8 ms for so many characters, quadratic ones 50 and more
# What is asked of short texts only: how long these can be, and the constant that says so.
SHORT = {
    "arabic.date_relative._AGO": 200,  # codes of a date's tokens, dates.TEXT_CHARS_MAX
    "arabic.dates._NOISE": 200,  # dates.TEXT_CHARS_MAX
    "extract.byline.LATE": 80,  # LINE_CHARS_MAX
    "extract.byline.STAMP": 80,
    "extract.headline._OPENING": 500,  # HEADLINE_CHARS_MAX
    "extract.headline._CLOSING": 500,
    "extract.headline._SEPARATOR": 500,
    "extract.headline._ENDING_DOTS": 500,
    "feeds.MOMENT": 100,  # MOMENT_CHARS_MAX
    "provenance.dateline.FORMS[0]": 90,  # HEAD_CHARS
    "provenance.dateline.FORMS[1]": 90,
    "provenance.dateline.FORMS[2]": 90,
    "provenance.dateline.FORMS[3]": 90,
    "provenance.credit.SOURCE_LINE": 80,  # LINE_CHARS_MAX
    "provenance.credit.LABEL": 80,
}
# Asked of lines, in which one space stands for several.
OF_LINES = frozenset(
    (
        "extract.headline._OPENING",
        "extract.headline._CLOSING",
        "extract.headline._SEPARATOR",
        "extract.dates.line.BARS",
        "extract.metadata.TITLE_JOINT",
        "extract.own_names.TITLE_JOINT",
        "provenance.names.AFTER",
        "provenance.names.SEVERAL",
        "provenance.outbound.LABEL",
        *(f"provenance.dateline.FORMS[{number}]" for number in range(4)),
    )
)


def text_of(start, pump, end, chars, *, is_line):
    text = start + pump * max(1, (chars - len(start) - len(end)) // len(pump)) + end
    return " ".join(text.split())[:chars] if is_line and isinstance(text, str) else text


def slow(found: Found) -> str | None:
    """The hostile string for which the pattern takes too long, or None. Short ones come first."""
    chars = min(SHORT.get(name, CHARS) for name in found.names)
    is_line = not OF_LINES.isdisjoint(found.names)
    for start, pump, end in hostile(found.pattern):
        for shift in range(6, -1, -1):
            text = text_of(start, pump, end, chars >> shift, is_line=is_line)
            if any(map(is_slow, found.askers, [text] * 2)):
                return f"{start!r} + n * {pump!r} + {end!r}, {len(text)} characters"
    return None


def is_slow(ask, text):
    return seconds(ask, text, rounds=1) > TIME_MAX_S and seconds(ask, text) > TIME_MAX_S


ALL = patterns()


@pytest.mark.parametrize("found", ALL, ids=lambda found: found.names[0])
def test_no_pattern_takes_long(found):
    assert slow(found) is None


def test_the_tables_name_patterns_that_are_there():
    names = {name for found in ALL for name in found.names}
    assert names >= SHORT.keys() | OF_LINES
    assert len(ALL) > 200


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"a*a*a*b", "match"),
        (r"\s*\|\s*", "split"),
        (r"\d+\s(?:view)", "sub"),
        (r"x\s*,?\s*y", "match"),
        (rb"\.{2,}$", "search"),
    ],
)
def test_a_slow_pattern_is_seen(pattern, way):
    assert slow(Found(re.compile(pattern), ("planted",), frozenset((way,))))
