"""What a cut leaves of an article: its earlier notes, its figures, and a story of just enough."""

from __future__ import annotations

import pytest

from crawler.core.article import Removed
from crawler.core.clean import clean_article
from crawler.core.noise.cut import BODY_CHARS_MIN, cut_edges

SLOGAN = "نبض البوابة"


@pytest.mark.parametrize(("chars", "goes"), [(BODY_CHARS_MIN, True), (BODY_CHARS_MIN - 1, False)])
def test_learned_lines_go_where_just_enough_is_left(make_article, chars, goes):
    story = "وصلت السفينة إلى الميناء "
    body = (story * chars)[: chars - 1] + "."
    article = cut_edges(make_article(articleBody=f"{SLOGAN}\n\n{body}"), {SLOGAN}.__contains__)
    assert article.articleBody.startswith(SLOGAN) is not goes


def test_what_was_removed_before_stays_written_down(make_article):
    before = Removed(rule="related", text="اقرأ أيضا")
    body = make_article().articleBody
    article = cut_edges(make_article(articleBody=f"{body}\n\nشارك", removed=[before]))
    assert [(each.rule, each.text) for each in article.removed] == [
        ("related", "اقرأ أيضا"),
        ("share", "شارك"),
    ]


def test_words_and_hashes_are_those_of_what_is_left(make_article):
    plain = clean_article(make_article())
    article = cut_edges(clean_article(make_article(articleBody=f"{plain.articleBody}\n\nشارك")))
    assert article.articleBody == plain.articleBody
    assert (article.wordCount, article.contentHash) == (plain.wordCount, plain.contentHash)
