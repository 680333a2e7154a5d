"""Pages that are no articles say what they are."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page

URL = "https://site.example/section/arab"
TITLES = [f"عنوان الخبر رقم {number} من أخبار هذا القسم الكثيرة" for number in range(12)]
SUMMARY = "ملخص من جملة واحدة يقول ما جرى في هذا الخبر وأين جرى ومن شارك فيه من الناس."


def reason(html, url=URL):
    assert extract_article(html, url) is None
    with pytest.raises(NotAnArticle) as caught:
        article_of(Page(html, url))
    return caught.value.reason


def listing(item):
    items = "".join(
        item.format(url=f"/n/{n}", title=title, text=SUMMARY) for n, title in enumerate(TITLES)
    )
    head = "<head><title>عربي - نوافذ</title></head>"
    return f"<html>{head}<body><h1>أخبار عربية</h1><div>{items}</div></body></html>"


@pytest.mark.parametrize(
    "item",
    [
        "<li><a href={url}>{title}</a></li>",
        "<div class=card><h3><a href={url}>{title}</a></h3><p>{text}</p></div>",
        "<div><a href={url}>{title}</a><br>{text}</div>",
        "<a href={url}>{title}</a><br>وكالة | قبل ساعة<br>{text}<br>",
        "<a href={url}>{title}</a><br>{text}<br>",
        "<tr><td><a href={url}>{title}</a></td></tr>",
    ],
)
def test_listings(item):
    assert reason(listing(item)) == "listing"


def test_a_front_page_is_a_listing_even_with_prose():
    html = listing("<div><h3><a href={url}>{title}</a></h3></div>").replace(
        "</h1>", f"</h1><p>{SUMMARY * 9}</p>"
    )
    assert reason(html, "https://site.example/") == "listing"


def test_a_collection_page_is_a_listing():
    data = '<script type="application/ld+json">{"@type":"CollectionPage"}</script>'
    html = listing("<li><a href={url}>{title}</a></li>").replace(
        "</h1>", f"</h1>{data}<p>{SUMMARY}</p>"
    )
    assert reason(html) == "listing"


def test_an_article_with_many_links_is_none():
    html = listing("<li><a href={url}>{title}</a></li>").replace(
        "</h1>", f"</h1><p>{SUMMARY}</p><p>{SUMMARY}</p>"
    )
    article = extract_article(html, "https://site.example/news/5")
    assert article.articleBody == f"{SUMMARY}\n\n{SUMMARY}"
    assert reason(html) == "listing"  # at the address of a section it is what stands above a list


@pytest.mark.parametrize(
    ("html", "word"),
    [
        (f"<title>Just a moment...</title><p>{SUMMARY}</p>", "challenge"),
        (f"<title>x</title><script>window._cf_chl_opt={{}}</script><p>{SUMMARY}</p>", "challenge"),
        ("<title>دخول</title><h1>تسجيل الدخول</h1><form><input type=password></form>", "login"),
        ("<title>موقع</title><div id=root></div><script src=/app.js></script>", "script_built"),
        ("", "empty"),
        ("<title>x</title><p>قصير</p>", "empty"),
        (f"<p>{SUMMARY}</p>", "no_headline"),
    ],
)
def test_shells(html, word):
    assert reason(html) == word


def test_a_page_of_short_lines_has_no_body():
    html = "<title>قائمة طويلة من الأسماء فقط</title><h1>قائمة طويلة من الأسماء فقط</h1>"
    assert reason(html + "<p>اسم واحد</p>" * 60) == "no_body"


def test_a_short_article_with_scripts_a_login_and_a_captcha_is_an_article():
    html = (
        "<title>خبر قصير من سطر واحد</title><h1>خبر قصير من سطر واحد</h1>"
        f"<script src=/cdn-cgi/challenge-platform/x.js></script><p>{SUMMARY}</p>"
        "<form><input type=password><div class=g-recaptcha-response></div></form>"
    )
    assert extract_article(html, URL).articleBody == SUMMARY


def test_a_cut_off_page_is_marked():
    html = f"<html><body><h1>خبر قصير من سطر واحد</h1><p>{SUMMARY}</p><p>ثم"
    article = extract_article(html, URL)
    assert article.metadata.validationMessages == {"page": ["truncated"]}
