"""Articles whose headlines have two or three words: their place tells them from a menu."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://windows.example"
LONG = [
    "إعادة تأهيل سد قديم في وادي بنا لخدمة المزارعين",
    "نقابة المعلمين تعلق الإضراب بعد اتفاق مع الوزارة",
    "سفينة شحن ترسو في الميناء بعد توقف طويل",
    "الأرصاد تحذر من أمطار رعدية على المرتفعات",
]
SHORT = ["فوز شباب الجيل", "هزة خفيفة"]
MIXED = [*LONG[:2], SHORT[0], *LONG[2:], SHORT[1]]
NAMES = {"slug": "/{s}", "folder": "/local/{s}", "number": "/820{i}/{s}", "id": "/news/820{i}"}
CARDS = {
    "heading": "<div class=c><h3><a href='{u}'>{t}</a></h3></div>",
    "list": "<li><a href='{u}'>{t}</a></li>",
    "row": "<div class=tr><i>سبأ</i><i><a href='{u}'>{t}</a></i></div>",
    "whole card": "<a class=k href='{u}'><h3>{t}</h3></a>",
    "author": "<article class='post-{i} post'><h2 class=t><a href='{u}'>{t}</a></h2>"
    "<div><a href='/writer/1'>سالم علي</a> <a href='/محليات'>محليات</a></div></article>",
    "category": "<article><a class=cat href='/عربي-ودولي'>عربي ودولي</a>"
    "<h2><a href='{u}'>{t}</a></h2></article>",
    "share": "<div class=c><h3><a href='{u}'>{t}</a></h3><a href='/share?u={i}'>شارك</a></div>",
    "picture": "<div class=c><a href='{u}'><img src=i.jpg></a><h3><a href='{u}'>{t}</a></h3></div>",
}
AGED = "<div class=c><a href='{u}'>{t}</a><span>منذ {i} ساعات</span></div>"
SECTIONS = ["/محليات", "/عربي-ودولي", "/رياضة", "/ثقافة-وفن"]
MENU = "<ul>{}</ul>".format(
    "".join(f"<li><a href='{path}'>{path[1:].replace('-', ' ')}</a></li>" for path in SECTIONS)
)


def told(name, heads):
    return [NAMES[name].format(s=head.replace(" ", "-"), i=i) for i, head in enumerate(heads)]


def listing(card, urls, heads, menu=MENU, top=""):
    cards = "".join(
        card.format(u=url, t=head, i=i + 2)
        for i, (url, head) in enumerate(zip(urls, heads, strict=True))
    )
    html = f"<html lang=ar><body>{menu}<main>{top}{cards}</main></body></html>"
    found = read_listing(Page(html, f"{SITE}/"))
    return paths(found.articles), paths(found.sections)


def paths(urls):
    return [unquote(url).removeprefix(SITE) for url in urls]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_short_headline_among_cards_of_long_ones(card, name):
    urls = told(name, MIXED)
    assert listing(card, urls, MIXED) == (urls, SECTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_short_headlines_that_all_have_an_age(name):
    heads = ["زلزال يضرب الساحل", "إغلاق معبر بري", "هزة خفيفة بالبحر", "تعيين مدير جديد"]
    urls = told(name, heads)
    assert listing(AGED, urls, heads) == (urls, SECTIONS)


def test_the_entry_of_a_menu_beside_one_with_many_words_is_no_article():
    menu = MENU.replace("</ul>", "<li><a href='/x'>أخبار المحافظات الشرقية والوادي</a></li></ul>")
    urls = told("slug", LONG)
    articles, sections = listing(CARDS["list"], urls, LONG, menu)
    assert set(SECTIONS).isdisjoint(articles)
    assert sections == SECTIONS


def test_the_short_entries_of_a_menu_in_which_every_other_one_is_long_are_no_articles():
    names = ["أخبار المحافظات الشرقية والوادي", "حوادث", "شؤون المغتربين في الخارج", "علوم وتقنية"]
    links = (f"<li><a href='/{name.replace(' ', '-')}'>{name}</a></li>" for name in names * 2)
    urls = told("slug", LONG)
    articles, sections = listing(CARDS["heading"], urls, LONG, f"<ul>{''.join(links)}</ul>")
    assert "/علوم-وتقنية" not in articles
    assert {"/حوادث", "/علوم-وتقنية"} <= set(sections)


@pytest.mark.parametrize(
    "entry",
    [
        "<div class=c><a href='/حوادث-وقضايا'>المزيد</a> <i>منذ ساعة</i></div>",
        "<div class=head><a href='/حوادث-وقضايا'>حوادث وقضايا</a></div>",
    ],
    ids=["more", "head"],
)
def test_what_stands_among_the_cards_and_is_no_card(entry):
    urls = told("slug", LONG)
    articles, sections = listing(CARDS["heading"], urls, LONG, top=entry)
    assert (articles, sections[-1]) == (urls, "/حوادث-وقضايا")


def test_a_box_beside_boxes_of_several_articles_is_no_article():
    card = "<div class=c><a href='{u}'>{t}</a><a href='{u}-2'>{t}</a></div>"
    top = "<div class=c><a href='/حوادث-وقضايا'>حوادث وقضايا</a></div>"
    assert "/حوادث-وقضايا" not in listing(card, told("slug", LONG), LONG, top=top)[0]


def test_the_author_of_every_article_is_none():
    author = "<p><a href='/سالم-علي-{i}'>سالم علي</a></p>"
    card = f"<div class=c><h3><a href='{{u}}'>{{t}}</a></h3>{author}</div>"
    urls = told("slug", LONG)
    assert listing(card, urls, LONG)[0] == urls


def test_the_publisher_of_every_article_at_the_place_of_its_headline_is_no_article():
    card = "<div class=c><a href='/صوت-الوادي-{i}'>صوت الوادي</a> <a href='{u}'>{t}</a></div>"
    urls = told("slug", LONG)
    assert listing(card, urls, LONG)[0] == urls


def test_a_menu_without_boxes_of_its_own_is_no_part_of_the_list_beside_it():
    menu = MENU.replace("ul>", "div>").replace("li>", "div>")
    urls = told("slug", MIXED)
    card = "<div><a href='{u}'>{t}</a></div>"
    assert listing(card, urls, MIXED, menu) == (urls, SECTIONS)


def test_one_age_alone_makes_no_articles():
    assert listing(AGED, ["/زلزال-يضرب-الساحل"], ["زلزال يضرب الساحل"])[0] == []


def test_the_publisher_beside_a_headline_is_no_article():
    card = "<div><a href='/{p}/1'>المرفأ نت</a> <a href='{u}'>{t}</a></div>".replace(
        "{p}", "source"
    )
    urls = [f"/{name}/820{i}" for i, name in enumerate(("marfa", "wadi", "jabal", "sada"))]
    assert listing(card, urls, LONG)[0] == urls


def test_the_heading_of_a_section_over_its_articles_is_no_article():
    card = "<section><h2><a href='/{i}-x'>محليات</a></h2><p><a href='{u}'>{t}</a></p></section>"
    urls = told("slug", LONG)
    assert listing(card, urls, LONG)[0] == urls


def test_an_app_with_many_words_is_no_article():
    menu = f"<a href='/app'>حمل تطبيق الموقع على هاتفك الآن مجانا</a>{MENU}"
    urls = told("slug", LONG)
    assert listing(CARDS["heading"], urls, LONG, menu)[0] == urls


def test_a_card_whose_age_is_its_link():
    card = "<div class=c><h3>{t}</h3><a href='{u}'>منذ {i} ساعات</a></div>"
    urls = told("id", LONG)
    assert listing(card, urls, LONG)[0] == urls


@pytest.mark.parametrize(
    "click",
    [
        "onclick=\"location.href='{u}'\"",
        "@click=\"window.location='{u}'\"",
        "v-on:click=\"$router.push('{u}')\"",
        "x-on:click=\"window.open('{u}')\"",
    ],
)
def test_a_card_that_a_click_of_a_framework_opens(click):
    urls = told("id", LONG)
    card = f"<div {click}><h3>{{t}}</h3></div>"
    assert listing(card, urls, LONG, "")[0] == urls


def test_a_slug_of_few_words_among_cards_that_a_click_opens():
    card = "<div onclick=\"location.href='{u}'\"><h3>{t}</h3></div>"
    urls = [*told("slug", LONG), "/road-gold"]
    heads = [*LONG, "البلدية ترمم طريق الذهب القديم"]
    assert listing(card, urls, heads, "")[0] == urls
