"""Pages whose head names no headline: what readers take for it is what counts."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.kicker import is_amid
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.page import Page

SITE = "مرآة الوادي"
TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = (
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
)
LATIN_TITLE = "Farmers of the upper valley bring an old dam back to work"
LATIN = (
    "Farmers of the upper valley have brought an old dam back to work after thirty years of decay.",
    "The head of their union said that four hundred people carried stones up the hill by hand.",
    "The dam waters two thousand acres of palms and corn, and was broken by a flood long ago.",
)
DATE = "الأربعاء 14 يناير 2026 - 10:25 م"
CAPTION = "رجال ينقلون الحجارة إلى موقع البناء في الوادي"
MENU = '<ul><li><a href="/c/1">أخبار محلية</a></li><li><a href="/c/2">عربي ودولي</a></li></ul>'


def paragraphs(texts):
    return "".join(f"<p>{each}</p>" for each in texts)


def read(inner, title):
    html = f"<html lang=ar><head><title>{title}</title></head><body>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5"))


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (f"<div>{TITLE}</div><div>{DATE}</div>", SITE),
        (f'<b>{TITLE}</b><br>{DATE}<br><img src="/a.jpg"><br>{CAPTION}<br>', SITE),
        (f'<h1><a href="/">{SITE}</a></h1><h2>{TITLE}</h2><i>{DATE}</i>', f"{SITE}: أخبار محلية"),
        (f"<h1>أخبار محلية</h1><h3>{TITLE}</h3><div>{DATE}</div>", f"تفاصيل الخبر - {SITE}"),
        (f"<h1>أقلام الوادي</h1><a href='/o'>أقلام الوادي</a><h3>{TITLE}</h3>", f"أقلام - {SITE}"),
        (f"<div>{TITLE}</div><div>{DATE}</div>", f"تفاصيل الخبر - {SITE}"),
        (f"<h2>{TITLE}</h2>", f"محليات - {TITLE} - {SITE}"),
        (f"<div>{TITLE}</div>", f"محليات - {TITLE} - {SITE}"),
    ],
    ids=["site", "caption", "logo", "section", "linked", "generic", "amid h2", "amid div"],
)
@pytest.mark.parametrize("around", ["<div>{}{}</div>", "<div><div>{}</div><div>{}</div></div>"])
def test_the_line_above_the_text_is_the_headline(above, title, around):
    article = read(MENU + around.format(above, paragraphs(TEXTS)), title)
    assert article.headline == TITLE
    assert article.articleBody.split("\n\n") == list(TEXTS)


@pytest.mark.parametrize("between", ["", f"<div>{DATE}</div>"], ids=["", "date"])
def test_a_lower_heading_with_one_word_of_the_sites_name_is_taken_for_the_headline(between):
    """The head names only the site, and half of its name is one word."""
    below = "<div><h1>ما يكتبه أهل الوادي عن مواسم الحصاد</h1></div>"
    article = read(f"<div><h1>{TITLE}</h1>{between}{paragraphs(TEXTS)}</div>{below}", SITE)
    assert article.headline == TITLE


@pytest.mark.parametrize("tag", ["h2", "div"])
def test_latin_pages_too(tag):
    inner = f"<h1><a href=/>Valley</a></h1><{tag}>{LATIN_TITLE}</{tag}><i>14 Jan 2026, 10:25</i>"
    article = read(f"<div>{inner}{paragraphs(LATIN)}</div>", "Valley")
    assert article.headline == LATIN_TITLE
    assert article.articleBody.split("\n\n") == list(LATIN)


@pytest.mark.parametrize(
    ("above", "title", "headline"),
    [
        (f"<h1>{TITLE}</h1><h2>القناتان الجديدتان تدخلان الخدمة قريبا</h2>", TITLE, TITLE),
        (
            "<h1>سد القرية</h1><h2>حملة أهلية في الصيف الماضي</h2>",
            f"سد القرية - {SITE}",
            "سد القرية",
        ),
        (f"<div>نشرة الصباح من إذاعة المدينة</div><i>{DATE}</i>", TITLE, TITLE),
    ],
    ids=["deck", "short", "said by the title alone"],
)
def test_a_headline_is_not_given_up_for_the_line_below_it(above, title, headline):
    assert read(f"<div>{above}{paragraphs(TEXTS)}</div>", title).headline == headline


@pytest.mark.parametrize("title", ["من نحن", "About us", "سياسة الخصوصية"])
def test_a_page_of_the_site_on_itself_is_no_article(title):
    with pytest.raises(NotAnArticle) as refusal:
        read(f"<div><h1>{title}</h1>{paragraphs(TEXTS)}</div>", f"{title} - {SITE}")
    assert refusal.value.reason == "no_headline"


def test_the_headline_under_links_to_topics_is_no_teaser():
    topics = ("مياه", "زراعة وري", "سدود وقنوات ومياه جوفية")
    links = "".join(f'<a href="/t/{n}">{each}</a>' for n, each in enumerate(topics))
    cards = "".join(f'<div><a href="/n/{n}">{each[:40]}</a></div>' for n, each in enumerate(TEXTS))
    head = f"<div><div>{links}</div><h1>{TITLE}</h1></div>"
    html = f"<div>{head}{cards}</div><div>{paragraphs(TEXTS)}</div>"
    assert read(html, SITE).headline == TITLE


@pytest.mark.parametrize(
    ("text", "is_date"),
    [(DATE, True), ("14/1/2026", True), ("إقرار موازنة 2026 في جلسة واحدة", False), ("", False)],
)
def test_dated_lines(text, is_date):
    assert is_dated(text) is is_date


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("محليات - سد القرية - الوادي", True),
        ("سد القرية - الوادي", False),
        ("محليات سد القرية الوادي", False),
        ("خبر آخر", False),
    ],
)
def test_a_line_amid_names(title, found):
    assert is_amid(title, "سد القرية") is found
