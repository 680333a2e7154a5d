"""A month with a slip of the keyboard is read where it can only be one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.arabic.dates import parse_date
from crawler.core.arabic.month_typos import month_like

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)


def day(text):
    span = parse_date(text, observed_at=NOW, timezone="UTC")
    return span and span.earliest.date().isoformat()


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("سبتمبير", 9), ("سبتمر", 9), ("ديسبمر", 12), ("اغسطسس", 8), ("نوفبمر", 11),
        ("فبرابر", 2), ("أبرايل", 4), ("اكتوير", 10), ("جويليىة", 7), ("يونيوو", 6),
    ],
)  # fmt: skip
def test_one_letter_more_less_other_or_moved(word, month):
    assert day(f"8 {word} 2024") == f"2024-{month:02}-08"
    assert day(f"الخميس 8 {word} 2024 - 10:14")[:7] == f"2024-{month:02}"


@pytest.mark.parametrize(
    "text",
    [
        "8 يوبيو 2024",  # June or July
        "8 مارث 2024",  # too short for one letter to be a slip
        "8 ابرل 2024",  # so is a longer name that has lost one
        "8 سبتمبركم 2024",  # two letters more
        "8 سبتكلر 2024",  # two other ones
        "8 مقاعد 2024",
        "8 سبترمبير 2024",
        "سبتمر 2024",
        "8 سبتمر",
        "12 - 8 سبتمر 2024",
    ],
)
def test_other_words_between_figures(text):
    assert day(text) is None


def test_the_order_of_two_letters_counts_once():
    assert month_like("ديسبمر") == 12
    assert month_like("ديبسرم") is None
