"""A text on one line is what splitting and joining gives, however it is found."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.core.extract.one_line import one_line

SPACES = [chr(point) for point in range(0x110000) if chr(point).isspace()]


def test_no_space_but_the_plain_one_is_printable():
    assert [space for space in SPACES if space.isprintable()] == [" "]


@given(st.text(st.sampled_from([*SPACES, " ", "أ", "b", "\u200f"])))
def test_one_line(raw):
    assert one_line(raw) == " ".join(raw.split())
