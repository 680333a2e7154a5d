"""Pages of a form stay apart above other headlines each, with names of one word or one sound."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.guards.fillings import Fillings
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.kinds_of_words import codes_of
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.slots import Slots
from crawler.core.dedup.spelling import is_same, is_surely_same
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, SCHOOL

FORMS = {
    "blood bank": (
        """يناشد بنك الدم أهل الخير التبرع لإنقاذ مريض يرقد في مستشفى {} بين الحياة والموت. ويمكن
لمن أراد التوجه إلى قسم نقل الدم في الطابق الأرضي أو الاتصال بالرقم الموضح على صفحة المستشفى.
ومن أحياها فكأنما أحيا الناس جميعا.""",
        ("السبعين", "الجمهورية", "باصهيب", "الصداقة"),
    ),
    "market": (
        """شهد سعر صرف الريال أمام العملات الأجنبية في {} ثباتا لليوم الرابع على التوالي وسط شح في
المعروض. ويتهم تجار شركات الصرافة بالمضاربة وسحب النقد من السوق ويطالبون البنك المركزي
بالتدخل لوقف التلاعب وضبط المخالفين.""",
        ("عدن", "صنعاء", "سيئون", "مأرب"),
    ),
    "toll": (
        """ارتفعت حصيلة ضحايا الانفجار الذي هز مخزنا للذخيرة في أطراف المدينة إلى {} قتيلا بحسب ما
أفاد به مصدر طبي مساء اليوم. وأضاف أن فرق الإنقاذ لا تزال تبحث عن مفقودين تحت الأنقاض وأن
المستشفيات أطلقت نداء للتبرع بالدم.""",
        ("11", "14", "17", "21"),
    ),
    "statement": (
        """أصدرت القيادة العامة بيانها {} وجاء فيه أن القوات المرابطة تصدت لمحاولة تسلل وكبدت
المهاجمين خسائر في الأرواح والعتاد. وأكد البيان جاهزية الوحدات لصد أي اعتداء مهيبا بالمواطنين
الابتعاد عن أماكن الاشتباك وعدم تداول الشائعات.""",
        ("الثالث", "الرابع", "السابع", "العاشر"),
    ),
}  # fmt: skip
TAIL = """
وتنشر الصحيفة هذه المادة كما وردت من مصدرها إلى قسم التحرير، وترحب بكل رد أو توضيح من أي جهة ورد
ذكرها فيها عملا بحق القراء في معرفة الحقيقة كاملة. ويمكنكم إرسال آرائكم وصوركم عبر البريد."""
BLOCKS = (
    """مواضيع ذات صلة
افتتاح صالة للمسافرين في مطار الريان بعد توقف دام سنوات
أمسية شعرية تجمع كبار الأدباء على مسرح الثقافة
سيول جارفة تجتاح وادي حضرموت وتقطع الطرق""",
    """مواضيع ذات صلة
سيول جارفة تجتاح وادي حضرموت وتقطع الطرق
أمسية شعرية تجمع كبار الأدباء على مسرح الثقافة
باحثون يطورون بطارية تشحن خلال دقائق معدودة وتعمر طويلا""",
)
MASTER = """حصل الباحث {} على درجة الماجستير بامتياز من كلية الآداب عن رسالته في الرواية المعاصرة.
وأشادت لجنة المناقشة بالجهد المبذول وأوصت بطباعة الرسالة وتداولها بين الجامعات. حضر المناقشة جمع
من الأكاديميين والطلاب والأهل."""


def overlap(new, old, *, sites=("", ""), title="درجة علمية"):
    return overlap_of(
        *(sketch_of(title, body, site=site) for body, site in zip((new, old), sites, strict=True))
    )


@pytest.mark.parametrize("form", FORMS)
def test_pages_of_a_form_above_other_headlines_each(form):
    body, values = FORMS[form]
    index = DuplicateIndex()
    for number, value in enumerate(values):
        page = f"{body.format(value)}{TAIL}\n{BLOCKS[number % 2]}"
        match = index.match("نشرة", page)
        assert (match.relation if match else None) == ("template" if number else None), number
        index.add(str(number), "نشرة", page)


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_another_site_shows_above_its_own_headlines(form):
    body, values = FORMS[form]
    index = DuplicateIndex()
    for number, value in enumerate(values):
        index.add(str(number), "نشرة", f"{body.format(value)}{TAIL}\n{BLOCKS[0]}")
    for number, value in enumerate(values):
        match = index.match("نشرة", f"{body.format(value)}{TAIL}\n{BLOCKS[1]}")
        assert match.is_duplicate
        assert match.identifier == str(number)


def test_an_editor_is_known_above_other_headlines_too():
    one = BRIDGE.replace("المهندس", "المقاول").replace("وقال المحافظ", "ثم شكر العمال وقال")
    new, old = f"{one}\n{BLOCKS[0]}", f"{BRIDGE}\n{BLOCKS[1]}"
    assert not forms_differ(overlap(new, old))
    mended = f"{BRIDGE.replace('المهندس', 'المقاول')}\n{BLOCKS[0]}"
    assert forms_differ(overlap(mended, old))


def test_what_only_one_text_goes_on_with_is_no_block():
    """An article that is told on, with a word mended, is a later version of it."""
    mended = BRIDGE.replace("المهندس", "المقاول").replace("قبل الشتاء", "كما وعد سابقا قبل الشتاء")
    found = overlap(f"{mended}\n{SCHOOL}", BRIDGE)
    assert Slots(found).is_loose
    assert Fillings(found).is_loose


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("صالح مقبل", "أحمد صالح الكبسي"),  # a word of the other name
        ("علي حسن المطري", "فؤاد العريقي"),  # Ali is written like a particle that comes later
    ],
)
def test_names_of_which_a_word_stands_in_the_other_page(name, other):
    new, old = MASTER.format(name), MASTER.format(other)
    assert Slots(overlap(new, old)).is_loose
    assert forms_differ(overlap(new, old))
    assert forms_differ(overlap(old, new))


def test_a_word_left_out_beside_a_number_makes_no_name_of_it():
    base = BRIDGE.replace("قبل الشتاء", "قبل نهاية العام {} للسكان")
    found = overlap(base.format("الجاري 99"), base.format("الحالي 99 بالمئة"))
    assert Slots(found).is_loose
    assert not forms_differ(found)


NEAR = [("حسن", "حسين"), ("سعيد", "سعد"), ("حميد", "أحمد"), ("يريم", "ريمة")]


@pytest.mark.parametrize(("name", "other"), NEAR)
def test_names_with_the_same_strong_letters_on_pages_of_one_site(name, other):
    """Another site spells a name in its own way; a site does not send one telegram twice."""
    new, old = (MASTER.format(f"{first} العريقي") for first in (name, other))
    assert forms_differ(overlap(new, old, sites=("one", "one")))
    assert not forms_differ(overlap(new, old, sites=("one", "two")))


def test_a_long_article_of_the_same_site_with_a_word_in_another_spelling():
    long = f"{BRIDGE}\n{SCHOOL}"
    mended = overlap(long.replace("الازدحام", "الازدحم"), long, title=BRIDGE_TITLE)
    assert mended.shared >= 100
    assert not forms_differ(mended)


@pytest.mark.parametrize(
    ("word", "other", "surely"),
    [
        ("حسن", "حسين", False),
        ("واشنطن", "واشنطون", False),
        ("الازدحام", "الازدحم", False),
        ("المسلحون", "المسلحين", True),
        ("الحفل", "للحفل", True),
        ("ميجاوات", "ميجاواط", True),
        ("حفل", "حفل", True),
    ],
)
def test_words_that_are_one_for_sure(word, other, surely):
    word, other = codes_of([word, other])
    assert is_same(word, other)
    assert is_surely_same(word, other) is surely
    assert is_surely_same(other, word) is surely
