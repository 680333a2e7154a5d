"""The readers of the campaigns see what they are there to see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.campaigns.consumer import Consumer
from tests.campaigns.tally import Tally

FIRST, SECOND = "وصلت القافلة إلى الميناء صباح اليوم.", "عاد الصيادون إلى المرسى مع المغيب."
CLEAN = {"lost": 0, "twice": 0, "torn": 0}


def line(name: str, body: str, seq: int | None) -> str:
    return json.dumps({"identifier": name, "articleBody": body, "metadata": {"seq": seq}}) + "\n"


@pytest.fixture
def part(tmp_path: Path):
    def write(number: int, *lines: str) -> None:
        (tmp_path / f"part-0123456789ab-{number:09}.jsonl").write_text("".join(lines))

    return write


@pytest.fixture
def consumer(tmp_path: Path) -> Consumer:
    return Consumer(tmp_path)


def test_everything_once(part, consumer):
    part(1, line("a", FIRST, 1))
    assert consumer.has_news()
    consumer.poll()
    part(2, line("b", SECOND, 2))
    consumer.poll()
    assert not consumer.has_news()
    assert consumer.verdict([FIRST, SECOND]) == CLEAN


def test_what_never_came(part, consumer):
    part(1, line("a", FIRST, 1))
    consumer.poll()
    assert consumer.verdict([FIRST, SECOND]) == CLEAN | {"lost": 1}


def test_an_article_again_under_the_next_number(part, consumer):
    part(1, line("a", FIRST, 1))
    part(2, line("a", FIRST, 2))
    consumer.poll()
    assert consumer.verdict([FIRST])["twice"] == 2  # its identifier, and its text


def test_a_number_again_is_lost_for_who_goes_by_numbers(part, consumer):
    part(1, line("a", FIRST, 1))
    part(2, line("b", SECOND, 1))
    consumer.poll()
    assert consumer.verdict([FIRST, SECOND]) == CLEAN | {"lost": 1}


def test_a_part_that_changes_after_it_was_taken(part, consumer):
    part(1, line("a", FIRST, 1))
    consumer.poll()
    part(1, line("a", FIRST, 1), line("b", SECOND, 2))
    consumer.poll()
    assert consumer.verdict([FIRST, SECOND]) == CLEAN | {"lost": 1}


def test_lines_that_are_torn(part, consumer):
    part(1, line("a", FIRST, 1), '{"identifier": "b"\n', line("c", SECOND, 2)[:-1])
    consumer.poll()
    assert consumer.torn == 2


def test_a_tally_is_clean_only_without_damage():
    tally = Tally("fault")
    tally.settle(3, CLEAN, [])
    assert (tally.clean, tally.tried, tally.survived) == (True, 3, 3)
    tally.settle(2, CLEAN | {"twice": 1}, [])
    assert (tally.clean, tally.tried, tally.survived) == (False, 5, 3)
    tally = Tally("fault")
    tally.settle(1, CLEAN, ["exit code 1"])
    assert (tally.clean, tally.survived) == (False, 0)
