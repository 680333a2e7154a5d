"""The item: what a line holds, and how it gets its place in the feed."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from crawler.core.article import Article, Link, Metadata, identifier_of, with_seq


def test_a_line_has_no_absent_key_and_arabic_as_it_is(make_article):
    line = make_article(keywords=["ميناء"]).to_line()
    read = json.loads(line)

    assert "استئناف" in line
    assert "\n" not in line
    assert "author" not in read
    assert None not in read.values()
    assert read["keywords"] == ["ميناء"]
    assert list(read)[-1] == "metadata"


def test_a_line_reads_back_as_the_same_article(make_article):
    article = make_article(
        relatedLink=[Link(url="https://windows.example/8", name="خبر", position=1)]
    )
    assert Article.model_validate_json(article.to_line()) == article


def test_unknown_fields_are_refused(make_article):
    with pytest.raises(ValidationError, match="headLine"):
        make_article(headLine="x")
    with pytest.raises(ValidationError, match="datePrecision"):
        make_article(datePrecision="decade")


def test_the_place_in_the_feed_is_put_into_the_line(make_article):
    line = make_article().to_line()
    placed = json.loads(with_seq(line, 12))

    assert placed["metadata"]["seq"] == 12
    del placed["metadata"]["seq"]
    assert placed == json.loads(line)


def test_a_line_with_something_behind_its_metadata_is_refused():
    with pytest.raises(ValueError, match="does not end with its metadata"):
        with_seq('{"metadata":{"spider":"s"},"url":"u"}', 1)


def test_identifiers_are_stable_and_differ():
    # Part of the feed's contract: a change would publish every article once more.
    assert identifier_of("https://windows.example/news/7") == "2b66b83f7f0477e884411815ce13733c"
    assert identifier_of("https://windows.example/news/8") != identifier_of("")
    assert len(identifier_of("\ud800")) == 32


def test_every_metadata_line_ends_with_a_key_before_the_seq():
    assert Metadata().model_dump(exclude_none=True)["extractorVersion"]
