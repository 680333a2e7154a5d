"""The account of a page says what was done to it, and agrees with the article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.arabic import language
from crawler.core.encoding import decode_html
from crawler.core.explain import VALUE_CHARS_MAX, explain_page
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.finish import finished
from crawler.core.site import SiteProfile

URL = "https://windows.example/news/7"
NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)
HEADLINE = "المجلس المحلي يقر خطة لتوسعة الطريق الساحلي"
DATE = "9 شباط/فبراير 2026م الساعة 4:30 عصراً بتوقيت عدن"
PAGE = f"""<html><head><meta charset="utf-8"><title>{HEADLINE}</title></head><body>
<h1>عاجل | {HEADLINE}</h1><div>محليات</div><div>{DATE}</div>
<p>أقر المجلس المحلي في جلسته الأسبوعية خطة لتوسعة الطريق الساحلي بين الميناء والسوق القديم.</p>
<p>وتمتد الأعمال عاما كاملا، على أن يبقى مسار واحد مفتوحا أمام سيارات الإسعاف والنقل الثقيل.</p>
<p>شارك</p></body></html>"""


def explain(body, **more):
    return explain_page(body, URL, observed_at=NOW, **more)


def rows(told, title):
    (section,) = (each for each in told.sections if each.title == title)
    return section.rows


@pytest.fixture(scope="module")
def told():
    return explain(PAGE.encode("cp1256"), content_type="text/html; charset=ISO-8859-1")


def test_the_article_is_the_one_that_a_crawl_publishes(told):
    text = decode_html(PAGE.encode("cp1256"), "text/html; charset=ISO-8859-1").text
    assert told.article == finished(article_of(Page(text, URL), observed_at=NOW))
    assert told.reason is None


def test_encoding(told):
    assert dict(rows(told, "encoding")) == {
        "bytes": str(len(PAGE.encode("cp1256"))), "header says": "cp1252", "page says": "utf-8",
        "used": "cp1256", "repairs": "lying_header",
    }  # fmt: skip


def test_headline_and_what_was_removed(told):
    assert rows(told, "headline") == (
        ("text", HEADLINE), ("alternative", f"عاجل | {HEADLINE}"), ("labels", "breaking"),
        ("cut", "عاجل |"),
    )  # fmt: skip
    assert ("headline_label", "عاجل |") in rows(told, "removed")
    assert ("share", "شارك") in rows(told, "removed")
    assert len(rows(told, "removed")) == len(told.article.removed)


def test_a_headline_of_which_nothing_was_cut():
    told = explain(PAGE.replace("عاجل | ", "").encode())
    assert rows(told, "headline") == (("text", HEADLINE), ("labels", "-"))


def test_sources(told):
    assert dict(rows(told, "sources")) == told.article.metadata.fieldMethods
    assert dict(rows(told, "sources"))["datePublished"] == "text"


def test_date(told):
    date = dict(rows(told, "date"))
    assert date["form"] == "absolute"
    assert date["months of"] == "Levant and Iraq + Egypt, Gulf and Yemen"
    assert (date["digits"], date["zone"]) == ("ASCII", "عدن")
    assert date["tokens"].startswith("9 [number] شباط [month] فبراير [month] 2026 [year]")
    assert date["published"] == "2026-02-09T16:30:00+03:00"
    assert (date["earliest"], date["latest"]) == ("2026-02-09T13:30:00Z", "2026-02-09T13:31:00Z")
    assert (date["precision"], date["basis"]) == ("minute", "text-absolute")


def test_language(told):
    assert rows(told, "language") == (
        ("tag", "ar"), ("arabic script", "100% of the letters"), ("letters of", "-"),
        ("cld2 says", "ar" if language.pycld2 else "-"),
    )  # fmt: skip


def test_a_relative_date_and_no_zone():
    body = PAGE.replace(DATE, "منذ يومين").encode()
    date = dict(rows(explain(body), "date"))
    assert (date["form"], date["published"], date["precision"]) == ("relative", "-", "day")
    assert (date["months of"], date["digits"]) == ("-", "-")
    assert date["zone"] == "Asia/Aden (none is named)"


def test_without_a_date_there_is_only_a_bound():
    body = PAGE.replace(DATE, "").encode()
    assert rows(explain(body), "date") == (
        ("raw", "-"), ("published", "-"), ("earliest", "-"), ("latest", "2026-02-10T09:30:00Z"),
        ("precision", "-"), ("basis", "first-seen"),
    )  # fmt: skip


def test_a_selector_that_misses_is_a_finding():
    profile = SiteProfile(name="windows", section=".absent")
    told = explain(PAGE.encode(), profile=profile)
    assert rows(told, "findings") == (("section", "selector_missed"),)
    assert rows(explain(PAGE.encode()), "findings") == (("-", "-"),)


def test_a_page_without_an_article():
    told = explain(b"<html><body><p>x</p></body></html>")
    assert (told.article, told.reason) == (None, "empty")
    assert [section.title for section in told.sections] == ["encoding", "article"]
    assert rows(told, "article") == (("none", "empty"),)


def test_values_are_one_short_line_without_controls():
    head = f"عاجل | {HEADLINE}\n\x1b[31m\u202e " + "طويل " * 60
    told = explain(PAGE.replace(f"عاجل | {HEADLINE}</h1>", f"{head}</h1>").encode())
    values = [value for section in told.sections for _, value in section.rows]
    assert all(value and len(value) <= VALUE_CHARS_MAX for value in values)
    assert any(value.endswith("…") for value in values)
    assert not {"\n", "\x1b", "\u202e"} & set("".join(values))
