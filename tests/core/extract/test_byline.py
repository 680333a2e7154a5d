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
        "<p>رأي</p>",
    ],
)
def test_other_lines_name_nobody(line):
    assert authors(line) == ([], None)


def test_what_the_head_says_goes_before_it():
    head = '<meta name="author" content="سعاد الجابري">'
    assert authors("<p>بقلم: منى عبد الكريم</p>", head) == (["سعاد الجابري"], "meta")
