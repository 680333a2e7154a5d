"""The headline where large letters show something else: a name, a section, another story."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

URL = "https://news.example/a/5"
SITE = "صدى الساحل"
TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXT = (
    "<p>أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أهلها.</p>"
    "<p>ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه.</p>"
)
SLOGAN = f"{SITE} - أول موقع إخباري في المدن البعيدة"


def headline(head, inner):
    html = f"<html lang=ar><head>{head}</head><body>{inner}</body></html>"
    return article_of(Page(html, URL)).headline


def title(text, og=None):
    meta = f'<meta property="og:title" content="{og}">' if og else ""
    return f'<title>{text}</title>{meta}<meta property="og:site_name" content="{SITE}">'


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        (title("ناصر العولقي - " + TITLE), f"<h1>ناصر العولقي</h1><h2>{TITLE}</h2>"),
        (title("أخبار الزراعة"), f"<h1>أخبار الزراعة</h1><h2>{TITLE}</h2>"),
        (title(f"{SITE} - تفاصيل الخبر"), f"<h1>تفاصيل الخبر</h1><h3>{TITLE}</h3>"),
        (title("مزارع الوادي الأخضر"), f"<h1>مزارع الوادي الأخضر</h1><h1>{TITLE}</h1>"),
        (title(SITE), f"<h1><a href=/n/9>انهيار جزئي في طريق الجبل</a></h1><h2>{TITLE}</h2>"),
        (title(SITE), f"<div><h2><a href=/a/5>{TITLE}</a></h2>{TEXT}</div>"),
        (title(SLOGAN, SLOGAN), f"<h1>{TITLE}</h1>"),
        (title(SLOGAN, SLOGAN), f"<div class=x>{TITLE}</div>"),
        (title(SITE, TITLE[:32].rsplit(" ", 1)[0]), f"<h1>{TITLE}</h1>"),
        (title(TITLE[:32] + "..."), f"<div class=x>{TITLE}</div>"),
    ],
    ids=["author", "section", "form", "name", "other story", "own link", "slogan", "slogan div",
         "cut", "cut div"],
)  # fmt: skip
def test_something_else_is_taken_for_the_headline(head, inner):
    assert headline(head, f"<main>{inner}{TEXT}</main>") == TITLE


@pytest.mark.parametrize(
    ("head", "inner", "expected"),
    [
        (title(TITLE, TITLE), f"<h1>{TITLE} <b>فيديو</b></h1>", TITLE),
        (title("بعد السيل"), "<h1>بعد السيل</h1><h2>ألفا فدان من النخيل</h2>", "بعد السيل"),
        (title(SITE), f"<h1><a href=/a/5>{TITLE}</a></h1><h2>ألفا فدان من النخيل</h2>", TITLE),
    ],
    ids=["a part of its own", "short", "a link to itself"],
)
def test_a_headline_is_given_up_for_another_line(head, inner, expected):
    assert headline(head, f"<main>{inner}{TEXT}</main>") == expected


def section(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body>{inner}</body></html>"
    return article_of(Page(html, URL)).articleSection


def test_a_section_behind_a_label_is_missed():
    assert section(f"<main><h1>{TITLE}</h1><div>القسم: محليات</div>{TEXT}</main>") == "محليات"


def test_a_section_under_a_menu_is_taken_for_its_entry():
    menu = "".join(f"<li><a href=/{n}>{n}</a></li>" for n in ("اقتصاد", "صحة", "آراء", "فيديو"))
    above = "<section><a href=/c>رياضة</a></section>"
    assert (
        section(f"<ul>{menu}</ul><main><header>{above}<h1>{TITLE}</h1></header>{TEXT}") == "رياضة"
    )
