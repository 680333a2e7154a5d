"""Designs that no profile knows: where their articles are, and what beside them is none."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://bayan.example"
HEADLINES = (
    "محافظ الساحل يدشن مشروع توسعة ميناء الصيد الجنوبي",
    "أهالي الوادي يشكون انقطاع الكهرباء منذ أسبوعين متواصلين",
    "اتفاق على فتح الطريق الجبلي بين المديريتين غدا",
    "وفاة ثلاثة أشخاص في حادث سير على الخط الدولي",
)
SHORT = ("فوز التلال", "حريق بالسوق", "هزة أرضية", "إضراب المصفاة")
WORDS = ("port", "fuel", "road-crash", "coast")
MENU = "<nav><a href='/c/local'>محليات</a><a href='/c/sport'>رياضة</a></nav>"
SECTIONS = ("/c/local", "/c/sport")


def cards(form, texts=HEADLINES):
    """One card for each headline; `{n}`, `{t}`, `{w}` are its number, headline and word."""
    return "".join(
        form.format(n=7300 + n, t=text, w=WORDS[n], s=text.replace(" ", "-"))
        for n, text in enumerate(texts)
    )


def read(html, path="/"):
    return read_listing(Page(f"<html><body>{MENU}{html}</body></html>", SITE + path))


def paths(urls):
    return [url.removeprefix(SITE) for url in urls]


def numbered(form):
    return [form.format(n=7300 + n, w=WORDS[n]) for n in range(len(HEADLINES))]


@pytest.mark.parametrize(
    ("card", "form"),
    [
        ("<p><b>{t}</b><a href='/d/{n}'>اقرأ التفاصيل كاملة</a><a href='/share/{n}'>شارك</a></p>",
         "/d/{n}"),
        ("<li onclick=\"location.href='/n/{n}'\">{t}</li>", "/n/{n}"),
        ("<tr onclick=\"window.location='view.asp?no={n}'\"><td>{t}</td></tr>", "/view.asp?no={n}"),
        ("<div data-href='/n/{n}'><h3>{t}</h3><small>قبل ساعة</small></div>", "/n/{n}"),
        ("<a href='#' data-url='/n/{n}'>{t}</a>", "/n/{n}"),
        ("<p>{t}</p><button data-link='/n/{n}'>التفاصيل</button>", "/n/{n}"),
        ("<h2><a href='/{w}-{n}.html'>{t}</a></h2>", "/{w}-{n}.html"),
        ("<h2><a href='/{w}-{n}'>{t}</a></h2>", "/{w}-{n}"),
        ("<li><a href='/n/{n}' title='{t}'>{t:.9}...</a></li>", "/n/{n}"),
    ],
)  # fmt: skip
def test_the_articles_of_a_design(card, form):
    html = cards(card)
    found = read(f"<table>{html}</table>" if card.startswith("<tr") else html)
    assert paths(found.articles) == numbered(form)
    assert tuple(paths(found.sections)) == SECTIONS


def test_a_link_from_before_the_site_had_https_is_no_second_address():
    twin = "<p><a href='/n/{n}'>{t}</a><a href='http:HERE/n/{n}'>{t}</a></p>"
    here = SITE.partition(":")[2]
    assert paths(read(cards(twin.replace("HERE", here))).articles) == numbered("/n/{n}")
    elsewhere = read(cards(twin.replace("HERE", f"{here}:8080")))
    assert len(elsewhere.articles) == 2 * len(HEADLINES)


def test_cards_in_declarative_shadow_roots():
    card = "<x-card><template shadowrootmode=open><a href='/n/{n}'>{t}</a></template></x-card>"
    assert paths(read(cards(card)).articles) == numbered("/n/{n}")
    closed = card.replace(" shadowrootmode=open", "")
    assert read(cards(closed)).articles == ()


def test_an_id_that_takes_a_name_along_is_one_shape():
    names = ("الساحل", "انقطاع-الكهرباء-في-الوادي-الكبير", "طريق", "حادث-سير")
    form = "/index.php?view=article&id={}:{}"
    html = "".join(
        f"<a href='{form.format(7 + n, name)}'>{text}</a>"
        for n, (name, text) in enumerate(zip(names, HEADLINES, strict=True))
    )
    wanted = [form.format(7 + n, quote(name)) for n, name in enumerate(names)]
    assert paths(read(html).articles) == wanted


def test_short_headlines_in_a_flat_list_have_their_age_behind_them():
    flat = "<h3><a href='/n/{n}'>{t}</a></h3><p>نبذة عنه</p><time>قبل ساعة</time>"
    assert paths(read(cards(flat, SHORT)).articles) == numbered("/n/{n}")
    assert read(cards("<h3><a href='/n/{n}'>{t}</a></h3>", SHORT)).articles == ()


@pytest.mark.parametrize(
    "dressed",
    [
        "<a href='/amp/n/{n}'>{t}</a>",
        "<a href='/n/{n}/amp/'>{t}</a>",
        "<a href='/mobile/n/{n}'>{t}</a>",
        "<a href='/print.php?id={n}' title='{t}'><img src=p.gif></a>",
        "<a href='/topic/{s}'>{t}</a>",
        "<a href='/hashtag/{n}'>#{t}</a>",
        "<a href='/mark/{n}'>#{t}</a>",
        "<a href='/out?url=https%3A%2F%2Fpaper.example%2F{n}'>{t} كما رواه الشهود</a>",
        "<a href='/opinion/writer-{n}'>د. {t}</a>",
    ],
)
def test_what_stands_beside_headlines_and_is_no_article(dressed):
    plain = cards("<p><a href='/n/{n}'>{t}</a></p>")
    found = read(plain + f"<div class='post-tags'>{cards(dressed)}</div>")
    assert paths(found.articles) == numbered("/n/{n}")


def test_a_site_of_amp_pages_alone_has_articles():
    assert paths(read(cards("<a href='/amp/n/{n}'>{t}</a>")).articles) == numbered("/amp/n/{n}")


def test_a_card_that_has_tags_is_no_tag():
    card = "<div class='post tag-aden has-tags'><a href='/n/{n}'>{t}</a></div>"
    assert paths(read(cards(card)).articles) == numbered("/n/{n}")


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/n/7300?tab=stats'>120 قراءة</a>",
        "<a href='/n/7300/now'>قبل 3 دقائق</a>",
        "<a href='/names/b'>ب</a>",
        "<a href='/out?url=https%3A%2F%2Fpaper.example%2F7'>الساحل نت</a>",
        "<a href='/go/aHR0cHM6Ly9wYXBlci5leGFtcGxlL24vNw=='>الساحل نت</a>",
        "<a href='/?author=3'>المحرر</a>",
        "<a href='/hashtag/port'>الميناء</a>",
        "<a href='/?m=202611'>الشهر الماضي</a>",
        "<a href='/archive.php?y=2026&mo=3'>شهر مارس</a>",
    ],
)
def test_short_links_that_are_no_sections(link):
    assert tuple(paths(read(link).sections)) == SECTIONS


def test_the_other_order_of_a_list_in_some_order_is_no_section():
    found = read("<a href='/list?order=desc'>الأحدث أولا</a>", "/list?order=asc")
    assert tuple(paths(found.sections)) == SECTIONS
    assert found.traps == {"view": 1}
