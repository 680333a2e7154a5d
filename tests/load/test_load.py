"""Many sites in one run: nothing is left open, nothing is lost. `make load` is the long form."""

from __future__ import annotations

import pytest

from tests.load.load import figures_of, load

SITES, ARTICLES = 20, 30
DESCRIPTORS_A_SITE, TASKS_A_SITE = 12, 110  # 8 connections and a log; 16 requests and their items


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_twenty_sites_at_once(tmp_path):
    figures = load(SITES, ARTICLES, tmp_path, every_s=0.2)
    assert figures.exit_code == 0
    assert figures.articles > 0.75 * SITES * ARTICLES  # the rest are copies of them
    assert figures.published == figures.articles
    assert figures.descriptors_max <= DESCRIPTORS_A_SITE * SITES
    assert figures.tasks_max <= TASKS_A_SITE * SITES
    last = figures.samples[-1]
    assert last["descriptors"] < figures.descriptors_max
    assert last["tasks"] < figures.tasks_max / 2


def rows(memory_mb, cpu_s):
    """Samples of a made-up run of 1,000 articles."""
    return [
        {
            "seconds": number,
            "cpu_s": cpu_s(number),
            "articles": 10 * number,
            "responses": 20 * number,
            "memory_mb": memory_mb(number),
            "held_mb": memory_mb(number) - 30,
            "descriptors": 20,
            "tasks": 30,
            "open": 2,
        }
        for number in range(101)
    ]


def test_memory_that_grows_is_seen():
    found = figures_of(rows(lambda n: 100 + n, lambda n: n), 2, 0, 0)
    assert found.memory_growth > 0.4
    assert found.held_bytes == 100_000


def test_work_that_grows_is_seen():
    found = figures_of(rows(lambda _: 100, lambda n: n * n / 100), 2, 0, 0)
    assert found.memory_growth == 0
    assert found.cpu_ms[-1] > 5 * found.cpu_ms[1]


def test_a_steady_run():
    found = figures_of(rows(lambda _: 100, lambda n: n / 2), 2, 900, 0)
    assert (found.memory_growth, found.held_bytes) == (0, 0)
    assert found.rates == (20.0,) * 10
    assert found.cpu_ms == (25.0,) * 10
    assert (found.articles, found.published) == (1_000, 900)
