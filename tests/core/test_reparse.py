"""A kept page through today's engine: the same article as a crawl makes, and what differs."""

from __future__ import annotations

import json

import pytest

from crawler.core.article import Removed
from crawler.core.errors import NotAnArticle
from crawler.core.received import Known, Received
from crawler.core.reparse import differences, reextracted, replay
from crawler.core.reparse_tally import Tally
from crawler.core.site import SiteProfile

URL = "https://windows.example/news/7"
PROFILE = SiteProfile(
    name="windows", start_urls=("https://windows.example/",), site_names=("نوافذ",)
)
TEXTS = (
    "أعلنت وزارة النقل، اليوم، استئناف الرحلات البحرية بين الجزيرة والميناء بعد توقف دام شهرا.",
    "وقال مدير الميناء إن السفينة الأولى تحمل وقودا وأدوية، وإن تفريغها يستغرق يومين كاملين.",
    "وينتظر سكان الجزيرة وصول المواد الغذائية، بعد أن نفدت من الأسواق منذ أسبوعين أو أكثر.",
)
HEADLINE = "استئناف الرحلات البحرية إلى الجزيرة بعد شهر"


def html(*, head="", end="</body></html>", extra=""):
    body = "".join(f"<p>{text}</p>" for text in TEXTS) + extra
    return (
        f"<html><head><title>{HEADLINE} - نوافذ</title>{head}</head><body><h1>{HEADLINE}</h1>"
        f"<article>{body}</article>{end}"
    )


def received(text, **changes):
    headers = (("Content-Type", "text/html; charset=utf-8"), ("X-Robots-Tag", "noindex"))
    return Received(
        **({"url": URL, "status": 200, "headers": headers, "body": text.encode()} | changes)
    )


def known(**changes):
    return Known(
        **({"site": "windows", "run": "run-1", "observed": "2025-03-01T12:00:00Z"} | changes)
    )


def test_what_a_crawl_knew_is_known_again():
    files = {"tdm_reservation": "1", "content_signal": "ai-train=no"}
    made = replay(received(html()), known(files=files, feed_date="2025-03-01T09:00:00Z"), PROFILE)
    assert made.headline == HEADLINE
    assert made.articleBody == "\n\n".join(TEXTS)
    assert made.datePublished == "2025-03-01T09:00:00Z"
    assert made.dateBasis == "feed"
    assert made.usageInfo.model_dump() == {
        "robots": "noindex", "tdmReservation": "1", "contentSignal": "ai-train=no",
    }  # fmt: skip
    assert made.metadata.dateDownloaded == "2025-03-01T12:00:00Z"
    assert made.metadata.runId == "run-1"


def test_the_answer_of_a_drawn_page_is_in_what_was_known():
    said = {"x-robots-tag": ["noarchive"]}
    made = replay(received(html(), headers=(), is_drawn=True), known(headers=said), PROFILE)
    assert made.usageInfo.robots == "noarchive"


def test_a_page_without_an_end_is_cut_off_unless_that_is_the_style_of_its_site():
    page = received(html(end=""))
    with pytest.raises(NotAnArticle, match="truncated"):
        replay(page, known(ends=True), PROFILE)
    assert replay(page, known(ends=False), PROFILE).headline == HEADLINE


def test_what_is_no_article_today_says_why():
    with pytest.raises(NotAnArticle, match=r"too_short|no_body|listing|empty"):
        replay(received("<html><body><h1>عنوان</h1></body></html>"), known(), PROFILE)
    with pytest.raises(NotAnArticle, match="other_language"):
        replay(received(html()), known(), SiteProfile(name="windows", languages=("ckb",)))


def test_lines_that_the_site_had_taught_are_those_of_then():
    line = "يبث برنامج حديث المساء عند الثامنة من العاصمة، ويعاد بثه صباح اليوم التالي."
    page = received(html(extra=f"<p>{line}</p>"))
    made = replay(page, known(), PROFILE)
    assert made.articleBody.endswith(line)
    before = made.model_copy(update={"removed": [Removed(rule="learned", text=line)]})
    assert replay(page, known(), PROFILE, before).articleBody == "\n\n".join(TEXTS)


def test_a_page_that_a_script_builds_is_read_from_its_data():
    story = {"title": HEADLINE, "slug": "7", "body": "".join(f"<p>{text}</p>" for text in TEXTS)}
    data = json.dumps({"props": {"pageProps": {"article": story}}}, ensure_ascii=False)
    text = (
        '<html><head><title>نوافذ</title></head><body><div id="__next"></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
        '<script src="/_next/static/main.js"></script></body></html>'
    )
    made = replay(received(text), known(), PROFILE)
    assert made.headline == HEADLINE
    assert made.articleBody == "\n\n".join(TEXTS)
    drawn = replay(received(text, is_drawn=True), known(), PROFILE)  # the browser showed nothing
    assert drawn.articleBody == made.articleBody
    assert drawn.metadata.fieldMethods["articleBody"] == "data"


def test_differences_by_field(make_article):
    before = make_article(description="وصف", keywords=["بحر"], dateline="عدن")
    after = make_article(
        description=None, keywords=["بحر", "ميناء"], articleSection="محليات", dateline="عدن"
    )
    after.metadata.validationMessages = {"body": ["selector_missed"]}
    found = {
        each.field: (each.kind, each.before, each.after) for each in differences(before, after)
    }
    assert found == {
        "description": ("lost", "وصف", None),
        "articleSection": ("filled", None, "محليات"),
        "keywords": ("changed", '["بحر"]', '["بحر", "ميناء"]'),
        "validationMessages": ("filled", None, '{"body": ["selector_missed"]}'),
    }
    assert differences(before, before) == []


def test_a_version_keeps_its_name_and_its_history(make_article):
    before = make_article(version=3, headline="عنوان قديم " + "ا" * 600)
    after = make_article(headline="عنوان جديد")
    made = reextracted(before, after, moment="2025-04-01T00:00:00Z", run_id="again")
    assert (made.version, made.event, made.versionCreated) == (
        4,
        "reextracted",
        "2025-04-01T00:00:00Z",
    )
    assert made.identifier == before.identifier
    assert made.metadata.dateFirstSeen == before.metadata.dateFirstSeen
    assert made.metadata.runId == "again"
    [change] = made.changes
    assert len(change.before) == 500
    assert change.after == "عنوان جديد"


def test_a_tally_is_small_and_adds_up(make_article):
    one, two = Tally(), Tally()
    for number in range(10):
        found = differences(make_article(), make_article(description=f"وصف {number} " + "ا" * 300))
        (one if number % 2 else two).compared(f"{URL}{number}", found)
    one.compared(URL, [])
    one.add(two)
    told = one.as_dict()
    assert told["pages"] == {"different": 10, "same": 1}
    assert told["fields"] == {"description": {"filled": 10}}
    assert len(told["examples"]) == 3
    assert len(told["examples"][0]["after"]) == 160


def test_a_later_look_has_the_dates_of_the_first():
    page = received(html())
    first = replay(page, known(feed_date="2025-03-01T09:00:00Z"), PROFILE)
    later = first.model_copy(deep=True)
    later.metadata.dateDownloaded = "2025-03-04T12:00:00Z"
    again = replay(page, known(observed="2025-03-04T12:00:00Z"), PROFILE, later)
    assert again.datePublished == "2025-03-01T09:00:00Z"
    assert differences(later, again) == []
    assert replay(page, known(), PROFILE, first).datePublished is None  # its own first look
