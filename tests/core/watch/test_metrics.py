"""What Prometheus is told of a run, and that each name follows its conventions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.watch.metrics import METRICS, UNSENT, Finished, Standing, samples_of

START = datetime(2025, 3, 1, 9, tzinfo=UTC)
FIGURES = {
    "funnel": {"links": 40, "extracted": 12, "published": 9},
    "duplicates": 2,
    "listings_empty": 1,
    "response_bytes": 52_000,
    "peak_memory_bytes": 90_000_000,
    "dropped": {"too_short": 1, "no_body": 2},
    "failed": {"article/timeout": 4},
    "blocked": {},
    "statuses": {"200": 30, "204": 1, "301": 2, "404": 5, "429": 1, "503": 3},
    "coverage": {"date": 0.75, "author": 0.0},
    "seen": {"articles": 12, "letters": 900, "arabic": 810, "replacement": 90},
    "latency_ms": {"p50": 120.0, "p95": 2500.0},
}


def finished(**changes):
    values = {
        "started": START,
        "ended": START + timedelta(seconds=75),
        "exit_code": 0,
        "verdict": "healthy",
        "figures": FIGURES,
    }
    return Finished(**(values | changes))


def told(run, standing=None):
    samples = samples_of(run, standing or Standing(), period_s=900, free=(5e9, 2e8))
    return {(sample.name, sample.label): sample.value for sample in samples}


def test_the_figures_of_a_run():
    values = told(finished())
    assert values["crawl_last_run_timestamp_seconds", ""] == START.timestamp() + 75
    assert values["crawl_last_run_duration_seconds", ""] == 75
    assert values["crawl_last_run_links", ""] == 40
    assert values["crawl_last_run_items_published", ""] == 9
    assert values["crawl_last_run_items_duplicate", ""] == 2
    assert values["crawl_last_run_items_dropped", ""] == 3
    assert values["crawl_last_run_requests_failed", ""] == 4
    assert values["crawl_last_run_pages_blocked", ""] == 0
    assert values["crawl_last_run_field_coverage_ratio", "author"] == 0
    assert values["crawl_period_seconds", ""] == 900
    assert values["crawl_data_free_bytes", ""] == 5e9


def test_texts_and_times():
    values = told(finished())
    assert values["crawl_last_run_arabic_letters_ratio", ""] == 0.9
    assert values["crawl_last_run_lost_letters_ratio", ""] == 0.1
    assert values["crawl_last_run_latency_median_seconds", ""] == 0.12
    assert values["crawl_last_run_latency_p95_seconds", ""] == 2.5


def test_a_run_without_answers_and_letters():
    figures = {"seen": {"letters": 0}, "latency_ms": {"p50": None, "p95": None}}
    names = {name for name, _ in told(finished(figures=figures))}
    assert not [name for name in names if "latency" in name or "letters" in name]


def test_answers_by_class():
    values = told(finished())
    answers = {code: value for (name, code), value in values.items() if name.endswith("responses")}
    assert answers == {"2xx": 31, "3xx": 2, "4xx": 6, "5xx": 3}


@pytest.mark.parametrize(("code", "success"), [(0, 1), (65, 0), (143, 0)])
def test_success_is_exit_code_0(code, success):
    values = told(finished(exit_code=code))
    assert values["crawl_last_run_success", ""] == success
    assert values["crawl_last_run_exit_code", ""] == code


def test_one_verdict_of_seven_is_1():
    values = told(finished(verdict="blocked"))
    states = {label: value for (name, label), value in values.items() if name.endswith("verdict")}
    assert len(states) == 7
    assert [word for word, value in states.items() if value] == ["blocked"]


def test_a_run_from_before_there_were_verdicts():
    assert not [name for name, _ in told(finished(verdict=None)) if name.endswith("verdict")]


def test_a_site_whose_first_run_has_no_end():
    values = told(None, Standing(last_start=START))
    assert values["crawl_last_start_timestamp_seconds", ""] == START.timestamp()
    assert not [name for name, _ in values if name.startswith("crawl_last_run_")]


def test_what_is_not_known_has_no_sample():
    names = {name for name, _ in told(finished(figures={}))}
    assert "crawl_last_success_timestamp_seconds" not in names
    assert "crawl_unpublished_oldest_timestamp_seconds" not in names
    assert "crawl_last_run_field_coverage_ratio" not in names


def test_where_a_site_stands():
    standing = Standing(
        last_success=START, newest_article=START, unpublished=7, unpublished_since=START,
        held=1, incidents=2, is_muted=True,
    )  # fmt: skip
    values = told(None, standing)
    assert values["crawl_unpublished_articles", ""] == 7
    assert values["crawl_unpublished_oldest_timestamp_seconds", ""] == START.timestamp()
    assert values["crawl_held_runs", ""] == 1
    assert values["crawl_incidents_open", ""] == 2
    assert values["crawl_muted", ""] == 1


def test_all_that_the_table_names_is_told():
    standing = Standing(
        last_start=START, last_success=START, newest_article=START, unpublished_since=START
    )
    samples = samples_of(finished(), standing, period_s=900, free=(5e9, 2e8))
    assert list(dict.fromkeys(sample.name for sample in samples)) == [
        name for name in METRICS if name != UNSENT
    ]
    labelled = {sample.name for sample in samples if sample.label}
    assert labelled == {name for name, (_, label) in METRICS.items() if label}


@pytest.mark.parametrize("name", METRICS)
def test_names_follow_the_conventions(name):
    assert re.fullmatch(r"crawl_[a-z]+(_[a-z0-9]+)*", name)
    assert not name.endswith(("_total", "_count", "_ms", "_mb"))
    assert METRICS[name][0]
