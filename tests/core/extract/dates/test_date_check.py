"""Rungs of the ladder held against each other."""

from __future__ import annotations

import pytest

SAVED = "<meta property=article:modified_time content=2025-06-09T10:00:20Z>"
STATED = "<meta property=article:published_time content=2025-06-09T10:00:00Z>"


def told(article):
    doubts = article.metadata.validationMessages.get("datePublished")
    return article.datePublished[:10], article.metadata.fieldMethods["datePublished"], doubts


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<time datetime=2025-03-04>x</time>", ("2025-03-04", "time-tag", ["meta_disagrees"])),
        ("<time datetime=2025-06-09>x</time>", ("2025-06-09", "meta", None)),
        ("<time datetime=2025-06-10>x</time>", ("2025-06-09", "meta", None)),
        ("<time datetime=2025-09-09>x</time>", ("2025-06-09", "meta", ["time-tag_disagrees"])),
        ("<p>4 مارس 2025</p>", ("2025-06-09", "meta", None)),
        ("<p>9 يونيو 2025</p>", ("2025-06-09", "meta", None)),
        (
            "<p>9 يونيو 2025</p><time datetime=2025-03-04>x</time>",
            ("2025-06-09", "meta", ["time-tag_disagrees"]),
        ),
        ("<p>تحديث: <time datetime=2025-03-04>x</time></p>", ("2025-06-09", "meta", None)),
    ],
)
def test_a_date_that_may_be_that_of_the_last_saving(read, below, expected):
    assert told(read(STATED + SAVED, below)) == expected


def test_a_date_that_was_stated_before_the_last_change_holds(read):
    changed = "<meta property=article:modified_time content=2025-07-01T10:00:00Z>"
    article = read(STATED + changed, "<time datetime=2025-03-04>x</time>")
    assert told(article) == ("2025-06-09", "meta", ["time-tag_disagrees"])


def test_the_day_of_the_address_against_the_last_saving(read):
    article = read(STATED + SAVED, url="https://news.example/2025/03/04/markets")
    assert told(article) == ("2025-03-04", "url", ["meta_disagrees"])


def test_two_rungs_outvote_one(read):
    url = "https://news.example/2025/03/04/markets"
    article = read(STATED, "<time datetime=2025-03-04>x</time>", url=url)
    assert told(article) == ("2025-03-04", "url", ["meta_disagrees"])


def test_two_rungs_that_differ_from_each_other_outvote_nothing(read):
    url = "https://news.example/2025/01/04/markets"
    article = read(STATED, "<time datetime=2025-03-04>x</time>", url=url)
    assert told(article) == ("2025-06-09", "meta", ["url_disagrees", "time-tag_disagrees"])


def test_meta_and_the_page_outvote_json_ld(read):
    data = {"@type": "NewsArticle", "datePublished": "2019-01-01T00:00:00Z"}
    article = read(STATED, "<time datetime=2025-06-09>x</time>", data=data)
    assert told(article) == ("2025-06-09", "meta", ["jsonld_disagrees"])


def test_json_ld_and_meta_that_differ_are_told(read):
    data = {"@type": "NewsArticle", "datePublished": "2019-01-01T00:00:00Z"}
    assert told(read(STATED, data=data)) == ("2019-01-01", "jsonld", ["meta_disagrees"])


def test_a_time_among_the_teasers_of_the_article_is_no_witness(read):
    teaser = "<p>اقرأ أيضا <time datetime=2025-03-04>4 مارس</time> خبر آخر</p>"
    article = read(STATED + SAVED, after=teaser)
    assert told(article) == ("2025-06-09", "meta", None)


def test_one_rung_that_says_it_twice_outvotes_nothing(read):
    below = "<time datetime=2025-03-04>4 مارس 2025</time>"
    assert told(read(STATED, below)) == ("2025-06-09", "meta", ["time-tag_disagrees"])


def test_meta_that_repeats_json_ld_does_not_hide_what_disagrees(read):
    data = {"@type": "NewsArticle", "datePublished": "2025-06-09T10:00:00+03:00"}
    article = read(STATED, data=data, url="https://news.example/2025/03/04/markets")
    assert told(article) == ("2025-06-09", "jsonld", ["url_disagrees"])


def test_a_time_tag_is_held_against_the_address_and_the_lines(read):
    below = "<p>4 مارس 2025</p><time datetime=2025-06-09>x</time>"
    article = read(below=below, url="https://news.example/2025/03/04/markets")
    assert told(article) == ("2025-03-04", "url", ["time-tag_disagrees"])
