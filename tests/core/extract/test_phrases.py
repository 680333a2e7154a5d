"""The phrase file is read as it says of itself, and labels are told from sentences."""

from __future__ import annotations

import pytest

from crawler.core.noise.phrases import (
    FILE,
    INSIDE,
    SECTION,
    SEEN,
    STARTS,
    WHOLE,
    closing_kind,
    key_of,
    kind_of_line,
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related News", "related"),
        ("إقرأ أيضاً :", "related"),
        ("اقرأ ايضا", "related"),
        ("اقــرأ أيـضاً", "related"),
        ("« مواضيع ذات صلة »", "related"),
        ("اخر الاخبار", "latest"),
        ("الأكثر قراءة", "most_read"),
        ("share", "share"),
        ("شارك هذا الخبر", "share"),
        ("تاجز: رياضة", "tags"),
        ("لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بعلامة *", "comments"),
        ("التعليق على الصورة، رجل يقرأ في المكتبة العامة بعد افتتاحها", "caption"),
        ("شارك الوزير في الاجتماع الذي عقد أمس", None),
        ("المزيد من الدعم للمزارعين في الشمال", None),
        ("الموقع لا يتحمل أي مسؤولية عن المواد", None),
        ("", None),
    ],
)
def test_labels(line, kind):
    assert kind_of_line(line) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("موقعنا محرك بحث لا يتحمل أي مسؤولية قانونية", "notice"),
        ("All rights reserved 2025 © Yemeni Windows", "copyright"),
        ("Related News", "related"),
        ("قال الوزير إن العمل مستمر في كل المدن", None),
        ("يمكنك الإشتراك في نظام التنبيهات ليصلك كل جديد", "notice"),
        ("وختم بأن نظام التنبيهات سيشمل بقية المحافظات", None),
        ("وكانت هذه تفاصيل خبر وصول السفينة", "notice"),
        ("وكانت هذه تفاصيل اللقاء الأول بين الجانبين", None),
        ("ولم يعرف مصدر الخبر الأصلي حتى مساء أمس", None),
        ("آخر تعديل على الخميس، 26 تشرين2 2026", "byline"),
        ("قراءة 345 مراتآخر تعديل على الخميس، 26 تشرين2 2026", "byline"),
        ("وأقر المجلس آخر تعديل على اللائحة بالإجماع", None),
        ("المقالات لا تعبر عن رأي الموقع " * 20, None),
    ],
)
def test_closing_lines(line, kind):
    assert closing_kind(line) == kind


def test_every_phrase_stands_in_a_section_and_is_found_again():
    kind = None
    for raw in FILE.read_text(encoding="utf-8").splitlines():
        line = SEEN.sub("", raw).strip()
        if match := SECTION.fullmatch(line):
            kind = match[1]
        elif line and "*" not in line:
            assert kind, raw
            assert WHOLE[key_of(line)]
    assert len(WHOLE) > 300
    assert STARTS
    assert all(len(parts) >= 2 for parts in INSIDE)


def test_no_phrase_is_empty():
    assert all(WHOLE)
    assert all(STARTS)


def test_no_phrase_is_lost_to_the_quick_look_at_its_first_letters():
    for phrase, kind in WHOLE.items():
        assert kind_of_line(phrase) is not None, (phrase, kind)
    for start in STARTS:
        assert kind_of_line(f"\u200f• {start} ...") is not None, start
