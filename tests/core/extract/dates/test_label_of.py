"""Labels that stand over a column, in a cell of their own, amid a line: whose day is it?"""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article
from tests.core.extract.dates.conftest import BODY

DAY, CHANGED = "2026-11-19", "2026-11-24"


@pytest.mark.parametrize(
    "below",
    [
        (
            "<table><tr><th>نشر</th><th>تحديث</th></tr>"
            "<tr><td>19/11/2026</td><td>24/11/2026</td></tr></table>"
        ),
        (
            "<table><tr><th>تحديث</th><th>نشر</th></tr>"
            "<tr><td>24/11/2026</td><td>19/11/2026</td></tr></table>"
        ),
        (
            "<table><thead><tr><th>الكاتب</th><th>آخر تحديث</th><th>تاريخ النشر</th></tr></thead>"
            "<tbody><tr><td>هيئة</td><td>24-11-2026</td><td>19-11-2026</td></tr></tbody></table>"
        ),
        (
            "<div><div><div>تحديث</div><div>نشر</div></div>"
            "<div><div>24-11-2026</div><div>19-11-2026</div></div></div>"
        ),
        (
            "<table><tr><td>آخر تعديل</td><td>24-11-2026</td></tr>"
            "<tr><td>نشر</td><td>19-11-2026</td></tr></table>"
        ),
        "<div><div>تحديث</div><div>24/11/2026</div><div>نشر</div><div>19/11/2026</div></div>",
        "<dl><dt>تحديث:</dt><dd>24 نوفمبر 2026</dd><dt>نشر:</dt><dd>19 نوفمبر 2026</dd></dl>",
    ],
    ids=["heads", "heads the other way", "three heads", "boxes", "rows", "in turn", "terms"],
)
def test_the_day_under_the_head_of_a_change_is_not_that_of_publication(read, below):
    article = read(below=below)
    assert (article.datePublished, article.dateModified) == (DAY, CHANGED)


@pytest.mark.parametrize(
    "below",
    [
        "<table><tr><th>موعد الفعالية</th><td>30-11-2026</td></tr></table>",
        "<dl><dt>موعد المعرض</dt><dd>20 نوفمبر 2026</dd></dl>",
        "<div>موعد المعرض:</div><div>20 نوفمبر 2026</div>",
    ],
)
def test_the_day_of_an_event_in_a_cell_of_its_own_is_not_the_articles(read, below):
    assert read(below=below).datePublished is None


def test_a_section_called_events_does_not_cost_the_date_below_it(read):
    assert read(below="<div>فعاليات</div><div>19 نوفمبر 2026</div>").datePublished == DAY


def test_a_list_over_terms_is_no_row_of_heads(read):
    below = "<div><i>أ</i></div><dl><dt>نشر</dt><dd>19 نوفمبر 2026</dd></dl>"
    assert read(above="<ul><li>تحديث</li><li>أرشيف</li></ul>", below=below).datePublished == DAY


@pytest.mark.parametrize(
    "below",
    [
        "<p><span>19 نوفمبر، 2026</span><span>آخر تحديث: 24 نوفمبر، 2026</span></p>",
        "<p>19 نوفمبر 2026 - تم التحديث في 24 نوفمبر 2026</p>",
        '<p><a href="/71">نوفمبر 19, 2026 - تم التحديث في نوفمبر 24, 2026</a></p>',
        (
            "<p>By <b>Huda</b><i>November 19, 2026</i><i>Updated:</i>"
            "<i>November 24, 2026</i><i>2 Comments</i></p>"
        ),
    ],
    ids=["two elements", "one line", "a link", "no space between"],
)
def test_a_line_with_both_days_tells_both(read, below):
    article = read(below=below)
    assert (article.datePublished, article.dateModified) == (DAY, CHANGED)


@pytest.mark.parametrize("title", ["قانون الإعلام قيد التعديل", "Security update", "موعد المعرض:"])
def test_a_headline_is_no_label_of_the_date_below_it(title):
    html = f"<title>{title}</title><main><h1>{title}</h1><p>19 نوفمبر 2026</p>{BODY}</main>"
    assert extract_article(html, "https://news.example/71").datePublished == DAY


def test_a_small_heading_may_be_the_label_of_a_change(read):
    below = "<h5>آخر تحديث</h5><p>24 نوفمبر 2026</p><h5>تاريخ النشر</h5><p>19 نوفمبر 2026</p>"
    article = read(below=below)
    assert (article.datePublished, article.dateModified) == (DAY, CHANGED)
