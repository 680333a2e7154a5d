"""A long text has the key of its lines: the shortcuts for long texts change nothing."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.text import fold_text
from crawler.core.dedup import content_key

ARABIC = "أحمد في المدرسة، ١٢ «نعم» لاـ\u064e\u0651\u200c\u08f0\U00010efa"
LATIN = "Straße, «café» ’n’ roll £5 – ASCII only, yes"
LINES = st.lists(
    st.one_of(st.text(ARABIC, max_size=30), st.text(LATIN, max_size=30), st.text(max_size=10)),
    max_size=6,
)
PLAIN = "a plain line of Latin letters and nothing else "


@given(LINES)
def test_a_text_folds_as_its_lines(lines):
    keys = [key for line in lines if (key := fold_text(line))]
    for filling in (PLAIN, "سطر من الحروف وحدها "):
        long = [filling.strip()] * 80
        text = "\n".join([*lines, *long])
        assert fold_text(text) == " ".join([*keys, *map(fold_text, long)])


@given(LINES)
def test_the_key_of_a_text_is_that_of_its_words(lines):
    text = "\n\n".join([*lines, PLAIN])
    words = re.sub(r"[\W_]+", " ", fold_text(text)).strip()
    expected = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    assert content_key(text) == expected
