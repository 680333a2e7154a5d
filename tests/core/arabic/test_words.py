"""Words are counted as readers count them, whichever way the text is split."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.words import SIGNS, Splitter, count_words

# The rule, as slow as it is clear: what `count_words` splits on bytes must give the same.
WORD = re.compile(r"""[^\W_][^\s.,;:!?()\[\]{}<>"«»“”‘‹›…،؛؟٪%/\\|*=+_–—-]*""")
NEWS = st.text(
    "ابتةجح وينهـ\u064e\u0651\u200c،؛؟.«»“”’'\"-–—…%12٣ab_\n\t\x1c\x85\xa0@&€ß", max_size=60
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("… - ،", 0),
        ("وصلت السفينة إلى الميناء", 4),
        ("وَصَلَتِ السَّفِينَةُ، أَخِيرًا!", 3),
        ("«نعم»، قال الوزير: لا.", 4),
        ("ارتفع السعر 12 ريالاً", 4),
        ("سطر\n\nسطر", 2),
        ("عدن-صنعاء", 2),
        ("don’t, can't", 2),
        ("سعره 5€ ☎ اليوم", 3),
    ],
)
def test_count(text, words):
    assert count_words(text) == words


@given(st.one_of(NEWS, st.text(max_size=40)))
def test_count_is_the_rule(text):
    assert count_words(text) == len(WORD.findall(text))


def test_a_splitter_splits_and_drops():
    assert Splitter("،-", "'’").split("سطر،ثان it's it’s a-b") == [
        "سطر".encode(), "ثان".encode(), b"its", b"its", b"a", b"b",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["هاتف ☎", "م\u064eد", "\ud800", "\xa0"])
def test_a_splitter_says_when_it_cannot(text):
    assert Splitter(SIGNS).split(text) is None
