"""Which pages are empty shells that a script fills, and which only look like it."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser

BUNDLE = '<script type="module" src="/assets/index-4f2a.js"></script>'
DEFERRED = '<script src="/_next/static/main.js" defer></script>'
PLAIN = '<script src="/a.js"></script>'
TRACKER = '<script async src="/gtag.js"></script>'
MENU = (
    "<nav>"
    + "".join(
        f'<a href="/{name}">{text}</a>'
        for name, text in (("local", "محليات"), ("arab", "عربي"), ("sport", "رياضة"))
    )
    + "</nav>"
)
TEASERS = "".join(
    f'<p><a href="/news/{number}">وصول الدفعة رقم {number} من المساعدات إلى الميناء</a></p>'
    for number in range(8)
)
PARAGRAPH = (
    "<p>أعلنت إدارة الميناء صباح اليوم وصول سفينة تحمل آلاف الأطنان من القمح، وقالت إن التفريغ "
    "يبدأ فور انتهاء الفحص، وإن الكميات توزع على المحافظات خلال أسبوع.</p>"
)
COMPLETE = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
    '"headline":"وصول سفينة قمح","articleBody":"'
    + "قالت إدارة الميناء إن السفينة وصلت. "
    * 9
    + '"}'
    "</script>"
)


def page(body: str, title: str = "نافذة الأخبار", head: str = "") -> Page:
    return Page(
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>",
        "https://news.example/",
    )


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="root"></div>{BUNDLE}',
        f"<app-root>جار التحميل…</app-root>{BUNDLE}",
        f'<div id="__next"></div><script type="application/json">{{}}</script>{DEFERRED}',
        '<div id="app"><style>p{color:red}</style><script>load("/api/news?page=1")</script></div>',
        f"<noscript>You need to enable JavaScript to run this app.</noscript>{PLAIN}",
        f"<noscript>يرجى تفعيل جافاسكربت لعرض هذه الصفحة.</noscript>{PLAIN}",
        '<div id="list"></div><script>fetch("/api/latest").then(draw)</script>',
        f"<main></main>{BUNDLE}<footer>جميع الحقوق محفوظة</footer>",
        f'{MENU * 6}<div id="root"></div>{BUNDLE}<footer>جميع الحقوق محفوظة</footer>',
    ],
    ids=["react", "angular", "next", "inner_script", "english_note", "arabic_note", "fetch",
         "footer", "menu_around_empty_app"],
)  # fmt: skip
def test_a_shell_needs_a_browser(body):
    assert needs_browser(page(body))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>وصول سفينة قمح</h1>{PARAGRAPH}{BUNDLE}",
        f'<div id="root"><h1>وصول سفينة قمح</h1>{PARAGRAPH}</div>{BUNDLE}',
        f'{TEASERS}<div id="app"></div>{BUNDLE}',
        f'<div id="root">{MENU}</div>{BUNDLE}' + "<p>خبر قصير</p>" * 40,
        '<div id="root"></div>',
        '<div id="app"></div><script type="application/json">{"a":1}</script>',
        "<p>الصفحة غير موجودة</p><script>window.dataLayer=[]</script>",
        f'<p>الصفحة غير موجودة</p><script type="application/json">{{}}</script>{TRACKER}',
        '<form><input type="password" name="p"></form><div id="app"></div>' + BUNDLE,
        '<div id="app"></div><script>window._cf_chl_opt={};fetch("/c")</script>',
        "",
    ],
    ids=["article", "drawn_by_server", "listing_and_widget", "app_with_links", "no_script",
         "data_only", "not_found_inline", "not_found_tracked", "login", "challenge", "empty"],
)  # fmt: skip
def test_a_page_that_says_something_or_is_a_wall_needs_none(body):
    assert not needs_browser(page(body))


def test_a_challenge_is_told_by_its_title_too():
    shell = f'<div id="root"></div>{BUNDLE}'
    assert needs_browser(page(shell))
    assert not needs_browser(page(shell, title="Just a moment..."))


def test_an_article_in_json_ld_needs_no_drawing():
    shell = f'<div id="root"></div>{BUNDLE}'
    assert not needs_browser(page(shell, head=COMPLETE))
    assert needs_browser(page(shell, head=COMPLETE.replace("articleBody", "about")))
