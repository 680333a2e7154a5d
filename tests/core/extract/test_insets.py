"""A box of facts or a list of comments that is longer than the article is still no part of it."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "الحكومة تعرض برنامجها للعام المقبل أمام البرلمان"
STORY = "".join(
    f"<p>عرضت الحكومة في الجلسة رقم {n} خطتها لتحسين الخدمات في المدن والأرياف.</p>"
    for n in range(5)
)
LONG = "".join(
    f"<p>وجاء في البند رقم {n} من النص الكامل أن العمل سيجري على مراحل متتابعة ومعلنة.</p>"
    for n in range(9)
)


def body(html):
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{html}</body></html>"
    return extract_article(page, "https://site.example/news/1").articleBody


@pytest.mark.parametrize("name", ["fact-box", "infobox", "comments"])
def test_a_long_inset_is_left_out(name):
    text = body(f"<div>{STORY}<div class={name}>{LONG}</div></div>")
    assert "الجلسة رقم 4" in text
    assert "النص الكامل" not in text


def test_a_box_with_nearly_all_prose_is_the_article_whatever_its_name():
    text = body(f"<div><p>مقدمة قصيرة للخبر.</p><div class=fact-box>{LONG}</div></div>")
    assert "البند رقم 8" in text
