"""The table of phrases says each thing once: a line that another one covers only seems to count."""

from __future__ import annotations

from collections import Counter

from crawler.core.arabic.text import fold_text
from crawler.core.noise.phrases import (
    EDGES,
    FILE,
    INSIDE,
    SECTION,
    SEEN,
    STARTS,
    closing_kind,
    key_of,
    kind_of_line,
)


def test_no_phrase_is_another_one_once_both_are_folded():
    lines = (SEEN.sub("", line).strip() for line in FILE.read_text(encoding="utf-8").splitlines())
    phrases = Counter(
        fold_text(line).lstrip(EDGES) if line.endswith("*") else key_of(line)
        for line in lines
        if line and not line.startswith("*") and not SECTION.fullmatch(line)
    )
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
    assert len(set(INSIDE)) == len(INSIDE)


def test_no_beginning_is_covered_by_a_shorter_one_of_its_kind():
    for start, kind in STARTS.items():
        shorter = [one for one in STARTS if one != start and start.startswith(one)]
        assert not shorter or STARTS[max(shorter, key=len)] != kind, start


def test_no_words_within_a_line_are_covered_by_fewer_of_their_kind():
    alone = {(kind, words[0]) for kind, *words in INSIDE if len(words) == 1}
    for kind, *words in INSIDE:
        covered = [one for its, one in alone if its == kind and any(one in each for each in words)]
        assert covered in ([], words), words


def test_the_parts_of_a_phrase_count_together_and_in_their_order():
    assert closing_kind("هذه قناة الميناء الإخبارية على واتساب") == "follow"
    assert kind_of_line("هذه قناة الميناء الإخبارية على واتساب") is None
    assert closing_kind("وعبرت السفينة قناة الملاحة يوم الأحد") is None
    assert closing_kind("على واتساب أطلقت الجمعية قناة") is None


def test_a_phrase_of_two_elements_without_a_space_is_known_unless_it_could_be_a_word():
    assert kind_of_line("اقرأأيضا") == "related"
    assert (kind_of_line("لا تفوت"), kind_of_line("لاتفوت")) == ("related", None)


def test_who_owns_the_comments_is_said_by_scripts_and_not_by_a_sentence_about_owners():
    assert kind_of_line("التعليقات مملوكة لأصحابها. نحن غير مسؤولين عن محتواها.") == "comments"
    assert kind_of_line("التعليقات تخص صاحبها ولا تخص بأي حال إدارة الموقع") == "comments"
    assert kind_of_line("التعليقات تخص أصحاب الشركة وحدهم") is None
