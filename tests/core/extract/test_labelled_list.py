"""A list under a label goes with its dates and summaries; the article after it stays."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/news/1"
TITLE = "بدء موسم قطاف الزيتون في المحافظات الجبلية"
ONE = "أعلنت وزارة الزراعة أن موسم القطاف يبدأ مطلع الشهر المقبل في المحافظات الجبلية كلها."
TWO = "وقال الوزير إن الإنتاج هذا العام يزيد على إنتاج العام الماضي بنحو الثلث في تقدير أولي."
THREE = "ويعمل في القطاف آلاف العمال، أغلبهم من القرى المجاورة للمزارع الكبيرة في الجبل."
SUMMARY = "ملخص قصير لهذا الخبر الآخر الذي نشر أمس في الموقع نفسه."
NOTICE = "<p>الآراء الواردة لا تعبر عن رأي الموقع بل عن رأي أصحابها وحدهم.</p>"


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def links(form, count=3):
    return "".join(
        form.format(f"<a href=/n/{n}>خبر آخر رقم {n} من الأخبار</a>") for n in range(count)
    )


def paragraphs(body):
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{body}</div></body>"
    )
    return extract_article(f"{html}</html>", URL).articleBody.split("\n\n")


FORMS = {
    "in turns": f"<p>{{}}</p><p>{SUMMARY}</p>",
    "in turns with dates": f"<p>{{}}</p><div>قبل ساعتين</div><p>{SUMMARY}</p>",
    "items": f"<li>{{}}<p>{SUMMARY}</p></li>",
    "boxes with dates": f"<div><h4>{{}}</h4><span>أمس</span><p>{SUMMARY}</p></div>",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("tail", ["", NOTICE], ids=["end", "notice"])
@pytest.mark.parametrize("count", [2, 5])
def test_summaries_at_the_end_go_with_their_links(form, tail, count):
    body = f"{p(ONE, TWO)}<h3>أخبار ذات صلة</h3>{links(form, count)}{tail}"
    assert paragraphs(body) == [ONE, TWO]


@pytest.mark.parametrize("form", [FORMS["items"], FORMS["boxes with dates"], "<li>{}</li>"])
def test_the_article_goes_on_after_a_list(form):
    body = f"{p(ONE)}<h3>اقرأ أيضا</h3><ul>{links(form)}</ul>{p(TWO, THREE)}"
    assert paragraphs(body) == [ONE, TWO, THREE]


def test_one_link_in_the_middle_takes_no_paragraph_with_it():
    body = f"{p(ONE)}<p>اقرأ أيضا</p>{links('<p>{}</p>', 1)}{p(TWO, THREE)}"
    assert paragraphs(body) == [ONE, TWO, THREE]
    body = f"{p(ONE)}<p>اقرأ أيضا</p>{links('<p>{}</p>', 2)}{p(TWO)}"
    assert paragraphs(body) == [ONE, TWO]


def test_a_list_that_the_last_paragraph_announces_stays():
    items = "<ul><li>القرى الشرقية</li><li>القرى الغربية</li></ul>"
    announced = "وتشمل المرحلة الأولى من القطاف مزارع هذه القرى:"
    assert paragraphs(f"{p(ONE, announced)}{items}<div>مشاركة</div>") == [
        ONE, announced, "القرى الشرقية", "القرى الغربية",
    ]  # fmt: skip
    assert paragraphs(f"{p(ONE, TWO)}{items}") == [ONE, TWO]
    assert paragraphs(f"{p(ONE, announced)}") == [ONE, announced]
