"""The images of an article: which address, which caption, and what is no picture of it."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.media.image_source import image_source, largest
from crawler.core.extract.media.pictures import is_picture

URL = "https://site.example/news/1"
TITLE = "افتتاح الحديقة العامة بعد أعمال صيانة طويلة"
ONE = "افتتحت البلدية اليوم الحديقة العامة بعد أعمال صيانة استمرت عاما ونصف العام."
TWO = "وتضم الحديقة ملعبا ومكتبة صغيرة، وستفتح أبوابها كل يوم من الصباح حتى المساء."

COUNTER = "www.facebook.com"


def images(inner, head="", after=""):
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>"
        f"<div><p>{ONE}</p>{inner}<p>{TWO}</p></div>{after}</body></html>"
    )
    article = extract_article(html, URL)
    return [
        (each.url.removeprefix("https://site.example"), each.caption)
        for each in article.images or ()
    ]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"src": "/a.jpg"}, "/a.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-src": "/a.jpg"}, "/a.jpg"),
        ({"src": "/small.jpg", "srcset": "/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w"}, "/l.jpg"),
        ({"src": "/small.jpg", "data-srcset": "/s.jpg 1x,/l.jpg 2x"}, "/l.jpg"),
        ({"src": "/small.jpg", "srcset": "/a,b.jpg 300w"}, "/a,b.jpg"),
        ({"src": "/a.jpg", "srcset": ""}, "/a.jpg"),
        ({"src": "/t.gif", "width": "1", "height": "1"}, None),
        ({"src": "/t.gif", "height": "0px"}, None),
        ({"src": "data:image/gif;base64,R0"}, None),
        ({"alt": "x"}, None),
        ({"src": None}, None),
    ],
)
def test_the_address_of_an_image(attributes, expected):
    assert image_source(attributes) == expected


def test_a_srcset_without_sizes_gives_its_first():
    assert largest("/a.jpg, /b.jpg") == "/a.jpg"
    assert largest("") is None


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("/uploads/2025/park.jpg", True),
        ("/uploads/2025/logistics-centre.jpg", True),
        ("/assets/logo.png", False),
        ("/img/site-logo-2x.png", False),
        ("/themes/x/icons/share.png", False),
        (f"https://{COUNTER}/tr?id=1", False),
        ("/avatar/1?s=96", False),
        ("/spacer.gif", False),
        ("/uploads/chart.svg?v=2", False),
        ("/img/twitter.png", False),
        ("/uploads/twitter.jpg", True),
        ("/uploads/twitter-office.png", True),
        ("/stat.php?x", False),
        ("", False),
    ],
)
def test_what_is_no_picture(src, expected):
    assert is_picture(src) is expected


def test_the_caption_is_that_of_the_figure_else_the_alternative_text():
    inner = (
        "<figure><img src=/1.jpg alt=x><figcaption>مدخل الحديقة صباح اليوم</figcaption></figure>"
        "<img src=/2.jpg alt='ملعب الأطفال'><img src=/logo.png alt='شعار'><img src=/3.jpg width=1>"
    )
    assert images(inner) == [("/1.jpg", "مدخل الحديقة صباح اليوم"), ("/2.jpg", "ملعب الأطفال")]


def test_the_main_image_is_shown_once_with_its_caption():
    head = '<meta property="og:image" content="/up/main.jpg?w=1200">'
    inner = "<figure><img src=/up/main-300x200.jpg><figcaption>الحديقة</figcaption></figure>"
    assert images(inner, head) == [("/up/main.jpg?w=1200", "الحديقة")]


def test_a_logo_in_the_head_is_no_main_image():
    head = '<meta property="og:image" content="/img/logo.png">'
    assert images("<img src=/1.jpg>", head) == [("/1.jpg", None)]


def test_json_ld_gives_the_image_and_its_caption():
    data = {"@type": "NewsArticle", "image": [{"url": "/j.jpg", "caption": "منظر عام"}]}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert images("", head) == [("/j.jpg", "منظر عام")]


def test_images_of_related_articles_are_none():
    box = (
        "<div class=related><a href=/n/2><img src=/r.jpg>خبر آخر له عنوان من كلمات كثيرة</a></div>"
    )
    assert images(box, after=box) == []
