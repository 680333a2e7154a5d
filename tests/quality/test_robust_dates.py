"""Days without their best rung: each change hides what it says, and a wrong day is counted."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article
from tests.quality.robust_dates import RUNGS, answer, days_of, figures, known_days

TITLE = "المجلس البلدي يقر خطة لتنظيم الأسواق"
TEXT = "<p>أقر المجلس البلدي في جلسته الأخيرة خطة جديدة لتنظيم الأسواق في أحياء المدينة.</p>" * 3
# One day for each rung, so that the answer tells which one gave it.
HEAD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-03-01"}'
    '</script><meta property="article:published_time" content="2025-03-02">'
    '<script>var item = {"publishedAt": "2025-03-05"};</script>'
)
MARKED, TIMED = '<b itemprop="datePublished" content="2025-03-03"></b>', "<time>4 مارس 2025</time>"
URL = "https://news.example/2025/03/06/71"
GIVEN = {
    "as it is": "2025-03-01",
    "no JSON-LD": "2025-03-02",
    "no meta": "2025-03-01",
    "neither": "2025-03-03",
    "and no microdata": "2025-03-05",
    "and no scripts": "2025-03-06",
    "and no <time>": "2025-03-06",
    "and no names": "2025-03-06",
}


def page(below=""):
    return (
        f"<html lang=ar><head><title>{TITLE}</title>{HEAD}</head><body><main><h1>{TITLE}</h1>"
        f"{below}{TEXT}</main></body></html>"
    )


@pytest.mark.parametrize("name", RUNGS)
def test_each_change_hides_the_better_rungs(name):
    article = extract_article(RUNGS[name](page(MARKED)), URL)
    assert article.datePublished == GIVEN[name]


def test_a_time_becomes_a_part_of_its_line():
    methods = [
        extract_article(RUNGS[name](page(TIMED)), URL).metadata.fieldMethods["datePublished"]
        for name in ("and no scripts", "and no <time>")
    ]
    assert methods == ["time-tag", "text"]


def test_a_stamp_means_its_own_day_and_that_in_utc():
    assert days_of("2025-03-04T01:30:00+03:00") == {"2025-03-04", "2025-03-03"}
    assert days_of("2025-03-04") == {"2025-03-04"}
    assert days_of(None) == set()


def test_an_answer_is_right_wrong_missing_or_refused():
    article = extract_article(page(), URL)
    assert answer(article, {"2025-03-01"}) == "right"
    assert answer(article, {"2025-03-02"}) == "wrong"
    assert answer(article.model_copy(update={"datePublished": None}), {"2025-03-01"}) == "missing"
    assert answer(None, {"2025-03-01"}) == "refused"
    assert known_days({"date": "2025-03-09", "date_alt": None}, article) == {
        "2025-03-01",
        "2025-03-09",
    }


def test_figures_count_what_is_wrong_and_leave_pages_of_no_day():
    undated = page().replace(HEAD, "")
    pages = [({"url": URL}, page()), ({"url": "https://news.example/71"}, undated)]
    found = figures(pages)
    assert found["as it is"] == {"right": 1}
    assert found["no JSON-LD"] == {"wrong": 1}
    assert found["and no names"] == {"wrong": 1}
