"""Whole pages of real systems without JSON-LD and meta: day, author and change as readers see.

`systems.txt` has what each writes around its headline `{h1}` and its text, in forms of our own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from crawler.core.extract import extract_article
from tests.core.extract.dates.conftest import BODY, TITLE

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
TODAY = "<div class=today>الخميس، 26 نوفمبر 2026</div>"
MENU = "<nav><a href=/>الرئيسية</a><a href=/c/1>محليات</a><a href=/c/2>اقتصاد</a></nav>"
RELATED = (
    "<div class=related-posts><h3>مقالات ذات صلة</h3><div><h4><a href=/news/9>افتتاح طريق جديد "
    "يربط الساحل بالجبال</a></h4><span class=date>25 نوفمبر، 2026</span></div></div>"
)


class System(NamedTuple):
    """The markup of a system, and what a reader takes from it; "-" is nothing."""

    name: str
    published: str
    author: str
    modified: str
    html: str


def systems():
    text = Path(__file__).with_name("systems.txt").read_text(encoding="utf-8")
    for part in text.split("# ")[1:]:
        head, _, html = part.partition("\n")
        yield System(*head.split(" | "), html.strip())


def page_of(system):
    """The whole page: the day of the visit above, a menu, another article with its date below."""
    inner = system.html if "{text}" in system.html else f"{system.html}<div>{{text}}</div>"
    article = inner.format(h1=f"<h1>{TITLE}</h1>", text=BODY)
    return (
        f"<html lang=ar dir=rtl><head><title>{TITLE} - الميناء</title></head><body>{TODAY}{MENU}"
        f"<div class=main><div>{article}</div>{RELATED}</div></body></html>"
    )


@pytest.mark.parametrize("system", [*systems()], ids=lambda system: system.name)
def test_what_the_head_of_an_article_says(system):
    url = "https://minaa.example/news/71"
    article = extract_article(page_of(system), url, observed_at=NOW)
    assert (article.datePublished or "-") == system.published
    assert (", ".join(each.name for each in article.author or ()) or "-") == system.author
    assert (article.dateModified or "-") == system.modified
