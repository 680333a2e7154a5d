"""Marks of copies in a stored line: as if the article had been written anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.article import Article, Change, ContentHash, Duplicate, Removed, StoryCluster
from crawler.store import line_marks
from crawler.store.line_marks import with_marks

COPY = Duplicate(of="a" * 32, relation="extends", similarity=0.875)
GROUP = StoryCluster(id="b" * 32, size=3, firstSeen="2025-03-01T10:00:00Z")
MARKS = ((None, None), (COPY, None), (None, GROUP), (COPY, GROUP))
MISLEADING = '"duplicate":{"of":"x"},"storyCluster":{},"wordCount":7,"metadata":{}}'
# What may stand before and behind the marks; texts that look like keys stand in values alone.
OTHERS = (
    {},
    {"wordCount": 7},
    {"contentHash": ContentHash(raw="r", folded="f")},
    {"removed": [Removed(rule="teaser", text=MISLEADING)]},
    {"changes": [Change(field="duplicate", before=MISLEADING)], "articleBody": MISLEADING},
    {"wordCount": 7, "removed": [], "contentHash": ContentHash(raw="r", folded=MISLEADING)},
    {"headline": "خبر", "description": '\\"metadata":', "keywords": ['"duplicate', '":{']},
)


def article(duplicate=None, cluster=None, **more):
    told = {"headline": "h", "articleBody": "نص", "inLanguage": "ar"} | more
    made = Article(
        identifier="i", url="https://news.example/1", provider={"name": "n", "url": "u"}, **told
    )
    made.metadata.fieldMethods = {"duplicate": "x", "storyCluster": "y", "wordCount": "z"}
    made.duplicate, made.storyCluster = duplicate, cluster
    return made


@pytest.mark.parametrize("others", OTHERS)
@pytest.mark.parametrize("before", MARKS)
@pytest.mark.parametrize("marks", MARKS)
def test_a_line_is_as_if_it_were_written_with_the_marks(others, before, marks):
    line = article(*before, **others).to_line()
    assert with_marks(line, *marks) == article(*marks, **others).to_line()


@given(st.text(), st.text(max_size=9), st.sampled_from(MARKS), st.sampled_from(MARKS))
def test_any_text_may_stand_in_the_line_and_in_the_marks(text, word, before, marks):
    told = [each and each.model_copy() for each in before]
    if told[0]:
        told[0].relation = word + '},"'
    line = article(*told, articleBody=text, removed=[Removed(rule="r", text=word)]).to_line()
    wanted = article(*marks, articleBody=text, removed=[Removed(rule="r", text=word)])
    assert with_marks(line, *marks) == wanted.to_line()


def test_a_line_without_metadata_is_refused_where_a_mark_is_to_be_put_in():
    with pytest.raises(ValueError, match="substring"):
        with_marks('{"url":"u"}', COPY, None)
    assert with_marks('{"url":"u"}', None, None) == '{"url":"u"}'


def test_the_comparison_catches_marks_that_stand_in_another_place(monkeypatch):
    monkeypatch.setattr(line_marks, "BEHIND", ())
    line = article(wordCount=7).to_line()
    assert with_marks(line, COPY, None) != article(COPY, wordCount=7).to_line()
