"""Pages of a form stay apart above the latest headlines of their site, of which one goes a day."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.guards.fillings import Fillings
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.slots import Slots
from tests.core.dedup.daily_forms import FORMS
from tests.core.dedup.stories import MARKET

HEADLINES = [
    "وزير المياه يدشن حواجز مائية في الجبين",
    "دورة إسعافات أولية للمتطوعات في القصيم",
    "خطاطة تفوز بجائزة الخط الكوفي",
    "انتشال عشرين مهاجرا قبالة سواحل صفاقس",
    "تقنية تحلي مياه البحر بالأمواج",
    "المنتخب الأولمبي يغادر إلى طشقند",
    "عقار تجريبي يبطئ تلف الذاكرة",
    "مصادرة شحنة دخان مهربة في منفذ شحن",
    "ارتفاع أسعار الأسمدة يقلق مزارعي البن",
    "اكتشاف حقل غاز قرب حاسي الرمل",
    "لماذا يفضل اليابانيون الدراجات",
    "نقش سبئي نادر يظهر في صرواح",
    "سلاحف خضراء تعود إلى شواطئ شرمة",
    "مصور يوثق هجرة اللقالق فوق السد",
    "كيف تختار حذاء الجري المناسب",
    "صيادون ينقذون دلفينا علق بالشباك",
    "مكتبة متنقلة تجوب قرى السراة",
]
LINES = """جميع الحقوق محفوظة ولا يجوز إعادة النشر إلا بإذن كتابي
لمتابعة أخبارنا أولا بأول اشترك في قناتنا على تيليجرام"""


def latest(number, count=4):
    """The block below a page: with each page a headline comes, and the oldest goes."""
    return "\n".join(["أخبار ذات صلة", *HEADLINES[number : number + count]])


def above(body, number):
    return f"{body}\n{latest(number)}"


def above_and_lines(body, number):
    return f"{above(body, number)}\n{LINES}"


def upwards(body, number):
    """The newest is the first of the block."""
    return above(body, len(HEADLINES) - 4 - number)


def two_come(body, number):
    return f"{body}\n{latest(2 * number % 12, 5)}"


@pytest.mark.parametrize("frame", [above, above_and_lines, upwards, two_come])
@pytest.mark.parametrize("form", FORMS)
def test_pages_of_a_form(form, frame):
    title, body, values = FORMS[form]
    index = DuplicateIndex()
    for number, value in enumerate(values):
        page = title.format(value), frame(body.format(value), number)
        match = index.match(*page, site="one")
        assert match is None or match.relation == "template", (number, match)
        index.add(str(number), *page, site="one")
    for number, value in enumerate(values):
        again = f"(وكالات)\n{body.format(value)}\nالمصدر: متابعات"
        match = index.match(title.format(value), again, site="two")
        assert match.is_duplicate
        assert match.identifier == str(number)


BODY = f"{MARKET}\nوزار المزرعة {{}} واستمع إلى شرح عن سلالات الأغنام وطرق حفظ الأعلاف من التلف."
ONE, OTHER = BODY.format("نائب المحافظ"), BODY.format("مدير الزراعة")


def overlap(new, old, sites=("one", "one")):
    ones, others = (
        sketch_of("جولة", text, site=site) for text, site in zip((new, old), sites, strict=True)
    )
    return overlap_of(ones, others)


def test_the_block_is_left_out_on_one_site_alone():
    new, old = above(ONE, 1), above(OTHER, 0)
    found = overlap(new, old)
    assert Slots(found).is_loose
    assert not Fillings(found).is_loose
    assert forms_differ(found)
    assert Fillings(overlap(new, old, ("one", "two"))).is_loose
    assert Fillings(overlap(new, old, ("", ""))).is_loose  # of no known site


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (ONE.replace("كبيرا", "كبيرا لم يعهده الباعة من سنين"), OTHER),  # nothing is gone
        (ONE.replace("وعزا التجار", "وعزا أمس التجار"), f"{OTHER}\nانتهى النشر"),
        (
            ONE.replace("كبيرا", "كبيرا لم يعهده الباعة من سنين"),
            f"{OTHER}\n" + "\n".join(HEADLINES[:8]),  # too much has come
        ),
    ],
)
def test_an_edited_copy_is_no_rolled_block(new, old):
    assert Fillings(overlap(new, old)).is_loose
    assert not forms_differ(overlap(new, old))


def test_a_credit_before_a_headline_that_both_show_is_no_slot():
    """Where both go on with headlines of their own, what stands between these is no name."""
    new = "\n".join([ONE, "المصدر: وكالات", *HEADLINES[:3]])
    old = "\n".join([ONE, "أخبار ذات صلة", HEADLINES[0], *HEADLINES[3:5]])
    found = overlap(new, old, ("one", "two"))
    assert Slots(found).count == 1
    assert Fillings(found).count == 0
    assert not forms_differ(found)
    assert forms_differ(overlap(new.replace("نائب المحافظ", "مدير الزراعة"), old))
