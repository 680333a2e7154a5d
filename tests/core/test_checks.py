"""What keeps an article from being published."""

from __future__ import annotations

import pytest

from crawler.core.article import Metadata
from crawler.core.checks import BODY_CHARS_MIN, fault_of

TEXT = "ن" * BODY_CHARS_MIN


def test_a_whole_article_has_no_fault(make_article):
    assert fault_of(make_article(), site_names=("نوافذ يمنية",)) is None
    assert fault_of(make_article(articleBody=TEXT)) is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"headline": ""}, "no_headline"),
        ({"headline": "\u200f\u0640"}, "no_headline"),
        ({"headline": "الصَّفحة غير مَوجودة"}, "error_page"),
        ({"headline": "404 Not Found"}, "error_page"),
        ({"headline": "Just a moment..."}, "error_page"),
        ({"headline": "نوافذ يمنيه"}, "headline_is_site_name"),
        ({"articleBody": " \n\n "}, "no_body"),
        ({"articleBody": TEXT[:-1]}, "too_short"),
        ({"articleBody": TEXT + "\ufffd\ufffd"}, "garbled"),
        ({"articleBody": f"وصلت السفينة إلى الميناء {TEXT}".encode("utf-7").decode()}, "garbled"),
        ({"metadata": Metadata(validationMessages={"page": ["truncated"]})}, "truncated"),
    ],
)
def test_faults(make_article, changes, fault):
    assert fault_of(make_article(**changes), site_names=("نوافذ يمنية",)) == fault


def test_a_few_lost_characters_are_no_fault(make_article):
    assert fault_of(make_article(articleBody=TEXT + "\ufffd")) is None


def test_words_with_a_plus_are_no_fault(make_article):
    assert fault_of(make_article(articleBody=f"{TEXT} قناة+Plus وخدمة C++ وبرنامج Disney+")) is None


def test_a_cut_page_comes_before_what_it_lacks(make_article):
    cut = Metadata(validationMessages={"page": ["truncated"]})
    assert fault_of(make_article(headline="", articleBody="", metadata=cut)) == "truncated"


@pytest.mark.parametrize(
    ("language", "wanted", "fault"),
    [
        ("ar", (), None),
        ("fa", (), None),
        ("fa", ("ar",), "other_language"),
        ("fa", ("ar", "fa"), None),
        ("ar", ("ar",), None),
        ("und", ("ar",), None),
    ],
)
def test_languages_are_left_out_only_where_the_profile_says_so(
    make_article, language, wanted, fault
):
    assert fault_of(make_article(inLanguage=language), languages=wanted) == fault


def test_a_broken_page_is_not_blamed_on_its_language(make_article):
    broken = make_article(inLanguage="fa", articleBody="")
    assert fault_of(broken, languages=("ar",)) == "no_body"
