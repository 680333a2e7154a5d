"""The shapes that an address nearly has, by the shortest way to each."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from crawler.core.extract.listing import near_shapes
from crawler.core.urls import general_shape

PARTS = st.sampled_from(("/", "#", "*", "~", "a", "news", "-", "_", ".html", "?id=#", "?lang=ar"))


@example("/port-#.html")
@example("/news/a#a")
@given(st.lists(PARTS, max_size=7).map(lambda parts: "/" + "".join(parts)))
def test_a_shape_without_a_number_has_no_other_near_ones(shape):
    general = general_shape(shape)
    by_all_rules = {
        general,
        near_shapes.LAST_NAME.sub("*", general),
        near_shapes.LAST_KEY.sub("#", shape),
        near_shapes.with_open_word(shape),
        near_shapes.WORD_AND_NUMBER.sub("*", shape),
    }
    assert set(near_shapes._near_shapes(shape)) == by_all_rules
