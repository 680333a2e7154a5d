"""Pages that only ask whether cookies may be set, and articles with such a question at the foot."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import consent
from crawler.core.extract.article import article_of
from crawler.core.extract.consent import is_consent, is_cookie_notice
from crawler.core.extract.page import Page

URL = "https://site.example/news/7"
STORY = (
    "<h1>بلدية الساحل تفتتح سوق السمك بعد ترميمه</h1><p>افتتحت بلدية الساحل صباح الأحد سوق السمك "
    "بعد ترميم دام ثلاثة أشهر، وحضر الافتتاح عشرات الصيادين.</p><p>وقال مدير السوق إن عدد المحال "
    "صار أربعين محلا، وإن غرفة التبريد الجديدة تتسع لعشرين طنا.</p>"
)
BANNER = (
    "<div><h2>نحن نهتم بخصوصيتك</h2>"
    "<p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك وعرض الإعلانات.</p>"
    "{button}</div>"
)


@pytest.mark.parametrize(
    "words",
    [
        "نستخدم ملفات تعريف الارتباط", "نستخدم الكوكيز", "We use cookies", "WE USE COOKIES",
        "We use coo\u212aies", "this site uses Cookie\u017f", "Wir verwenden Cookies.",
    ],
)  # fmt: skip
def test_the_cheap_look_lets_every_notice_pass(words):
    assert consent.COOKIES.search(words)
    assert is_cookie_notice(words)


@pytest.mark.parametrize(
    "words", ["نستخدم الموقع كل يوم", "We use bookies", "نستخدم ملفات كثيرة", "cookies are sweet"]
)
def test_what_is_no_notice(words):
    assert not is_cookie_notice(words)


def page(body):
    return Page(f"<html><head><title>نوافذ</title></head><body>{body}</body></html>", URL)


@pytest.mark.parametrize(
    "button",
    [
        "<button>قبول الكل</button><button>إدارة الخيارات</button>",
        "<a href='/ok'>أوافق</a>",
        "<input type='submit' value='موافق'>",
        "<button> Accept all </button>",
        "<button>I agree</button>",
    ],
)
def test_a_wall_of_consent(button):
    with pytest.raises(NotAnArticle) as caught:
        article_of(page(BANNER.format(button=button)))
    assert caught.value.reason == "consent"


def test_an_article_with_a_banner_stays_one():
    article = article_of(page(STORY + BANNER.format(button="<button>قبول الكل</button>")))
    assert article.headline == "بلدية الساحل تفتتح سوق السمك بعد ترميمه"
    assert "غرفة التبريد" in article.articleBody


def test_an_article_about_cookies_stays_one():
    text = "<p>قالت هيئة حماية البيانات إن مواقع كثيرة لا تسأل عن ملفات تعريف الارتباط كما يجب.</p>"
    article = article_of(page(f"{STORY}{text}<a href='/x'>الموافقة على المشروع</a>"))
    assert "هيئة حماية البيانات" in article.articleBody


@pytest.mark.parametrize(
    "button", ["", "<button>بحث</button>", "<button>قبولنا في الجامعة</button>"]
)
def test_without_a_button_that_accepts_it_is_none(button):
    assert not is_consent(page(BANNER.format(button=button)))
