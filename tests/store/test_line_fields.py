"""A field of a stored line, read without the rest of it."""

from __future__ import annotations

import json

import pytest

from crawler.store.search import field_of, headline_of

LINE = {"headline": 'قال "نعم"', "datePublished": "2025-03-01", "wordCount": 7}
BEHIND = {"fieldMethods": {"headline": "meta", "dateModified": "meta", "datePublished": "url"}}


@pytest.mark.parametrize(
    ("key", "found"),
    [("headline", 'قال "نعم"'), ("datePublished", "2025-03-01"), ("dateModified", None),
     ("wordCount", None), ("metadata", None), ("nothing", None)],
)  # fmt: skip
def test_a_field_is_that_of_the_article_and_not_how_it_was_found(key, found):
    line = json.dumps(LINE | {"metadata": BEHIND}, ensure_ascii=False, separators=(",", ":"))
    assert field_of(line, f'"{key}":') == found


def test_a_line_that_only_says_how_a_headline_was_found_has_none():
    line = json.dumps({"url": "u", "metadata": BEHIND}, separators=(",", ":"))
    assert headline_of(line) == ""
