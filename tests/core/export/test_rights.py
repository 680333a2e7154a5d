"""What may go where: purposes, private texts, takedowns; and the day of an article."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from crawler.core.article import Author, Publisher, Source, UsageInfo
from crawler.core.export.days import UNDATED, day_of
from crawler.core.export.plain import web_address
from crawler.core.export.rights import Takedown, objection, without_private_text

ADEN, UTC = ZoneInfo("Asia/Aden"), ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("usage", "purpose", "why"),
    [
        ({}, "training", None),
        ({"tdmReservation": "1"}, "training", "tdm_reserved"),
        ({"tdmReservation": "1"}, "monitoring", None),
        ({"tdmReservation": "1"}, "search", None),
        ({"tdmReservation": "0"}, "training", None),
        ({"robots": "index, NOAI"}, "training", "noai"),
        ({"robots": "noai"}, "search", None),
        ({"robots": "noindex, follow"}, "search", "noindex"),
        ({"robots": "none"}, "search", "noindex"),
        ({"robots": "noindex"}, "monitoring", None),
        ({"contentSignal": "search=yes, ai-train=no"}, "training", "signal"),
        ({"contentSignal": "search=yes,ai-train=no"}, "search", None),
        ({"contentSignal": "search = no"}, "search", "signal"),
        ({"contentSignal": "train-ai=n"}, "training", "signal"),
        ({"contentSignal": "ai-train=yes"}, "training", None),
    ],
)
def test_what_a_site_says_counts_for_the_purpose(make_article, usage, purpose, why):
    article = make_article(usageInfo=UsageInfo(**usage) if usage else None)
    assert objection(article, purpose) == why


@pytest.mark.parametrize(
    ("robots", "shown"),
    [
        (None, True),
        ("noindex", True),
        ("noarchive", False),
        ("somebot: NoArchive", False),
        ("none", False),
    ],
)
def test_a_private_text_stays_here(make_article, robots, shown):
    usage = UsageInfo(robots=robots) if robots else None
    article = make_article(usageInfo=usage, description="وصف")
    made = without_private_text(article)
    assert bool(made.articleBody) is bool(made.description) is shown
    assert made.headline == article.headline
    assert article.articleBody


@pytest.mark.parametrize(
    ("entry", "covered"),
    [
        ("https://windows.example/news/7", True),
        ("https://windows.example/news/8", False),
        ("https://windows.example/news/7?utm_source=x", True),
        ("port.example", True),
        ("www.PORT.example", True),
        ("other.example", False),
        ("origin.example", True),
        ("صحيفة الميناء", True),
        ("صحيفه المينـاء", True),
        ("سالم العمري", True),
        ("# port.example", False),
        ("", False),
        ("صحيفة", False),
    ],
)
def test_what_was_taken_down(make_article, entry, covered):
    article = make_article(
        publisher=Publisher(name="صحيفة الميناء", url="https://www.port.example/"),
        isBasedOn=[Source(url="https://origin.example/9")],
        author=[Author(name="سالم العمري")],
    )
    assert Takedown.parse(["# a note", entry]).covers(article) is covered
    assert Takedown.parse([article.identifier]).covers(article)
    assert not Takedown().covers(article)


@pytest.mark.parametrize(
    ("dates", "zone", "day"),
    [
        ({"datePublished": "2025-03-01T22:30:00Z"}, UTC, "2025-03-01"),
        ({"datePublished": "2025-03-01T22:30:00Z"}, ADEN, "2025-03-02"),
        (  # a day in Aden: the interval is half open
            {
                "datePublishedEarliest": "2025-02-28T21:00:00Z",
                "datePublishedLatest": "2025-03-01T21:00:00Z",
            },
            ADEN,
            "2025-03-01",
        ),
        (
            {
                "datePublishedEarliest": "2025-02-28T21:00:00Z",
                "datePublishedLatest": "2025-03-01T21:00:00Z",
            },
            UTC,
            UNDATED,
        ),
        ({"datePublishedLatest": "2025-03-01T21:00:00Z"}, UTC, UNDATED),
        ({}, UTC, UNDATED),
    ],
)
def test_the_day_of_an_article_is_known_or_not(make_article, dates, zone, day):
    assert day_of(make_article(**dates), zone) == day


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://موقع.example/أ", "https://xn--4gbrim.example/%D8%A3"),
        ("https://news.example:8080/a b", "https://news.example:8080/a%20b"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://news.example/%D8%A3#ب", "https://news.example/%D8%A3#%D8%A8"),
        ("mailto:a@news.example", None),
        ("data:text/html,x", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_whole_ascii_or_none(url, made):
    assert web_address(url, "https://news.example/1") == made
