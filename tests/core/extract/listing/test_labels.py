"""Links that all say the same: tools beside headlines, or the only way to a plain headline."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://radar.example"
HEADLINES = (
    "مجلس البلدة يقر موازنة العام الجديد بعد جدل",
    "صيادو الساحل يطالبون بقوارب إنقاذ حديثة هذا الموسم",
    "افتتاح سوق الخضار المركزي بعد ترميم استمر عامين",
    "ارتفاع طفيف في أسعار الأسماك بالميناء القديم",
)
NUMBERS = range(4101, 4101 + len(HEADLINES))
NEWS = tuple(f"{SITE}/n/{n}" for n in NUMBERS)
MENU = "<a href='/cat/local'>محليات</a><a href='/cat/sport'>رياضة</a>"
SECTIONS = (f"{SITE}/cat/local", f"{SITE}/cat/sport")


def read(form: str, pattern: str = "/n/{n}", menu: str = MENU):
    """A listing of one form of card; `{url}`, `{text}` and `{n}` are filled in."""
    cards = "".join(
        f"<div>{form.format(url=pattern.format(n=n), text=text, n=n)}</div>"
        for n, text in zip(NUMBERS, HEADLINES, strict=True)
    )
    return read_listing(Page(f"<html><body>{menu}{cards}</body></html>", f"{SITE}/"))


@pytest.mark.parametrize(
    "tool",
    [
        "<a href='/pdf/{n}'>تحميل الخبر بصيغة ملف محمول</a>",
        "<a href='/tell.php?id={n}'>أرسل هذا الخبر إلى صديق لك</a>",
        "<a href='/out?u=https%3A%2F%2Fpaper.example%2Fs%2F{n}'>لقراءة الخبر كاملا من المصدر</a>",
        "<a href='/n/{n}/amp'>نسخة سريعة</a>",
        "<a href='/v/{n}'>شاهد الفيديو</a>",
    ],
)
def test_a_tool_beside_each_headline_is_no_article_and_no_section(tool):
    found = read("<h3><a href='{url}'>{text}</a></h3>" + tool)
    assert found.articles == NEWS
    assert found.sections == SECTIONS


def test_a_tool_whose_address_nearly_has_the_shape_of_articles_is_none():
    cards = "".join(
        f"<li><a href='/{section}/{n}.html'>{text}</a>"
        f"<a href='/keep/{n}.html'>أضف هذا الخبر إلى قائمتك</a></li>"
        for n, section, text in zip(
            NUMBERS, ("local", "arab", "sport", "eco"), HEADLINES, strict=True
        )
    )
    found = read_listing(Page(f"<html><body><ul>{cards}</ul></body></html>", f"{SITE}/"))
    assert found.articles[0] == f"{SITE}/local/4101.html"
    assert len(found.articles) == len(HEADLINES)


@pytest.mark.parametrize("label", ["اقرأ الخبر", "للمزيد", "Go »", "اضغط لتقرأ بقية هذا الخبر"])
def test_a_headline_that_is_no_link_is_found_by_the_label_under_it(label):
    found = read("<h3>{text}</h3><a href='{url}'>" + label + "</a>")
    assert found.articles == NEWS
    assert found.sections == SECTIONS


def test_one_article_under_three_slugs_keeps_its_headline():
    slugs = "".join("<a href='/n/{n}/" + slug + "'>{text}</a>" for slug in ("top", "read", "home"))
    assert len(read(slugs).articles) == 3 * len(HEADLINES)


def test_a_daily_headline_over_an_age_is_an_article_each_day():
    daily = "<h3><a href='{url}'>أسعار صرف العملات في المدينة اليوم</a></h3><span>قبل ساعة</span>"
    assert read(daily).articles == NEWS


def test_short_headlines_over_ages_count_beside_long_ones():
    flashes = "".join(
        f"<div><h3><a href='/flash/{n}'>{text}</a></h3><span>قبل {n} دقائق</span></div>"
        for n, text in ((5, "زلزال خفيف"), (6, "حريق بالسوق"), (7, "فوز الأهلي"))
    )
    found = read("<a href='{url}'>{text}</a>", menu=MENU + flashes)
    assert {f"{SITE}/flash/{n}" for n in (5, 6, 7)} | set(NEWS) == set(found.articles)


def test_sections_in_headings_without_an_age_of_their_own_stay_sections():
    boxes = "".join(
        f"<section><h3><a href='/part/{n}'>{name}</a></h3>"
        f"<p><a href='/n/9{n}'>{HEADLINES[0]} {n}</a><span>قبل ساعة</span></p></section>"
        for n, name in ((1, "صحة"), (2, "فن"), (3, "سفر"))
    )
    found = read("<a href='{url}'>{text}</a>", menu=boxes)
    assert found.sections == tuple(f"{SITE}/part/{n}" for n in (1, 2, 3))


def test_writers_with_long_names_are_no_articles():
    writers = "".join(
        f"<a href='/writer/{n}'>{name}</a>"
        for n, name in ((1, "د. سالم أحمد العولقي الكندي"), (2, "أ. فاطمة علي ناصر محمد"))
    )
    assert read("<a href='{url}'>{text}</a>", menu=writers).articles == NEWS


def test_articles_below_a_writer_are_articles():
    columns = "<a href='/writer/salim/{n}'>{text}</a>"
    assert len(read(columns).articles) == len(HEADLINES)
