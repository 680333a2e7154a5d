"""Where the words of a pair stand, beside a slow account of the same."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import IS_NUMBER, is_number

NUMBER = IS_NUMBER + 1
CODES = st.lists(
    st.sampled_from([*range(1, 14), *range(NUMBER, NUMBER + 4)]),
    min_size=1,
    max_size=14,
    unique=True,
)


def overlap(new, old):
    return overlap_of(
        *(
            Sketch(
                exact=bytes(16), keys=(), words=words, repeated=(), title=(), numbers=(), dates=()
            )
            for words in (new, old)
        )
    )


def dense(words, others):
    """The run with the highest sum, the earliest of those that end first, the shortest of these."""
    values = [1 if word in others else 0 if is_number(word) else -3 for word in words]
    spans = [(start, end) for end in range(len(words) + 1) for start in range(end + 1)]
    return max(spans, key=lambda span: (sum(values[slice(*span)]), -span[1], span[0]))


@settings(deadline=None)
@given(CODES, CODES)
def test_what_is_shared_and_where(new, old):
    found = overlap(new, old)
    both = [word for word in old if word in new]
    assert found.shared == len(both)
    assert found.old_shared.tolist() == [word in new for word in old]
    assert found.new_shared.tolist() == [word in old for word in new]
    assert found.in_old.tolist() == [old.index(word) if word in old else -1 for word in new]
    assert (found.of_new, found.of_old) == (len(both) / len(new), len(both) / len(old))
    assert found.containment == max(found.of_new, found.of_old)
    assert found.jaccard == len(both) / len({*new, *old})
    assert found.only_new == set(new) - set(old)
    assert found.only_old == set(old) - set(new)


@settings(deadline=None)
@given(CODES, CODES)
@example([1, 2, 3], [1, 2, 3])
@example([NUMBER, 1, 2], [1, 2, NUMBER + 1])  # nothing is foreign but numbers
@example([NUMBER], [NUMBER + 1])
@example([1, 9, 2, 3, 4, 5, 6, 10, 11, 7], [1, 2, 3, 4, 5, 6, 7])
def test_the_part_that_shares_words_densely(new, old):
    found = overlap(new, old)
    for span, words, others in ((found.new_span, new, old), (found.old_span, old, new)):
        assert (span.start, span.stop) == dense(words, others)
