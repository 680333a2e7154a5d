"""Where the site ends and the article begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.noise.edges import edges_of

FIRST = "أعلنت وزارة النقل، اليوم، استئناف الرحلات البحرية بين الجزيرة والميناء بعد توقف دام شهرا."
LAST = "وقال مدير الميناء إن السفينة الأولى تحمل وقودا وأدوية، وإن تفريغها يستغرق يومين."
HEADLINES = ("عودة الصيادين إلى البحر", "سوق السمك تفتح أبوابها", "الميناء يستقبل ثلاث سفن")
KNOWN = {"نبض البوابة", "ركن القراء", "خدمات الموقع"}


def rules(marked):
    return [rule for rule, _ in marked]


def test_labels_and_ages_go():
    lines = ["منذ 3 ساعات", "شارك", FIRST, LAST, "جميع الحقوق محفوظة"]
    head, body, tail = edges_of(lines)
    assert (rules(head), body, rules(tail)) == (["age", "share"], [FIRST, LAST], ["copyright"])


def test_what_was_learned_goes_at_the_ends_only():
    lines = ["نبض البوابة", FIRST, "ركن القراء", LAST, "خدمات الموقع"]
    head, body, tail = edges_of(lines, KNOWN.__contains__)
    assert head == [("learned", "نبض البوابة")]
    assert body == [FIRST, "ركن القراء", LAST]
    assert tail == [("learned", "خدمات الموقع")]


LABELS = [("اقرأ أيضا", "related"), ("الأكثر قراءة", "most_read"), ("آخر الأخبار", "latest")]


@pytest.mark.parametrize(("label", "kind"), LABELS)
def test_the_label_of_a_list_is_no_beginning_of_an_article(label, kind):
    assert edges_of([label, FIRST, LAST]) == ([(kind, label)], [FIRST, LAST], [])


@pytest.mark.parametrize(("label", "kind"), LABELS)
def test_a_list_of_headlines_goes_with_its_label(label, kind):
    lines = [FIRST, LAST, label, *HEADLINES, "جميع الحقوق محفوظة"]
    _, body, tail = edges_of(lines)
    assert body == [FIRST, LAST]
    assert tail == [
        *((kind, line) for line in (label, *HEADLINES)),
        ("copyright", "جميع الحقوق محفوظة"),
    ]


@pytest.mark.parametrize(
    "after",
    [
        [LAST],  # a label in mid-article
        [*HEADLINES, LAST],
        [f"{line} رقم {number}" for number in range(5) for line in HEADLINES],  # too long a list
    ],
)
def test_a_label_above_an_article_cuts_nothing(after):
    lines = [FIRST, "اقرأ أيضا", *after]
    assert edges_of(lines) == ([], lines, [])


def test_one_or_two_fresh_headlines_between_learned_lines_go():
    lines = [FIRST, LAST, "نبض البوابة", *HEADLINES[:2], "خدمات الموقع"]
    _, body, tail = edges_of(lines, KNOWN.__contains__)
    assert body == [FIRST, LAST]
    assert tail == [("learned", line) for line in lines[2:]]


@pytest.mark.parametrize(
    "between",
    [
        HEADLINES,  # three in a row
        [LAST],  # a sentence
        ["خبر " * 50],  # no headline is so long
    ],
)
def test_what_is_no_fresh_headline_stays(between):
    lines = [FIRST, LAST, "نبض البوابة", *between, "خدمات الموقع"]
    _, body, tail = edges_of(lines, KNOWN.__contains__)
    assert body == lines[:-1]
    assert rules(tail) == ["learned"]


def test_fresh_headlines_at_the_very_end_stay():
    lines = [FIRST, LAST, "نبض البوابة", HEADLINES[0]]
    assert edges_of(lines, KNOWN.__contains__) == ([], lines, [])


@pytest.mark.parametrize("line", ["أمس", "قبل 3 أيام من موعد الانتخابات العامة", "3 آذار 2024"])
def test_what_is_no_age(line):
    lines = [line, FIRST]
    assert edges_of(lines) == ([], lines, [])


@pytest.mark.parametrize(
    "lines", [["شارك"], ["شارك", "نبض البوابة"], ["اقرأ أيضا", *HEADLINES], [""]]
)
def test_a_line_is_left(lines):
    head, body, tail = edges_of(lines, KNOWN.__contains__)
    assert body
    assert len(head) + len(body) + len(tail) == len(lines)


@given(
    st.lists(st.sampled_from([FIRST, LAST, *HEADLINES, *KNOWN, "اقرأ أيضا", "شارك"]), min_size=1),
    st.booleans(),
)
def test_nothing_is_added_nothing_moves(lines, learned):
    head, body, tail = edges_of(lines, KNOWN.__contains__ if learned else None)
    assert [*(line for _, line in head), *body, *(line for _, line in tail)] == lines
    assert body
