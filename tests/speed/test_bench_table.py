"""What the rounds of a bench tell: ratios of a round, their median and how far they lie apart."""

from __future__ import annotations

import pytest

from tests.speed.bench_table import medians_of, rates, show


def rows(*costs):
    return [rates({"pages": 100, "wall_s": 2 * cpu_s, "cpu_s": cpu_s}) for cpu_s in costs]


ROUNDS = {"ours": rows(0.2, 0.9, 0.8), "empty": rows(0.1, 0.3, 0.8)}


def test_a_ratio_is_that_of_one_round_and_all_of_them_make_its_range():
    found = medians_of(ROUNDS, "empty")
    assert found["ours"]["cost"] == pytest.approx(2)
    assert found["ours"]["cost_range"] == pytest.approx([1, 3])
    assert found["ours"]["speed"] == pytest.approx(0.5)
    assert found["ours"]["speed_range"] == pytest.approx([1 / 3, 1])
    assert found["ours"]["cpu_s_per_1000"] == pytest.approx(8)
    assert found["empty"]["cost_range"] == [1, 1]


def test_a_crawl_without_pages_has_rates():
    assert rates({"pages": 0, "wall_s": 2.0, "cpu_s": 1.0})["pages_per_s"] == 0.5


def test_the_table_shows_the_range_and_a_dash_for_what_is_not_known(capsys):
    stages = {"stages_ms": {"parse": 1.0, "store": 3.0}, "startup_ms": 900}
    show(medians_of(ROUNDS, "empty"), stages)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "ours 0.50 (0.33 to 1.00) 2.00 (1.00 to 3.00) 62.50 8.00 -" in lines
    assert "store 3.00 75%" in lines
