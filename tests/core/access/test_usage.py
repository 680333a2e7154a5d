"""What a site says of the use of its pages: which of its words holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crawler.core.access.usage import FileUsage, TdmFile, usage_of
from crawler.core.article import UsageInfo

URL = "https://windows.example/news/7"


def tdm(*rules):
    entries = [{"location": where, "tdm-reservation": value} for where, value in rules]
    return TdmFile.parse(json.dumps(entries).encode())


@pytest.mark.parametrize(
    ("rules", "reserved"),
    [
        ((), None),
        ((("/", 1),), "1"),
        ((("/", "1"),), "1"),
        ((("/", 0),), "0"),
        ((("/", 1), ("/news/", 0)), "0"),  # the longest holds
        ((("/news/", 0), ("/", 1)), "0"),
        ((("/*/7$", 1), ("/", 0)), "1"),
        ((("/other", 1),), None),
        ((("/", 2), ("/", None), (7, 1), ("news", 1)), None),
        ((("", 1), ("*", 1)), None),  # a location is a path
    ],
)
def test_the_file_of_the_site(rules, reserved):
    assert tdm(*rules).reservation_for(URL) == reserved


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1, null]", b"7", b"[" * 90_000, b"\xff"])
def test_what_is_no_such_file_says_nothing(body):
    assert TdmFile.parse(body).rules == ()


def test_one_rule_without_a_list_is_read_too():
    assert TdmFile.parse(b'{"location": "/", "tdm-reservation": 1}').reservation_for(URL) == "1"


@given(some.binary(max_size=100))
def test_nothing_makes_it_fail(body):
    assert TdmFile.parse(body).reservation_for(URL) in (None, "0", "1")


def found(page=None, files=None, **headers):
    values = {name.replace("_", "-"): [value] for name, value in headers.items()}
    return usage_of(page, values, files)


def test_files_then_header_then_page():
    files = FileUsage("1", "ai-train=no")
    assert found(files=files) == UsageInfo(tdmReservation="1", contentSignal="ai-train=no")
    later = found(files=files, tdm_reservation="0", content_signal="ai-train=yes")
    assert later == UsageInfo(tdmReservation="0", contentSignal="ai-train=yes")
    page = UsageInfo(tdmReservation="1")
    assert found(page, files, tdm_reservation="0").tdmReservation == "1"


def test_one_word_alone_is_not_lost():
    assert found(tdm_reservation="1") == UsageInfo(tdmReservation="1")
    assert found(content_signal="ai-train=no") == UsageInfo(contentSignal="ai-train=no")


def test_signals_of_several_headers_stay_apart():
    usage = usage_of(None, {"content-signal": ["search=yes", " ", "ai-train=no"]}, None)
    assert usage == UsageInfo(contentSignal="search=yes, ai-train=no")


def test_nothing_said_is_nothing():
    assert found() is None
    assert found(tdm_reservation="maybe", content_signal=" ", x_robots_tag="") is None


@pytest.mark.parametrize(
    ("header", "page", "robots"),
    [
        ("noai, noimageai", None, "noai, noimageai"),
        (None, "index, follow", "index, follow"),
        ("noai, noindex", "index, follow", "noai, index, follow"),  # of opposites the page's
        ("noai", "noai", "noai"),
        ("googlebot: noindex", None, None),
        ("Rasid: noai", None, "noai"),
        ("max-snippet: 20", "max-snippet:-1", "max-snippet:-1"),
        ("max-snippet: 20", None, "max-snippet: 20"),
        ("max-image-preview: none", None, "max-image-preview: none"),
        ("max-video-preview: 0", None, "max-video-preview: 0"),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT", None,
         "unavailable_after: 25 Jun 2030 15:00:00 GMT"),
    ],
)  # fmt: skip
def test_directives_of_header_and_page_stand_side_by_side(header, page, robots):
    usage = found(UsageInfo(robots=page), x_robots_tag=header or "")
    assert (usage and usage.robots) == robots


def test_what_a_stranger_writes_colours_no_terminal():
    page = UsageInfo(robots="noindex, \x9b31m", tdmReservation="1\u202e")
    files = FileUsage(None, "ai-train=no,\x1b[31m\x00=yes")
    usage = found(page, files, x_robots_tag="noai\x1b[0m")
    assert usage is not None
    assert usage.robots == "noai[0m, noindex, 31m"
    assert (usage.tdmReservation, usage.contentSignal) == ("1", "ai-train=no,[31m=yes")


def test_several_headers_are_all_read():
    usage = usage_of(None, {"x-robots-tag": ["noai", "bot: none", "noimageai"]}, None)
    assert usage == UsageInfo(robots="noai, noimageai")
