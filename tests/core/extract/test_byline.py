"""Authors that only readers see: a labelled line beside the headline."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/opinion/1"
TITLE = "ما الذي بقي من ذاكرة الأسواق القديمة"
ONE = "كانت الأسواق القديمة تحفظ ذاكرة المدينة، ففي كل دكان حكاية يعرفها أهل الحي كلهم."
TWO = "واليوم تغيرت الوجوه والبضائع، وصار على من يريد أن يعرف أن يسأل آخر من بقي منهم."


def authors(line, head=""):
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{line}"
        f"<div><p>{ONE}</p><p>{TWO}</p></div></body></html>"
    )
    article = extract_article(html, URL)
    assert article.articleBody == f"{ONE}\n\n{TWO}"
    method = article.metadata.fieldMethods.get("author")
    return [each.name for each in article.author or ()], method


@pytest.mark.parametrize(
    "line",
    [
        "<p>بقلم: منى عبد الكريم</p>",
        "<div>بقلم منى عبد الكريم</div>",
        "<p>كتب/ منى عبد الكريم</p>",
        "<p>الكاتبة: منى عبد الكريم</p>",
        "<div><span>رأي</span> | <span>بقلم: منى عبد الكريم</span></div>",
        "<p>بقلم الكاتبة: منى عبد الكريم</p>",
        "<p>تقرير خاص - منى عبد الكريم</p>",
        "<p>حاورتها: منى عبد الكريم</p>",
        "<p>استطلاع: منى عبد الكريم</p>",
        "<p>مراسل صدى الساحل: منى عبد الكريم</p>",
        "<p>مراسلتنا: منى عبد الكريم</p>",
        "<p>أعدت التقرير: منى عبد الكريم</p>",
        "<p>كتبت المحللة السياسية/ منى عبد الكريم</p>",
        "<p>بقلم: منى عبد الكريم - كاتبة يمنية</p>",
        "<p>بقلم: منى عبد الكريم (المكلا)</p>",
        "<p>كتبت: منى عبد الكريم - تصوير: سالم عوض</p>",
        "<p>حوار/منى عبد الكريم- تصوير/سالم عوض</p>",
        "<p>كتبت: منى عبد الكريم الخميس 8 مايو 2025</p>",
        "<p>✍️ منى عبد الكريم</p>",
        "<p>✍ بقلم: منى عبد الكريم</p>",
        "<p>بقلم ✍️ منى عبد الكريم</p>",
    ],
)
def test_a_labelled_line_names_the_author(line):
    assert authors(line) == (["منى عبد الكريم"], "text")


@pytest.mark.parametrize(
    "line",
    [
        "<p>كتب: وكالات</p>",
        "<p>كتب: منارة الساحل نيوز</p>",
        "<p>كتب: منى</p>",
        "<p>بقلم: منى عبد الكريم التي زارت السوق ثلاث مرات هذا العام</p>",
        "<p>كتب الأطفال</p>",
        "<p>كتب في محليات</p>",
        "<p>كتب الأطفال: حكايات قديمة</p>",
        "<p>تحقيق: العدالة الغائبة</p>",
        "<p>متابعة: حريق في السوق</p>",
        "<p>متابعة: منى عبد الكريم تعود إلى السوق</p>",
        "<p>لقاء: منى يوسف يتحدث عنها</p>",
        "<p>كتب الطبخ: منى عبد الكريم</p>",
        "<p>مراسلنا في عدن</p>",
        "<p>بقلم: رئيس التحرير</p>",
        "<p>كتب: القسم الرياضي</p>",
        "<p>بقلم ✍️</p>",
        "<p>رأي</p>",
    ],
)
def test_other_lines_name_nobody(line):
    assert authors(line) == ([], None)


def test_two_authors_in_one_line():
    both = (["منى عبد الكريم", "سالم عوض"], "text")
    assert authors("<p>تقرير: منى عبد الكريم - سالم عوض</p>") == both
    assert authors("<p>كتب/ منى عبد الكريم / سالم عوض</p>") == both
    assert authors("<p>كتب: منى عبد الكريم و سالم عوض</p>") == both


def test_what_the_head_says_goes_before_it():
    head = '<meta name="author" content="سعاد الجابري">'
    assert authors("<p>بقلم: منى عبد الكريم</p>", head) == (["سعاد الجابري"], "meta")


def test_a_name_before_that_of_the_translator():
    line = "<p>بقلم: جون سميث، ترجمة: منى عبد الكريم</p>"
    assert authors(line) == (["جون سميث"], "text")
    assert authors("<p>ترجمة: منى عبد الكريم</p>") == ([], None)


def test_a_name_before_figures_of_a_date():
    assert authors("<p>بقلم: منى عبد الكريم 19/11/2026</p>") == (["منى عبد الكريم"], "text")


@pytest.mark.parametrize(("name", "found"), [("post-footer", ["منى سالم"]), ("footer", [])])
def test_who_signs_in_the_foot_of_a_post(name, found):
    html = (
        f"<title>{TITLE}</title><div><h1>{TITLE}</h1><div><p>{ONE}</p><p>{TWO}</p></div>"
        f"<div class={name}>مرسلة بواسطة <a href=/p>منى سالم</a> في <i>5:44 م</i></div></div>"
    )
    assert [each.name for each in extract_article(html, URL).author or ()] == found


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        ("سالم باوزير", "", (["سالم باوزير"], "meta")),
        ("Salem Bawazir", "", (["Salem Bawazir"], "meta")),
        ("سالم باوزير", "<p>بقلم: منى سالم</p>", (["منى سالم"], "text")),
        ("https://social.example/salem", "", ([], None)),
        ("social.example/salem", "", ([], None)),
        ("@salem", "", ([], None)),
        ("100044", "", ([], None)),
        ("صدى الساحل", "", ([], None)),
        ("Super User", "", ([], None)),
        ("Al Waha", "", ([], None)),
        ("ترجمة: هدى العريقي", "", ([], None)),
    ],
)
def test_a_name_in_meta_for_an_address_is_the_last_resort(content, line, found):
    head = '<meta property="og:site_name" content="Al-Waha">'
    head += f'<meta property="article:author" content="{content}">'
    assert authors(line, head) == found
