"""Articles whose text stands only in data for a script, or in what readers without scripts get."""

from __future__ import annotations

import json
from html import escape

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.extract.state import own_text

URL = "https://news.example/a/705"
TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
]
COOKIES = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك، وبالاستمرار في التصفح فأنت توافق عليها. " * 3
HTML = "".join(f"<p>{text}</p>" for text in TEXTS)
POST = {"id": 705, "title": TITLE, "body": HTML}
ARC = {
    "type": "story",
    "headlines": {"basic": TITLE},
    "canonical_url": "/a/705",
    "display_date": "2026-01-14T12:00:00Z",
    "content_elements": [
        *({"type": "text", "content": text} for text in TEXTS),
        {"type": "interstitial_link", "content": "اقرأ أيضا: خبر آخر عن قرية أخرى", "url": "/b"},
    ],
}
ODD = {"conf": {"txt": COOKIES}, "d": {"t1": TITLE, "zz": {"q": HTML, "img": "/1.jpg"}}}
MENU = "<header><a href=/>الرئيسية</a> <a href=/s>سياسة</a></header>"
FOOT = "<footer>جميع الحقوق محفوظة © 2026 نوافذ</footer>"


def page(inner, title=TITLE, url=URL):
    head = f'<title>{title} | نوافذ</title><meta property="og:title" content="{title}">'
    return Page(f"<html lang=ar><head>{head}</head><body>{MENU}{inner}{FOOT}</body></html>", url)


def state(data):
    return f"<div id=root></div><script>window.__STATE__ = {json.dumps(data)};</script>"


def flight(rows):
    pushed = json.dumps(rows)
    return f"<div id=m></div><script>self.__next_f.push([1,{pushed}])</script>"


TEXT_ROW = f"6:T{len(HTML.encode()):x},{HTML}"
SHAPES = {
    "next": f'<script type="application/json" id="__NEXT_DATA__">{json.dumps([POST])}</script>',
    "fusion": (
        "<script>window.Fusion=window.Fusion||{};Fusion.arcSite='x';Fusion.globalContent="
        f"{json.dumps(ARC)};Fusion.globalContentConfig={{}};</script>"
    ),
    "keys of no meaning": state(ODD),
    "inertia": f'<div id="app" data-page="{escape(json.dumps({"props": {"news": POST}}))}"></div>',
    "attribute": f"<news-page :article='{json.dumps(POST)}'></news-page>",
    "flight": flight(f'5:["$","div",null,{json.dumps(POST | {"body": "$6"})}]\n{TEXT_ROW}'),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_text_of_the_data_is_the_article(shape):
    article = article_of(page(shape))
    assert article.articleBody.split("\n\n") == TEXTS
    assert article.headline == TITLE
    assert article.metadata.fieldMethods["articleBody"] == "data"


def test_the_date_of_the_data_is_that_of_the_article():
    assert article_of(page(SHAPES["fusion"])).datePublished == "2026-01-14T12:00:00+00:00"


def test_what_readers_without_scripts_get_is_the_article():
    article = article_of(page(f"<div id=app></div><noscript><h1>{TITLE}</h1>{HTML}</noscript>"))
    assert article.articleBody.split("\n\n") == TEXTS
    assert article.metadata.fieldMethods["articleBody"] == "noscript"


def test_what_react_sends_hidden_and_moves_to_its_place_is_shown():
    sent = f'<div hidden id="S:0"><article><h1>{TITLE}</h1>{HTML}</article></div>'
    article = article_of(page(f'<template id="B:0"></template>{sent}'))
    assert article.articleBody.split("\n\n") == TEXTS
    assert article.metadata.fieldMethods["articleBody"] == "engine"


def test_a_beginning_is_completed_from_the_data():
    shown = f"<h1>{TITLE}</h1><p>{TEXTS[0]}</p>"
    article = article_of(page(shown + SHAPES["next"]))
    assert article.articleBody.split("\n\n") == TEXTS
    assert article.metadata.fieldMethods["articleBody"] == "data"


PAID = json.dumps({"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False})


@pytest.mark.parametrize(
    "shown",
    [
        f'<script type="application/ld+json">{PAID}</script><h1>{TITLE}</h1><p>{TEXTS[0]}</p>',
        f"<h1>{TITLE}</h1><p>{TEXTS[0]}</p><p>اشترك لقراءة المقال كاملا</p>",
        f"<h1>{TITLE}</h1><p>{TEXTS[0].replace('القرية', 'الساحل')}</p>",
        f"<h1>{TITLE}</h1>{HTML}",
    ],
    ids=["paid", "offered", "another text", "shown whole"],
)
def test_what_is_shown_stays_where_the_data_are_not_its_own_or_not_free(shown):
    article = article_of(page(shown + SHAPES["next"]))
    assert article.articleBody.split("\n\n")[0] in shown
    assert article.metadata.fieldMethods["articleBody"] == "engine"


@pytest.mark.parametrize(
    "stub",
    [
        f'<script type="application/ld+json">{PAID}</script><h1>{TITLE}</h1>',
        f"<h1>{TITLE}</h1><p>اشترك لقراءة المقال كاملا</p>",
    ],
    ids=["paid", "offered"],
)
@pytest.mark.parametrize(
    "shape", [SHAPES["next"], f"<noscript>{HTML}</noscript>"], ids=["data", "noscript"]
)
def test_what_is_not_free_and_not_shown_is_not_taken(stub, shape):
    with pytest.raises(NotAnArticle):
        article_of(page(stub + shape))
    without = stub.replace("false", "true").replace("اشترك لقراءة المقال كاملا", "")
    assert article_of(page(without + shape)).articleBody.split("\n\n") == TEXTS


POSTS = [{"id": n, "title": f"خبر رقم {n} من أخبار القرية", "body": HTML} for n in range(9)]


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        (state({"posts": POSTS}), "نوافذ"),
        (state({"post": POST | {"id": 9, "url": "https://news.example/a/706"}}), "نوافذ"),
        (state({"conf": {"title": "نوافذ", "text": COOKIES}}), "نوافذ"),
        (state({"seo": {"title": TITLE}, "conf": {"long": {"er": {"txt": COOKIES}}}}), TITLE),
        (state({"post": {"title": TITLE, "body": "قريبا", "code": "x" * 400}}), TITLE),
        ("<noscript><p>فعل جافا سكربت لمشاهدة الصفحة.</p></noscript>", TITLE),
        ("<script>window.__STATE__ = {broken: start()};</script>", TITLE),
    ],
    ids=["many", "another page", "site", "far away", "no text", "short note", "code"],
)
def test_data_that_are_not_surely_the_article_of_the_page_are_left(inner, title):
    with pytest.raises(NotAnArticle) as refused:
        article_of(page(inner, title))
    assert refused.value.reason in {"empty", "script_built", "no_body", "no_headline"}


def test_a_text_of_data_that_is_no_article_leaves_the_first_reason():
    dull = {"id": 705, "title": TITLE, "body": "<ul>" + "<li>نوافذ</li>" * 60 + "</ul>"}
    with pytest.raises(NotAnArticle) as refused:
        article_of(page(state(dull)))
    assert refused.value.reason == "script_built"


@pytest.mark.parametrize(
    "sign",
    ["__NEXT_DATA__", "__next_f", "__NUXT__", "__APP_STATE__", "globalContent", "data-page="],
)
def test_a_page_with_a_sign_of_data_is_asked_for_them(sign):
    assert own_text._may_have_data(f"<p>نص</p><script>{sign}</script>".encode())
    assert not own_text._may_have_data(f"<p>{sign[1:-1]}</p>_NEXT_STATE_".encode())
