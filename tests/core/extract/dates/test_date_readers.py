"""A time in UTC is published with the day that the readers of the page saw."""

from __future__ import annotations

import pytest

LATE = "2025-03-04T22:40:00Z"  # the 5th in Aden and Rome, the 4th in London and New York


def stated(raw=LATE):
    return {"@type": "NewsArticle", "datePublished": raw}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "2025-03-04T22:40:00+00:00"),
        ({"country": "it", "path": "/7"}, "2025-03-04T23:40:00+01:00"),
        ({"country": "ye", "path": "/7"}, "2025-03-05T01:40:00+03:00"),
        ({"country": "io", "path": "/7"}, "2025-03-04T22:40:00+00:00"),
        ({"below": "<p>5 مارس 2025</p>"}, "2025-03-05T01:40:00+03:00"),
        ({"below": "<p>4 مارس 2025</p>"}, "2025-03-04T22:40:00+00:00"),
        ({"below": "<p>5 مارس 2025 - 02:40</p>"}, "2025-03-05T02:40:00+04:00"),
        ({"below": "<p>4 مارس 2025 - 17:40</p>"}, "2025-03-04T17:40:00-05:00"),
        ({"below": "<p>4 مارس 2025 - 17:43</p>"}, "2025-03-04T22:40:00+00:00"),
        ({"below": "<p>4 مارس 2025 - 22:40 بتوقيت غرينتش</p>"}, "2025-03-04T22:40:00+00:00"),
        ({"below": "<p>4 مارس 2025 - 20:40 بتوقيت غرينتش</p>"}, "2025-03-04T22:40:00+00:00"),
        (
            {"below": "<p>5 مارس 2025 - 02:40</p>", "url": "https://news.example/2025/03/05/7"},
            "2025-03-05T02:40:00+04:00",
        ),
        ({"url": "https://news.example/2025/03/05/7"}, "2025-03-05T01:40:00+03:00"),
        ({"country": "ye", "path": "/2025/03/04/7"}, "2025-03-04T22:40:00+00:00"),
        ({"url": "https://news.example/2025/03/03/7"}, "2025-03-04T22:40:00+00:00"),
        (
            {"head": "<meta name=date content=2025-03-04T17:40:00-0500>"},
            "2025-03-04T17:40:00-05:00",
        ),
        (
            {"below": "<p>5 مارس 2025</p>", "timezone": "America/New_York"},
            "2025-03-05",
        ),
        (
            {"below": "<p>4 مارس 2025</p>", "country": "ye", "path": "/7"},
            "2025-03-05T01:40:00+03:00",
        ),
    ],
)
def test_the_day_of_the_readers(read, fields, expected):
    article = read(data=stated(), **fields)
    assert article.datePublished == expected
    assert article.datePublishedEarliest == "2025-03-04T22:40:00Z"
    assert article.datePublishedRaw == LATE


@pytest.mark.parametrize("raw", ["2025-03-05T00:10:00+03:00", "2025-03-05T00:10:00", "2025-03-05"])
def test_a_time_that_has_an_offset_or_none_stays(read, raw):
    article = read(data=stated(raw), country="it", path="/2025/03/04/7")
    assert article.datePublished.startswith("2025-03-05")


def test_a_unix_time_is_in_utc_too(read):
    article = read(data=stated("1741128000"), country="eg", path="/7")
    assert article.datePublished == "2025-03-05T00:40:00+02:00"


@pytest.mark.parametrize(
    ("below", "method"),
    [
        (f"<time datetime={LATE}>x</time>", "time-tag"),
        (f'<span itemprop="datePublished" content="{LATE}"></span>', "microdata"),
    ],
)
def test_other_rungs_in_utc_have_the_zone_of_the_readers_too(read, below, method):
    article = read(below=below, country="eg", path="/2025/03/05/7")
    assert article.datePublished == "2025-03-05T00:40:00+02:00"
    assert article.metadata.fieldMethods["datePublished"] == method


@pytest.mark.parametrize("raw", ["2025-03-04T00:00:00Z", "2025-03-04T00:00:00.000+00:00"])
def test_a_midnight_in_utc_is_a_day(read, raw):
    article = read(data=stated(raw), country="ca", path="/7")
    assert article.datePublished == "2025-03-04T00:00:00+00:00"


def test_a_time_as_javascript_writes_it(read):
    raw = "Tue Mar 04 2025 22:40:00 GMT+0000 (Coordinated Universal Time)"
    article = read(below=f'<time datetime="{raw}">x</time>', country="eg", path="/7")
    assert article.datePublished == "2025-03-05T00:40:00+02:00"
    raw = "Tue Mar 04 2025 17:40:00 GMT-0500 (Eastern Standard Time)"
    assert read(data=stated(raw)).datePublished == "2025-03-04T17:40:00-05:00"
