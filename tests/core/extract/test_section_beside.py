"""A line beside the headline is the section where it may be one: no person, no tool, no label."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

ARABIC = "خطة جديدة لتنظيم الأسواق القديمة"
LATIN = "A new plan for the old markets of the city"
TEXTS = {
    ARABIC: "<p>أقر المجلس البلدي في جلسته الأخيرة خطة جديدة لتنظيم الأسواق في أحياء المدينة.</p>",
    LATIN: "<p>The town council passed a new plan for the markets in the old quarters.</p>",
}


def section(headline, line, head=""):
    html = (
        f"<html><head><title>{headline}</title>{head}</head><body><main><h1>{headline}</h1>"
        f"<div>{line}</div>{TEXTS[headline] * 3}</main></body></html>"
    )
    return extract_article(html, "https://news.example/world/asia/71").articleSection


@pytest.mark.parametrize(
    ("headline", "line", "expected"),
    [
        (ARABIC, "شؤون بلدية", "شؤون بلدية"),
        (ARABIC, "Arab", "Arab"),
        (ARABIC, '<a href="/world">شؤون بلدية</a>', "شؤون بلدية"),
        (ARABIC, '<a href="/author/7">سالم باوزير</a>', None),
        (ARABIC, '<a href="#content">إلى المحتوى</a>', None),
        (LATIN, '<a href="/world/">World</a>', "World"),
        (LATIN, '<a href="/category/town/">Town</a>', "Town"),
        (LATIN, "محليات", "محليات"),
        (LATIN, "World", None),
        (LATIN, "Lea Roth", None),
        (LATIN, '<a href="/try-it">Try it</a>', None),
        (LATIN, '<a href="/staff/roth">Lea Roth</a>', None),
        (LATIN, '<a href="/">Herald</a>', None),
    ],
)
def test_a_line_beside(headline, line, expected):
    assert section(headline, line) == expected


def test_the_author_is_no_section():
    head = '<meta name="author" content="سالم باوزير">'
    assert section(ARABIC, "سالم باوزير", head) is None
