"""What a saved page's file says, and that it can be read again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.saved_case import SavedPage, expected_of, saved_page
from crawler.core.site import SiteProfile

URL = "https://windows.example/news/7"
SEEN = datetime(2026, 2, 14, 9, tzinfo=UTC)
PROFILE = SiteProfile(name="windows")
ARTICLE = """<html><body><h1>عودة القوارب إلى المرسى القديم بعد انحسار الموج</h1>
<div>قبل 3 ساعات</div><p>عادت قوارب الصيد، صباح اليوم، إلى المرسى القديم بعد انحسار الموج الذي
أبقاها في الجزيرة خمسة أيام.</p><p>وقال صيادون إن الثلج نفد في اليوم الثالث، وإن نصف الصيد فسد قبل
أن يصل إلى السوق.</p></body></html>"""
LINKS = "".join(
    f'<a href="/news/{number}">خبر طويل عن المرسى والقوارب رقم {number}</a>' for number in range(4)
)


def saved(html: str, content_type: str | None = None) -> SavedPage:
    return SavedPage(html.encode(), URL, SEEN, content_type)


def test_an_article_without_what_changes_from_run_to_run():
    told = expected_of(saved(ARTICLE, "text/html; charset=utf-8"), PROFILE, as_listing=False)
    article = told["article"]

    assert told["page"] == {
        "url": URL,
        "observedAt": "2026-02-14T09:00:00Z",
        "contentType": "text/html; charset=utf-8",
    }
    assert article["headline"] == "عودة القوارب إلى المرسى القديم بعد انحسار الموج"
    assert article["articleBody"].startswith("عادت قوارب الصيد، صباح اليوم، إلى")
    assert article["datePublishedRaw"] == "قبل 3 ساعات"
    assert article["metadata"]["dateDownloaded"] == "2026-02-14T09:00:00Z"
    assert not {"spider", "runId", "extractorVersion", "seq"} & set(article["metadata"])
    assert not {"schemaVersion", "contentHash"} & set(article)


def test_a_page_that_is_no_article_says_why():
    told = expected_of(saved("<html><body></body></html>"), PROFILE, as_listing=False)
    assert told == {
        "page": {"url": URL, "observedAt": "2026-02-14T09:00:00Z"},
        "notAnArticle": "empty",
    }


def test_a_listing_says_what_it_leads_to_and_which_selector_missed():
    profile = SiteProfile(name="windows", article_links="a.none")
    told = expected_of(saved(f"<body>{LINKS}</body>"), profile, as_listing=True)
    assert told["listing"] == {
        "articles": [f"https://windows.example/news/{number}" for number in range(4)],
        "selectorsMissed": ["article_links"],
    }


@pytest.mark.parametrize("content_type", [None, "text/html"])
def test_what_was_written_is_read_again(content_type):
    page = saved(ARTICLE, content_type)
    told = expected_of(page, PROFILE, as_listing=False)
    assert saved_page(page.body, told) == page


@pytest.mark.parametrize("moment", ["", "gestern"])
def test_without_a_moment_there_is_no_page(moment):
    with pytest.raises(ValueError, match=r"(?i)iso"):
        saved_page(b"", {"page": {"url": URL, "observedAt": moment}})
