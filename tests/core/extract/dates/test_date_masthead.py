"""Days in the head of a page that are not the article's, and those beside them that are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.extract import extract_article
from tests.core.extract.dates.conftest import BODY, TITLE

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "above",
    [
        "<div>صحيفة الميناء</div><div>الاثنين 23 نوفمبر 2026 - العدد 4509</div>",
        "<table><tr><td>العدد: 4509</td><td>السبت 21 نوفمبر 2026</td></tr></table>",
        "<div>21 November 2026, issue no. 77</div>",
    ],
)
def test_the_day_of_a_printed_issue_is_not_the_articles(read, above):
    assert read(above=above, observed_at=NOW).datePublished is None
    dated = read(above=above, below="<p>19 نوفمبر 2026</p>", observed_at=NOW)
    assert dated.datePublished == "2026-11-19"


def test_an_issue_beside_the_headline_is_the_articles(read):
    line = "<div>العدد 4505 - الخميس 19 نوفمبر 2026</div>"
    assert read(below=line, observed_at=NOW).datePublished == "2026-11-19"
    html = read(above="<div>الميناء</div>", body=f"{line}{BODY}", observed_at=NOW)
    assert html.datePublished == "2026-11-19"


def test_the_first_post_of_a_thread_is_the_article_and_has_its_date():
    post = (
        '<li class="post"><div class="posthead">{day},&nbsp;<b>05:44 PM</b></div>'
        "<blockquote>{text}</blockquote></li>"
    )
    first = post.format(day="19-11-2026", text=BODY.replace("<p>", "").replace("</p>", "<br><br>"))
    answer = post.format(day="20-11-2026", text="شكرا على الخبر والله يعطيك العافية.")
    thread = f"<title>{TITLE}</title><div><h2>{TITLE}</h2><ol>{first}{{}}</ol></div>"
    url = "https://forum.example/t/7"
    alone = extract_article(thread.format(""), url, observed_at=NOW)
    assert alone.datePublished == "2026-11-19T17:44:00+03:00"
    answered = extract_article(thread.format(answer), url, observed_at=NOW)
    assert answered.datePublished in (None, alone.datePublished)
