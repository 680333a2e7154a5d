"""What keeps pages of one form apart, and lets edited copies pass."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.guards.dates import dates_differ
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.guards.numbers import numbers_differ
from crawler.core.dedup.guards.subject import subjects_differ
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch import sketch_of
from tests.core.dedup.families import FAMILIES, issues
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, RELATED

PRICES = """بلغ سعر الدولار {} للشراء و{} للبيع وسعر اليورو {} للشراء و{} للبيع في محلات الصرافة.
وأكد صرافون أن الأسعار تختلف من مكان إلى آخر بشكل طفيف وأن الطلب على العملات مستقر."""
MONDAY, TUESDAY = (datetime(2026, 3, day, 9, tzinfo=UTC) for day in (2, 3))


def overlap(new, old, title=""):
    return overlap_of(sketch_of(title, new), sketch_of(title, old))


@pytest.mark.parametrize("family", FAMILIES)
def test_no_page_of_a_form_is_a_copy_of_another(family):
    index = DuplicateIndex()
    for number, page in enumerate(issues(family)):
        match = index.match(*page)
        assert match is None or match.relation == "template", page
        index.add(str(number), *page)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_page_of_a_form_that_is_posted_again_is_found(family):
    index, pages = DuplicateIndex(), list(issues(family))
    for number, page in enumerate(pages):
        index.add(str(number), *page)
    for number, (title, body) in enumerate(pages):
        again = index.match(title, f"(متابعات)\n{body}\n{RELATED}")
        assert again.is_duplicate, (family, number)
        assert again.identifier == str(number)


def test_numbers_of_a_price_list():
    day = PRICES.format(530, 545, 610, 625)
    assert numbers_differ(overlap(PRICES.format(531, 546, 612, 627), day))
    assert not numbers_differ(overlap(PRICES.format("٥٣٠", "٥٤٥", "٦١٠", "٦٢٥"), day))
    assert numbers_differ(overlap(PRICES.format(530, 545, 611, 626), day))
    assert not numbers_differ(overlap(PRICES.format(530, 545, 610, 625) + "\nنشر قبل 8 ساعات", day))


def test_numbers_beside_the_shared_part_do_not_count():
    block = "\n1 سباق 2 معرض 3 كتاب 4 فيلم 5 جوائز 6 مدن 7 رحلات 8 ألعاب"
    assert not numbers_differ(overlap(PRICES.format(530, 545, 610, 625) + block, BRIDGE + PRICES))


def test_few_numbers_differ_in_texts_that_are_else_one():
    assert numbers_differ(overlap(BRIDGE.replace("14", "16"), BRIDGE))
    assert not numbers_differ(overlap(BRIDGE.replace("14 شهرا", "عاما ونيفا"), BRIDGE))


@pytest.mark.parametrize(
    ("new", "old", "differ"),
    [
        ("يوم السبت", "يوم الأحد", True),
        ("يوم السبت", "السبت الماضي", False),
        ("السبت 1 يوليو", "السبت 8 تموز", True),
        ("1 يوليو", "1 تموز", False),
        ("3 رمضان 1447", "4 رمضان 1447", True),
        ("3 رمضان 1447", "4 مارس 2026", False),
        ("3 ذي القعدة", "5 ذو القعدة", True),
        ("5 تشرين الأول", "5 تشرين الثاني", True),
        ("الأحد", "أمس", False),
        ("السبت والأحد", "الأحد", False),
        ("45 مارس", "12 مارس", False),
    ],
)
def test_dates(new, old, differ):
    assert dates_differ(sketch_of("", new), sketch_of("", old)) is differ
    assert dates_differ(sketch_of(old, "نص"), sketch_of(new, "نص")) is differ


def test_subjects_are_words_that_each_repeats_and_the_other_lacks():
    one = "وصل الوزير إلى الكويت وقال إن الكويت ترحب بالضيوف دائما"
    other = one.replace("الكويت", "البحرين")
    assert subjects_differ(overlap(one, other), Frequency())
    assert not subjects_differ(overlap(one, one.replace("الكويت", "المنامة", 1)), Frequency())


def test_a_word_that_the_headline_of_the_other_has_is_not_lacking_there():
    one = "وصل الوزير إلى الكويت وقال إن الكويت ترحب بالضيوف دائما"
    other = one.replace("الكويت", "البحرين")
    headed = overlap_of(sketch_of("وزير البحرين", one), sketch_of("وزير الكويت", other))
    assert not subjects_differ(headed, Frequency())


def test_another_spelling_is_no_other_subject():
    one = "سافر الوفد إلى أميركا وستبقى أميركا وجهته مع عبد الله وعبدالله"
    other = "سافر الوفد إلى أمريكا وستبقى أمريكا وجهته مع عبدالله وعبد الله"
    assert not subjects_differ(overlap(one, other), Frequency())


def test_words_that_many_articles_have_are_no_subject():
    one = "وصل الوزير إلى الكويت وقال إن الكويت ترحب بالضيوف دائما"
    other = one.replace("الكويت", "البحرين")
    frequency = Frequency()
    for _ in range(50):
        frequency.add(sketch_of("", "الكويت البحرين"))
    assert not subjects_differ(overlap(one, other), frequency)


def test_a_name_in_a_slot_is_another_filling():
    assert forms_differ(overlap(BRIDGE.replace("الساحلية", "الجبلية"), BRIDGE))
    assert forms_differ(overlap(BRIDGE.replace("14 شهرا", "18 شهرا"), BRIDGE))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("الازدحام", "الإزدحام"),  # hamza
        ("الثقيلة", "الثقلية"),  # letters in another order
        ("رجال الأعمال", "رجالالأعمال"),  # joined
        ("قبل", "خلال"),  # a plain word
        ("صباح الثلاثاء", "أمس"),
    ],
)
def test_a_spelling_in_a_slot_is_an_edit(word, other):
    assert word in BRIDGE
    assert not forms_differ(overlap(BRIDGE.replace(word, other), BRIDGE))


def test_a_sentence_more_makes_it_an_edit():
    edited = BRIDGE.replace("الساحلية", "الجبلية").replace("وقال المحافظ", "ثم شكر العمال وقال")
    assert not forms_differ(overlap(edited, BRIDGE))


def test_a_form_has_the_headline_of_a_form():
    filled = BRIDGE.replace("الساحلية", "الجبلية")

    def pair(title, other):
        return overlap_of(sketch_of(title, filled), sketch_of(other, BRIDGE))

    assert forms_differ(pair(BRIDGE_TITLE, BRIDGE_TITLE))
    assert forms_differ(pair("جسر في الجبلية", "افتتاح جديد في الساحلية"))
    assert not forms_differ(pair("المحافظ يقص الشريط", "جسر يربط الميناء بالأحياء"))


def test_one_word_mended_by_another_paper_on_the_same_day():
    mended = BRIDGE.replace("المهندس", "المقاول")
    index = DuplicateIndex()
    index.add("a", BRIDGE_TITLE, BRIDGE, site="one", published=MONDAY)
    again = {
        (site, day): index.match(BRIDGE_TITLE, mended, site=site, published=day).relation
        for site in ("one", "two")
        for day in (MONDAY, TUESDAY, None)
    }
    assert [key for key, relation in again.items() if relation != "template"] == [("two", MONDAY)]
    with_second = mended.replace("14 شهرا", "15 شهرا")
    again = index.match(BRIDGE_TITLE, with_second, site="two", published=MONDAY)
    assert again.relation == "template"
