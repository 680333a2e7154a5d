"""The key of a text, and copies that say the same word for word."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex, Match, content_key, hashes_of

RELATIONS = ("same", "contained", "extends", "template", "roundup", "update")
BODY = "أعلنت الوزارة، اليوم، استئناف الرحلات إلى الجزيرة.\n\nوقال المدير: «نحن جاهزون»."


def test_spelling_marks_spaces_and_punctuation_make_no_difference():
    other = 'اعلنت الوزارةُ اليومَ   إستئناف الرحـــلات الى الجزيرة .\nوقال المدير: "نحن جاهزون"!'
    assert content_key(other) == content_key(BODY)


def test_a_word_or_a_number_makes_a_difference():
    keys = {content_key(text) for text in (BODY, BODY + " غدا", "أصيب 3 جنود", "أصيب 4 جنود")}
    assert len(keys) == 4


def test_hashes_of():
    hashes = hashes_of(BODY)
    assert hashes.raw == hashlib.sha256(BODY.encode()).hexdigest()
    assert hashes.folded == content_key(BODY)
    assert hashes_of("\ud800").raw


def test_a_copy_is_found_whatever_its_headline_and_site():
    index = DuplicateIndex()
    assert index.match("عنوان", BODY) is None
    index.add("a", "عنوان", BODY, site="one")

    match = index.match("عنوان آخر", BODY.replace("،", ""), site="two")
    assert match == Match("a", "same")
    assert match.is_duplicate
    assert index.match("عنوان", "وصل المدير إلى الوزارة ولم يقل شيئا عن الرحلات.") is None


def test_the_first_that_has_a_text_keeps_it():
    index = DuplicateIndex()
    index.add("a", "", BODY)
    index.add("b", "", BODY)
    assert index.match("", BODY).identifier == "a"


def test_what_only_looks_like_a_copy_is_none():
    assert [relation for relation in RELATIONS if Match("a", relation).is_duplicate] == [
        "same",
        "contained",
        "extends",
    ]


def test_a_body_without_a_word_matches_nothing():
    index = DuplicateIndex()
    assert index.add("a", "عنوان", " … \n") is None
    assert index.match("عنوان", " … \n") is None


def test_another_headline_and_other_signs_are_no_other_text():
    index = DuplicateIndex()
    index.add("a", "عنوان", BODY)
    assert index.match("عنوان آخر", BODY.replace("،", "")) == Match("a", "same")
    assert index.match("عنوان", BODY.replace("استئناف", "إلغاء")) != Match("a", "same")


def test_a_body_of_a_few_words_is_a_copy_only_under_its_headline():
    index = DuplicateIndex()
    index.add("a", "فوز الفريق", "شاهد الفيديو")
    assert index.match("حريق في السوق", "شاهد الفيديو") is None
    assert index.match("فوز الفريق", "شاهد الفيديو").relation == "same"


@settings(deadline=None)
@given(st.text(max_size=200).map(lambda text: text + " كلمة"))
def test_a_text_is_always_its_own_copy(body):
    index = DuplicateIndex()
    index.add("a", "", body)
    assert index.match("", f" {body}\n").identifier == "a"
