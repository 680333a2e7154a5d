"""Gates of the rules on forms, each with the pair of pages that only it decides rightly."""

from __future__ import annotations

import pytest

from crawler.core.dedup.guards.fillings import Fillings
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.guards.numbers import are_turned
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch import sketch_of
from tests.core.dedup.stories import BRIDGE, MARKET, SCHOOL

LONG = f"{BRIDGE}\n{SCHOOL}"
VISIT = f"""زار {{}} سوق الماشية في يومه الثاني واستمع إلى شكاوى الباعة وتفقد المسلخ الملحق به.
{MARKET}"""
DEATH = """نعت نقابة المعلمين إلى الوسط التربوي وفاة {} رحمه الله بعد حياة حافلة بالعطاء في المدارس.
وقالت إن الفقيد عرف بتعليم علوم الدين وإن تلاميذه في كل مدينة يذكرونه بالخير.
وأضافت أن العزاء يقام في داره بين المغرب والعشاء لثلاثة أيام."""
HEADLINES = (
    "وزير المياه يدشن حواجز مائية في الجبين",
    "دورة إسعافات أولية للمتطوعات في القصيم",
    "خطاطة تفوز بجائزة الخط الكوفي",
    "انتشال عشرين مهاجرا قبالة سواحل صفاقس",
    "تقنية تحلي مياه البحر بالأمواج",
)
SITE, OTHERS = ("one", "one"), ("one", "two")
BY_DEPUTY, BY_DIRECTOR = VISIT.format("نائب المحافظ"), VISIT.format("مدير الزراعة")


def pair(new, old, sites):
    return overlap_of(
        *(sketch_of("جولة", text, site=site) for text, site in zip((new, old), sites, strict=True))
    )


def both_ways(new, old, sites):
    return forms_differ(pair(new, old, sites)), forms_differ(pair(old, new, sites))


def test_a_first_name_that_is_the_other_with_the_next_word_joined_makes_no_whole_name_the_same():
    """Only a single word is an editor's who left a space out: these are two men."""
    new, old = (DEATH.format(name) for name in ("نورالدين الكبسي", "نور العامري"))
    assert both_ways(new, old, OTHERS) == (True, True)
    alone = (DEATH.format(name) for name in ("نورالدين", "نور"))
    assert both_ways(*alone, OTHERS) == (False, False)


def test_numbers_that_have_changed_places_are_not_taken_for_digits_turned_round():
    """Neither text has a number of its own, and sums of nothing are equal."""
    page = LONG.replace("14 شهرا", "{} شهرا") + "\nوكان جسر آخر قد استغرق {} شهرا."
    new, old = page.format(14, 15), page.format(15, 14)
    assert not are_turned(pair(new, old, OTHERS))
    assert both_ways(new, old, OTHERS) == (True, True)


@pytest.mark.parametrize("plain", ["أيضا", "هناك"])
def test_a_credit_between_headlines_is_no_slot_though_another_stands_far_above(plain):
    """Whether both go on alone is asked of the last gap: the first one stands in the article."""
    new = "\n".join([VISIT.format("الوفد"), "المصدر: وكالات", *HEADLINES[:3]])
    old = "\n".join([VISIT.format(plain), "أخبار ذات صلة", HEADLINES[0], *HEADLINES[3:]])
    assert Fillings(pair(new, old, OTHERS)).count == 1
    assert both_ways(new, old, OTHERS) == (False, False)


@pytest.mark.parametrize("sites", [SITE, OTHERS])
def test_a_copy_that_is_rewritten_from_its_middle_on_is_no_form_above_headlines(sites):
    """A block of headlines stands below most of what both share; here more than half follows."""
    words = BRIDGE.replace("الساحلية", "الجبلية").split()
    half = 2 * len(words) // 5
    rest = [word for at, word in enumerate(words[half:]) if at % 6 > 1]
    rewritten = " ".join([*words[:half], *MARKET.split()[:12], *rest])
    assert both_ways(rewritten, BRIDGE, sites) == (False, False)


def test_a_copy_with_both_ends_written_otherwise_is_no_rolled_block():
    """Of a block one text has a headline first, and the other one last: neither has both."""
    new = BY_DEPUTY.replace("صعوبة النقل", "صعوبة لم يعهدها الناس من سنين")
    old = BY_DIRECTOR.replace("صعوبة النقل", "صعوبة واسعة جدا هذا الموسم")
    new, old = f"{new}\nوعاد الوفد مساء إلى مقره.", f"{old}\nورافقه عدد من المختصين."
    assert both_ways(new, old, SITE) == (False, False)


def test_a_copy_with_words_of_its_own_behind_both_insertions_is_no_rolled_block():
    new = BY_DEPUTY.replace("صعوبة النقل", "صعوبة النقل لم يعهدها الناس من سنين")
    old = BY_DIRECTOR.replace("ودعا مزارعون", "ودعا مزارعون التقتهم مراسلتنا أمس هناك")
    assert both_ways(new, old, SITE) == (True, True)  # one came, and one is gone
    assert both_ways(new, f"{old}\nانتهى النشر", SITE) == (False, False)
