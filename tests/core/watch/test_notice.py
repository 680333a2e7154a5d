"""The messages of incidents: both languages, nothing that a page could forge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.watch.causes import CAUSES, VERDICTS
from crawler.core.watch.notice import Told, message_of, shown
from crawler.core.watch.notice_words import CAUSES_AR, VERDICTS_AR

OPENED = datetime(2025, 3, 1, 9, 15, tzinfo=UTC)


def told(**changes):
    values = {
        "id": 12,
        "site": "windows",
        "cause": "listing_gone",
        "verdict": "broken",
        "level": "error",
        "opened": OPENED,
        "runs": 2,
        "url_bad": "https://windows.example/",
        "url_good": "https://windows.example/news/7",
        "facts": {"value": 0, "expected": "at least 5"},
        "command": "scrapy doctor windows",
    }
    return Told(**(values | changes))


def test_the_message_that_an_incident_has_begun():
    message = message_of(told(), "opened")
    assert message.title == "Rasid: windows: broken: listing_gone"
    assert message.mood == "failure"
    assert message.body == (
        "windows is broken: the start page has no link to an article.\n"
        "Found 0, expected at least 5.\n"
        "Since 2025-03-01 09:15 UTC, 2 runs.\n"
        "\n"
        "\u2068windows\u2069 معطل: لا رابط في صفحة البداية إلى أي خبر.\n"
        "الموجود \u20680\u2069، والمنتظر \u2068لا أقل من 5\u2069.\n"
        "منذ \u20682025-03-01 09:15 UTC\u2069، في عدد 2 من الجولات.\n"
        "\n"
        "bad: https://windows.example/\n"
        "last good: https://windows.example/news/7\n"
        "try: scrapy doctor windows\n"
        "rasid:12:opened"
    )


def test_the_message_that_it_is_over():
    message = message_of(told(closed=OPENED + timedelta(hours=26)), "closed")
    assert message.title == "Rasid: windows: over: listing_gone"
    assert message.mood == "success"
    assert "windows is no longer broken (listing_gone): it lasted 1 d 2 h." in message.body
    assert "\u2068windows\u2069 لم يعد كذلك" in message.body
    assert message.body.splitlines()[3].endswith("؛ دام 1 يوم 2 ساعة.")
    assert message.body.endswith("\nrasid:12:closed")


def test_a_warning_and_what_is_not_known():
    bare = told(
        level="warning", runs=1, facts={"text": "3 of 9"}, url_bad=None, url_good=None, command=""
    )
    message = message_of(bare, "opened")
    assert message.mood == "warning"
    assert "1 run.\n" in message.body
    assert "3 of 9\n" in message.body
    assert "Found" not in message.body
    assert "bad:" not in message.body


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred\nrasid:1:closed", "a\u202egpj.exe", "a\u2028b", "\ud800x", "\u2067y\u200f"],
)
def test_what_a_page_says_makes_no_line_and_turns_none_around(text):
    message = message_of(told(url_bad=text, facts={"value": text, "text": text}), "opened")
    plain = message_of(told(url_bad="x", facts={"value": "x", "text": "x"}), "opened")
    assert message.body.count("\n") == plain.body.count("\n")
    assert message.body.count("\u2068") == message.body.count("\u2069")
    assert not {"\x1b", "\u202e", "\u2028", "\u2067", "\u200f"} & set(message.body)
    message.body.encode()


def test_a_message_is_short_enough_for_every_messenger():
    long = "x" * 5000
    facts = {"value": long, "expected": long, "text": long}
    message = message_of(told(url_bad=long, url_good=long, facts=facts, command=long), "opened")
    assert len(message.body) < 4096 - len(message.title)
    assert "…" in message.body


def test_numbers_are_shown_with_three_digits():
    body = message_of(told(facts={"value": 0.123456, "expected": 0.5}), "opened").body
    assert "Found 0.123, expected 0.5." in body


def test_what_to_do_stands_in_both_languages():
    steps = ("scrapy doctor windows", "شغّل scrapy doctor windows")
    lines = message_of(told(), "opened", steps).body.splitlines()
    assert (lines[3], lines[8]) == (f"Next: {steps[0]}", f"ما العمل: {steps[1]}")
    assert "Next:" not in message_of(told(closed=OPENED), "closed", steps).body


def test_a_number_that_should_be_none_is_not_told():
    """ "Found 1, expected 0" says nothing to a person of a domain that is for sale."""
    body = message_of(told(cause="parked", facts={"value": 1, "expected": 0}), "opened").body
    assert "Found" not in body
    assert "الموجود" not in body


def test_a_word_inside_a_value_stays_as_it_is():
    facts = {"value": "h below-average s", "expected": "below 0.5"}
    (line,) = [
        each for each in message_of(told(facts=facts), "opened").body.splitlines() if "دون" in each
    ]
    assert line == "الموجود \u2068h below-average s\u2069، والمنتظر \u2068دون 0.5\u2069."


def test_every_word_has_its_arabic():
    assert set(VERDICTS_AR) == set(VERDICTS)
    assert set(CAUSES_AR) == set(CAUSES)


def test_shown_leaves_plain_text():
    assert shown("وصل 3 أخبار") == "وصل 3 أخبار"
