"""One article in many markups: what must be read is the same, whatever the HTML around it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape

import pytest

MENU = ("الرئيسية", "محليات", "عربي", "دولي", "رياضة", "اقتصاد", "اتصل بنا")
MOST_READ = (
    "أسعار الصرف اليوم في أسواق العاصمة المؤقتة",
    "هيئة الأرصاد تحذر من أمطار غزيرة في المرتفعات",
    "إعادة افتتاح الطريق الرابط بين المدينتين بعد أعوام",
    "فريق محلي يتوج ببطولة الدوري للمرة الثالثة",
)
FOOTER = "All rights reserved 2025 © Yemeni Windows"


@dataclass(frozen=True)
class Story:
    """What a reader sees of an article page."""

    headline: str
    section: str
    date: str
    paragraphs: tuple[str, ...]
    disclaimer: str
    related: tuple[tuple[str, str], ...] = ()
    site: str = "Yemeni Windows"
    share: str = "share"
    label: str = "Related News"
    footer: str = FOOTER
    menu: tuple[str, ...] = field(default=MENU)


def _links(items, tag="li"):
    return "".join(f'<{tag}><a href="{url}">{escape(text)}</a></{tag}>' for url, text in items)


def _page(story, body, head="", attributes=""):
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        f"<title>{escape(story.headline)} - {story.site}</title>{head}</head>"
        f"<body{attributes}>{body}</body></html>"
    )


def _menu(story):
    return _links((f"/section/{n}", text) for n, text in enumerate(story.menu))


def _most_read():
    return _links((f"/news/{900 + n}", text) for n, text in enumerate(MOST_READ))


def cards(story):
    """Cards with headings and paragraphs, a menu, a sidebar and a footer."""
    text = "".join(f"<p>{escape(part)}</p>" for part in story.paragraphs)
    return _page(
        story,
        f"<nav class='navbar'><ul>{_menu(story)}</ul></nav><div class='container'><div class='row'>"
        f"<div class='col-8'><div class='card'><h2>{escape(story.headline)}</h2>"
        f"<div class='x1'>{story.section}</div><div class='x2'>{story.date}</div>"
        f"<a href='#' class='x3'>{story.share}</a><div class='x4'>{text}</div></div>"
        f"<h3>{story.label}</h3><div class='card'><ul>{_links(story.related)}</ul></div>"
        f"<p class='x5'>{escape(story.disclaimer)}</p></div>"
        f"<div class='col-4'><h4>الأكثر قراءة</h4><ul>{_most_read()}</ul></div></div></div>"
        f"<footer><p>{story.footer}</p></footer>",
    )


def br_soup(story):
    """Everything in one table cell, lines told apart by <br> only."""
    text = "<br><br>".join(escape(part) for part in story.paragraphs)
    related = "<br>".join(f'<a href="{url}">{escape(name)}</a>' for url, name in story.related)
    menu = " | ".join(f'<a href="/s/{n}">{name}</a>' for n, name in enumerate(story.menu))
    return _page(
        story,
        f"<table width=100%><tr><td colspan=2>{menu}</td></tr><tr><td>"
        f"<b>{escape(story.headline)}</b><br>{story.section}<br>{story.date}<br>"
        f"<a href='#'>{story.share}</a><br><br>{text}<br><br><b>{story.label}</b><br>{related}"
        f"<br><br>{escape(story.disclaimer)}<br>{story.footer}</td>"
        f"<td width=200><ul>{_most_read()}</ul></td></tr></table>",
    )


def nested_tables(story):
    """Tables in tables, each paragraph a row, as pages of the time of windows-1256."""
    rows = "".join(
        f"<tr><td align=right><font size=3>{escape(part)}</font></td></tr>"
        for part in story.paragraphs
    )
    related = "".join(
        f'<tr><td><a href="{url}">{escape(name)}</a></td></tr>' for url, name in story.related
    )
    return _page(
        story,
        f"<table><tr><td><table><tr>{_menu(story).replace('li>', 'td>')}</tr></table></td></tr>"
        f"<tr><td><table><tr><td width=70%><table><tr><td><font size=5>{escape(story.headline)}"
        f"</font></td></tr><tr><td><font>{story.section}</font></td></tr><tr><td>{story.date}</td>"
        f"</tr><tr><td>{story.share}</td></tr>{rows}<tr><td><b>{story.label}</b></td></tr>{related}"
        f"<tr><td><small>{escape(story.disclaimer)}</small></td></tr></table></td><td width=30%>"
        f"<table>{_most_read().replace('<li>', '<tr><td>').replace('</li>', '</td></tr>')}</table>"
        f"</td></tr></table></td></tr><tr><td align=center>{story.footer}</td></tr></table>",
        attributes=" bgcolor=#ffffff",
    )


def hashed_names(story):
    """Class names that say nothing, with JSON-LD in an array with @graph and CDATA."""
    data = [
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": story.site},
                {
                    "@type": ["NewsArticle"],
                    "headLine": story.headline,
                    "articleSection": story.section,
                    "articleBody": story.paragraphs[0][:60],
                },
            ],
        }
    ]
    text = "".join(f'<div class="css-1q2w3e">{escape(part)}</div>' for part in story.paragraphs)
    script = f"<![CDATA[{json.dumps(data, ensure_ascii=False)}]]>"
    return _page(
        story,
        f'<div id="__next"><div class="css-a1b2"><div class="css-m0">{_menu(story)}</div>'
        f'<div class="css-77aa"><div class="css-h9"><h1 class="css-99zz">{escape(story.headline)}'
        f'</h1><span class="css-s1">{story.section}</span><div class="css-d1">{story.date}</div>'
        f'<button>{story.share}</button><div class="css-t5">{story.share}</div></div>'
        f'<div class="css-5t6y">{text}</div><div class="css-rr"><div class="css-l1">{story.label}'
        f'</div><div class="css-l2">{_links(story.related, "div")}</div></div>'
        f'<div class="css-n3">{escape(story.disclaimer)}</div></div><div class="css-sb">'
        f'<div>الأكثر قراءة</div>{_most_read()}</div><div class="css-ff">{story.footer}</div>'
        f"</div></div>",
        head=f'<script type="application/ld+json">{script}</script>',
    )


def page_wide_form(story):
    """An ASP.NET page: one form around everything, paragraphs as spans in divs."""
    text = "".join(
        f'<div style="text-align:justify"><span lang="AR-SA">{escape(part)}</span></div>'
        for part in story.paragraphs
    )
    return _page(
        story,
        f'<form id="aspnetForm" method="post" action="./"><input type="hidden" value="x">'
        f'<div id="top"><ul>{_menu(story)}</ul></div><div id="ctl00_main"><div><span>'
        f"<strong>{escape(story.headline)}</strong></span></div><div><span>{story.section}</span>"
        f"</div><div><span>{story.date}</span></div><div><span>{story.share}</span></div>"
        f"<div>{text}</div><div><span>{story.label}</span></div>"
        f"<ul>{_links(story.related)}</ul><div><span>{escape(story.disclaimer)}</span></div></div>"
        f'<div id="ctl00_side"><span>الأكثر قراءة</span><ul>{_most_read()}</ul></div>'
        f"<div><span>{story.footer}</span></div></form>",
    )


def blog_theme(story):
    """Everything in one container, the related list in the middle of the article."""
    half = len(story.paragraphs) // 2
    first, second = (
        "".join(f"<p>{escape(part)}</p>" for part in parts)
        for parts in (story.paragraphs[:half], story.paragraphs[half:])
    )
    inner = ""
    if story.related:
        inner = f"<div><strong>اقرأ أيضاً:</strong><ul>{_links(story.related[:2])}</ul></div>"
    return _page(
        story,
        f"<div id='wrap'><ul class='m'>{_menu(story)}</ul><div class='post'>"
        f"<h1>{escape(story.headline)}</h1><p><a href='/section/2'>{story.section}</a></p>"
        f"<p>{story.date}</p><p>{story.share}</p>{first}{inner}{second}<p>{story.label}</p>"
        f"<ul>{_links(story.related)}</ul><p>{escape(story.disclaimer)}</p>"
        f"<p>{story.footer}</p></div></div>",
    )


MARKUPS = (cards, br_soup, nested_tables, hashed_names, page_wide_form, blog_theme)
PARAGRAPHS = """\
أعلن الناطق الرسمي باسم هيئة الطيران، اليوم السبت، أن الرحلات الجوية ستستأنف من مطار \
المدينة الأسبوع المقبل بعد توقف دام ثلاثة أعوام، وأن أول طائرة ستصل صباح الأحد.
وقال في مؤتمر صحافي: "أنجزت الفرق الفنية صيانة المدرج وبرج المراقبة، ولم يبق سوى اختبار \
أجهزة الملاحة". وأضاف أن ثلاث شركات طلبت تسيير رحلات منتظمة إلى القاهرة وعمّان.
من جهتها، رحبت الغرفة التجارية بالخطوة، وعدّتها بداية لعودة الحركة إلى الأسواق.
وتنص الخطة على أن يبدأ التشغيل برحلتين في اليوم، ثم يرتفع العدد إلى ست رحلات مع نهاية \
يونيو/حزيران المقبل، وفق بيان وزع على الصحافيين بعد انتهاء المؤتمر."""
DISCLAIMER = """\
( Yemeni Windows) محرك بحث إخباري لا يتحمل أي مسؤولية قانونية عن المواد المنشورة فيه \
لأنها لا تعبر عن رأي الموقع.."""
STORY = Story(
    headline="الناطق الرسمي: استئناف الرحلات من مطار المدينة الأسبوع المقبل",
    section="Arab",
    date="1 day ago",
    paragraphs=tuple(PARAGRAPHS.split("\n")),
    disclaimer=DISCLAIMER,
    related=(
        ("/news/101", "وزير النقل يتفقد أعمال الصيانة في الميناء القديم"),
        ("/news/102", "خطة جديدة لإعادة تأهيل الطرق بين المحافظات"),
        ("https://yemeniwindows.example/news/103", "شركات الشحن تعود إلى العمل بعد هدنة طويلة"),
    ),
)


@pytest.fixture(params=MARKUPS, ids=lambda markup: markup.__name__)
def markup(request):
    """A function that puts a story into HTML."""
    return request.param


@pytest.fixture
def story():
    """A story of ours with the parts of the reference page."""
    return STORY


@pytest.fixture(scope="session")
def make_story():
    """The class of stories, for tests that bring their own texts."""
    return Story
