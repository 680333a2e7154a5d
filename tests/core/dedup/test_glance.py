"""What is passed over at a glance shares too few words, whatever is compared with it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.dedup import glance
from crawler.core.dedup.glance import worth_comparing
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch import sketch_of

WORDS = st.lists(st.sampled_from([f"كلمة{letter}" for letter in "ابتثجحخدذرزسش"]), min_size=1)
SKETCHES = WORDS.map(" ".join).map(lambda body: sketch_of("", body))


@settings(deadline=None)
@given(SKETCHES, st.lists(SKETCHES, min_size=1, max_size=5), st.floats(0, 1))
def test_no_pair_that_shares_enough_is_passed_over(new, old, least):
    found = worth_comparing(new, [each.data for each in old], least)
    shared = [overlap_of(new, each).containment >= least for each in old]
    assert found == shared  # so few words have slots of their own
    assert not glance._IS_THERE.any()
