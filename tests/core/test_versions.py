"""The next version of an article, from its newest one and what stands there now."""

from __future__ import annotations

import pytest

from crawler.core.article import Article, Duplicate, Metadata, StoryCluster
from crawler.core.versions import is_same_article, next_version

THEN, NOW = "2025-03-01T12:00:00Z", "2025-03-02T08:00:00Z"
OTHER = "وصلت الدفعة الأولى من المساعدات إلى المطار صباح اليوم على متن طائرتين."


@pytest.fixture
def old(make_article):
    return make_article(datePublishedEarliest=THEN, dateBasis="text-relative")


@pytest.fixture
def found(make_article):
    def make(**changes):
        meta = Metadata(dateDownloaded=NOW, dateFirstSeen=NOW, runId="run-2", spider="windows")
        return make_article(metadata=meta, version=2, **changes)

    return make


def test_the_same_text_is_no_version(old, found):
    assert next_version(old, found(keywords=["موانئ"])) is None


def test_an_edit_keeps_what_an_edit_does_not_change(old, found):
    old.metadata.seq = 7
    made = next_version(old, found(headline="عودة الرحلات إلى الجزيرة", dateBasis="first-seen"))

    assert (made.identifier, made.version, made.event) == (old.identifier, 2, "edited")
    assert (made.versionCreated, made.pubStatus) == (NOW, "usable")
    assert (made.datePublishedEarliest, made.dateBasis) == (THEN, "text-relative")
    assert made.metadata.dateFirstSeen == THEN
    assert made.metadata.dateDownloaded == NOW
    assert made.metadata.seq is None
    assert [change.field for change in made.changes] == ["headline"]


def test_a_date_that_was_not_known_is_taken(make_article, found):
    new = found(headline="عودة الرحلات إلى الجزيرة", datePublishedEarliest=NOW, dateBasis="jsonld")

    assert next_version(make_article(), new).dateBasis == "jsonld"


def test_a_version_is_no_copy_of_another(old, found):
    old.duplicate = Duplicate(of="a" * 32, relation="extends", similarity=0.8)
    old.storyCluster = StoryCluster(id="b" * 32, size=2, firstSeen=THEN)
    made = next_version(old, found(articleBody=OTHER))

    assert made.duplicate is made.storyCluster is None
    assert old.duplicate  # what was given stays as it was


def test_withdrawn_with_its_old_text_and_once(old, found):
    gone = found(articleBody=OTHER, pubStatus="canceled")
    made = next_version(old, gone)

    assert (made.event, made.pubStatus, made.version) == ("withdrawn", "canceled", 2)
    assert made.articleBody == old.articleBody
    assert (made.versionCreated, made.metadata.runId) == (NOW, "run-2")
    assert made.changes is None
    assert next_version(made, gone) is None


def test_restored_with_the_same_text_or_another(old, found):
    canceled = next_version(old, found(pubStatus="canceled"))
    same, other = (next_version(canceled, found(**each)) for each in ({}, {"articleBody": OTHER}))

    assert (same.event, same.version, same.pubStatus) == ("restored", 3, "usable")
    assert same.changes is None
    assert [change.field for change in other.changes] == ["articleBody"]


def test_moved_keeps_the_identifier(old, found):
    made = next_version(old, found(url="https://windows.example/story/7"))

    assert (made.event, made.identifier) == ("moved", old.identifier)
    assert made.url == "https://windows.example/story/7"
    assert [(each.field, each.before) for each in made.changes] == [("url", old.url)]


def test_a_difference_after_newer_code_is_not_the_sites(old, found):
    old.metadata.extractorVersion = "0"

    assert next_version(old, found(articleBody=OTHER)).event == "reextracted"
    assert next_version(old, found()) is None


def test_another_spelling_of_the_address_is_no_move(old, found):
    assert next_version(old, found(url=f"{old.url}?utm_source=home")) is None


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"headline": "عودة الرحلات"}, True),
        ({"articleBody": OTHER}, True),
        ({"headline": "وصول المساعدات", "articleBody": OTHER}, False),
    ],
)
def test_which_page_is_this_article_at_another_address(old, found, changes, same):
    assert is_same_article(old, found(**changes)) is same


def test_a_version_is_a_line_as_all_others(old, found):
    made = next_version(old, found(headline="عودة الرحلات إلى الجزيرة"))
    line = made.to_line()

    assert line.endswith("}}")
    assert Article.model_validate_json(line) == made
