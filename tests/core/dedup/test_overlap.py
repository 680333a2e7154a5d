"""Where the words of a pair stand, beside a slow account of the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup import overlap as overlaps
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.word_table import WordTable, slots_of
from crawler.core.dedup.words import CODE_BITS, IS_NUMBER, is_number

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


def new_in_both(new, old):
    return [word for word in new if word in old]


@settings(deadline=None)
@given(CODES, CODES)
@example([1, 2, 3], [1, 3])
@example([1, 3], [3, 2, 1])
def test_what_is_shared_and_where(new, old):
    found = overlap(new, old)
    both = [word for word in old if word in new]
    assert found.shared == len(both)
    assert found.old_shared.tolist() == [word in new for word in old]
    assert found.new_shared.tolist() == [word in old for word in new]
    assert found.places.tolist() == [new.index(word) for word in both]
    assert found.is_nested == (new_in_both(new, old) == both and both in (new, old))
    assert (found.of_new, found.of_old) == (len(both) / len(new), len(both) / len(old))
    assert found.containment == max(found.of_new, found.of_old)
    assert found.jaccard == len(both) / len({*new, *old})
    assert found.only_new == set(new) - set(old)
    assert found.only_old == set(old) - set(new)


@pytest.mark.parametrize("few", [-1, 99], ids=["by sums", "between foreign words"])
@settings(deadline=None)
@given(CODES, CODES)
@example([1, 2, 3], [1, 2, 3])
@example([NUMBER, 1, 2], [1, 2, NUMBER + 1])  # nothing is foreign but numbers
@example([NUMBER], [NUMBER + 1])
@example([1, 9, 2, 3, 4, 5, 6, 10, 11, 7], [1, 2, 3, 4, 5, 6, 7])
def test_the_part_that_shares_words_densely(few, new, old):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlaps, "_FEW", few)
        found = overlap(new, old)
        spans = [(span.start, span.stop) for span in (found.new_span, found.old_span)]
    assert spans == [dense(new, old), dense(old, new)]


ENDS = 1 << 16  # words that differ by it end in the same 16 bits


@settings(deadline=None)
@given(CODES, CODES)
@example([1, 1 + ENDS], [1 + ENDS, 2, 1])
@example([1 + ENDS, 1, 2], [1])
def test_words_that_end_in_the_same_bits_are_told_apart(new, old):
    alike = [[word % 3 * ENDS + word // 3 for word in words] for words in (new, old)]
    found, apart = overlap(*alike), overlap(new, old)
    assert found.old_shared.tolist() == apart.old_shared.tolist()
    assert found.places.tolist() == apart.places.tolist()


@settings(deadline=None)
@given(st.lists(st.sampled_from([1, 2, 3, 1 + ENDS, 2 + ENDS, 2 + 2 * ENDS]), min_size=1))
@example([1, 1 + ENDS, 1, 1 + ENDS, 2])
def test_each_word_once_in_the_order_in_which_it_first_stands(words):
    table = WordTable()
    table.fill(np.array([3, 7], dtype=np.uint32))
    upper = 1 << CODE_BITS  # what a number has above its code is of no account
    numbers = np.array([word + upper * (at % 4) for at, word in enumerate(words)], dtype=np.uint32)
    assert table.distinct(numbers).tolist() == list(dict.fromkeys(words))


def test_the_table_knows_nothing_of_the_text_before():
    table = WordTable()
    first, second = (np.array(words, dtype=np.uint32) for words in ([5, 6, 5], [8, 7 + ENDS]))
    assert table.fill(first, 1).tolist() == [False, True, True]
    assert table.look_up(slots_of(first)).tolist() == [3, 2, 3]
    assert table.fill(second).tolist() == [True, True]
    places = table.look_up(slots_of(np.array([5, 6, 7, 8], dtype=np.uint32)))
    assert places.tolist() == [0, 0, 1, 0]
