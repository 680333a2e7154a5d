"""The picture over the headline, as cards and magazines have it, and boxes with lying names."""

from __future__ import annotations

from crawler.core.extract import extract_article

TITLE = "افتتاح الحديقة العامة بعد أعمال صيانة طويلة"
ONE = "افتتحت البلدية اليوم الحديقة العامة بعد أعمال صيانة استمرت عاما ونصف العام."
TWO = "وتضم الحديقة ملعبا ومكتبة صغيرة، وستفتح أبوابها كل يوم من الصباح حتى المساء."
MENU = '<ul><li><a href="/">الرئيسية</a></li><li><a href="/c">أخبار محلية</a></li></ul>'
TEXT = f"<p>{ONE}</p><p>{TWO}</p>"
HEADING = f"<span>محليات</span><h4>{TITLE}</h4><small>3 مارس 2024</small>"


def images(inner, head=""):
    html = f"<html><head><title>{TITLE}</title>{head}</head><body>{MENU}{inner}</body></html>"
    found = extract_article(html, "https://site.example/news/1").images or ()
    return [each.url.removeprefix("https://site.example") for each in found]


def test_a_picture_over_the_headline_in_the_card_is_the_article_s():
    card = f'<div class="card"><div class="top"><img src="/a.jpg"></div>{HEADING}{TEXT}</div>'
    assert images(f"<div>{card}</div>") == ["/a.jpg"]
    card = f'<div class="card"><img src="/a.jpg"><div class="in">{HEADING}{TEXT}</div></div>'
    assert images(f"<div>{card}</div>") == ["/a.jpg"]


def test_a_picture_over_a_box_around_the_article_s_box_is_not():
    inner = f"<div><div><div>{HEADING}{TEXT}</div></div></div>"
    assert images(f'<div><a href="/x"><img src="/banner.jpg"></a>{inner}</div>') == []


def test_a_banner_over_the_headline_of_a_page_without_a_box_is_not():
    assert images(f'<a href="/x"><img src="/banner.jpg"></a>{HEADING}{TEXT}') == []


def test_an_announced_picture_stands_alone_over_one_above_the_headline():
    head = '<meta property="og:image" content="/b.jpg">'
    card = f'<div class="card"><div class="top"><img src="/a.jpg"></div>{HEADING}{TEXT}</div>'
    assert images(card, head) == ["/b.jpg"]


def test_a_box_that_holds_the_article_is_no_sidebar_whatever_its_name():
    figure = '<figure><div class="w"><img src="/a.jpg"></div></figure>'
    inner = f"<h1>{TITLE}</h1>{figure}{TEXT}"
    assert images(f'<div class="b-right-rail__main">{inner}</div>') == ["/a.jpg"]
    aside = f'<div class="right-rail">{figure}<p>مواعيد الزيارة</p></div>'
    assert images(f"<div><h1>{TITLE}</h1><p>{ONE}</p>{aside}<p>{TWO}</p></div>") == []
