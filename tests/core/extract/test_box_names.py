"""What the names of a box say: the fast expression finds what the one with the kinds finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.extract import box_names
from crawler.core.extract.box_names import BODY_WORDS, HINT_WORDS, PREFIXES, is_body, kind_of_box
from crawler.core.extract.word_tree import tree_pattern

WORDS = [word.rstrip("=") for words in HINT_WORDS.values() for word in words]
PARTS = st.sampled_from([*WORDS, *BODY_WORDS, *PREFIXES, "x", "ad", "add", "tag", "1", "content"])
NAMES = st.lists(PARTS, max_size=4).flatmap(
    lambda parts: st.sampled_from(["-", "_", "__", ""]).map(lambda joint: joint.join(parts))
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("related-posts", "related"),
        ("relatedposts", "related"),
        ("article__related", "related"),
        ("unrelated", None),
        ("ads", "ad"),
        ("adsense-box", "ad"),
        ("adset", None),
        ("promo-box", "ad"),
        ("post-entry-share", "share"),
        ("td-post-sharing", "share"),
        ("story", None),
    ],
)
def test_kind(name, kind):
    assert kind_of_box("div", name) == kind


@given(NAMES)
def test_every_name_has_the_kind_that_the_whole_expression_gives_it(name):
    match = box_names._HINT.search(name)
    expected = match.lastgroup if match and name else None
    assert kind_of_box("div", name) == expected
    body = re.search(rf"(?<![a-z])(?:{box_names._pattern(BODY_WORDS)})", name)
    assert is_body(name) == (body is not None)


@given(st.lists(NAMES, max_size=5), st.sampled_from(["div", "h2"]))
def test_of_several_names_the_first_that_speaks_of_something_counts(names, tag):
    kinds = [kind_of_box("div", name) for name in names]
    told = [kind for kind in kinds if kind and not (tag == "h2" and kind == "sidebar")]
    assert kind_of_box(tag, " ".join(names)) == (told[0] if told else None)
    assert is_body(" ".join(names)) == any(map(is_body, names))


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1), st.text("abc"))
def test_a_tree_matches_where_one_of_its_words_stands(words, text):
    found = re.search(tree_pattern(words), text)
    plain = re.search("|".join(words), text)
    assert (found and found.start()) == (plain and plain.start())
