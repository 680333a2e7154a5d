"""The demo's clock: kept between runs, written whole, refused when it is not readable."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.errors import ConfigError, MachineError
from crawler.demo.clock import DemoClock

START = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_the_first_run_is_now_and_each_later_one_further_on(tmp_path):
    path = tmp_path / "data" / "clock.json"
    moments = [DemoClock(path, today=lambda: START).advance(6) for _ in range(3)]
    assert moments == [START, START + timedelta(hours=6), START + timedelta(hours=12)]
    assert json.loads(path.read_text()) == {"base": START.isoformat(), "runs": 3, "hours": 12.0}
    assert [each.name for each in path.parent.iterdir()] == ["clock.json"]


def test_the_clock_starts_at_a_full_minute_of_the_day(tmp_path):
    moment = DemoClock(tmp_path / "clock.json").advance(1)
    assert (moment.second, moment.microsecond, moment.utcoffset()) == (0, 0, timedelta(0))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"base": "yesterday", "runs": 1, "hours": 0}'])
def test_a_file_that_is_no_clock_is_refused_with_advice(tmp_path, text):
    path = tmp_path / "clock.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match="delete it to start afresh"):
        DemoClock(path).advance(1)
    assert path.read_text() == text


def test_a_folder_that_cannot_be_made_is_an_error_of_the_machine(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="reading the demo clock"):
        DemoClock(tmp_path / "file" / "clock.json").advance(1)


def test_a_disk_that_refuses_is_an_error_of_the_machine(tmp_path):
    (tmp_path / "clock.json.new").mkdir()  # stands where the new file would be written
    with pytest.raises(MachineError, match="writing the demo clock"):
        DemoClock(tmp_path / "clock.json").advance(1)
