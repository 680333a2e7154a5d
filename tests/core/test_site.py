"""A profile names what is wrong with it when it is made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.errors import ProfileError
from crawler.core.site import Expectations, SiteProfile


def profile(**fields):
    return SiteProfile(
        **({"name": "windows", "start_urls": ("https://windows.example/",)} | fields)
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Windows"),
        ("name", "w"),
        ("name", "../windows"),
        ("start_urls", "https://windows.example/"),
        ("start_urls", ["https://windows.example/"]),
        ("start_urls", ("windows.example",)),
        ("start_urls", ("ftp://windows.example/",)),
        ("start_urls", ("http://[::1",)),
        ("start_urls", ("http://windows.example:port/",)),
        ("start_urls", (7,)),
        ("feeds", ("/rss",)),
        ("sitemaps", ("//windows.example/s.xml",)),
        ("site_names", "Windows"),
        ("languages", "ar"),
        ("languages", ("ar-YE",)),
        ("languages", ("ar", "Arabic")),
        ("languages", ("und",)),
        ("languages", ("AR",)),
        ("headline", "h1["),
        ("body", ":::"),
        ("noise", ("div", "p[")),
        ("timezone", "Mars/Olympus"),
        ("timezone", ""),
        ("timezone", "../etc"),
        ("render", "sometimes"),
        ("delay_s", -1),
        ("delay_s", float("nan")),
        ("pages_max", 0),
        ("every", "15"),
        ("every", "soon"),
        ("every", "1.5h"),
    ],
)
def test_the_message_names_the_field_and_the_value(field, value):
    with pytest.raises(ProfileError) as caught:
        profile(**{field: value})

    message = str(caught.value)
    assert message.startswith(f"{field}: ")
    assert repr(value[-1] if isinstance(value, tuple) else value) in message


def test_a_misspelt_field_is_a_type_error():
    with pytest.raises(TypeError, match="headlines"):
        profile(headlines="h1")


@pytest.mark.parametrize(
    "fields", [{"articles_min": -1}, {"listing_links_min": -1}, {"failed_share_max": 1.5}]
)
def test_expectations_that_can_never_hold(fields):
    with pytest.raises(ProfileError, match="expect"):
        Expectations(**fields)


@pytest.mark.parametrize(
    ("every", "period"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
    ],
)
def test_period(every, period):
    assert profile(every=every).period == period


def test_hosts_are_those_of_all_addresses():
    made = profile(feeds=("https://feeds.example/rss",), sitemaps=("http://127.0.0.1:8000/s.xml",))
    assert made.hosts == {"windows.example", "feeds.example", "127.0.0.1"}


def test_the_version_changes_with_any_field():
    versions = {
        profile(**fields).version()
        for fields in ({}, {"headline": "h1"}, {"delay_s": 3.0}, {"expect": Expectations(1)})
    }
    assert len(versions) == 4
    assert profile().version() == profile().version()
