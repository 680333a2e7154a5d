"""The gate of the long run lets a steady run pass and stops one that keeps what it has seen."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.load.gate import GROWTH_MAX, HELD_MAX, faults
from tests.load.load import ROOT, figures_of
from tests.load.sampler import sizes_mb

ARTICLES, MB = 50_000, 1e6
STATUS = (
    "Name:\tpython\nVmHWM:\t  400000 kB\nVmRSS:\t  372000 kB\nRssAnon:\t  250000 kB\nThreads: 1\n"
)


def run(held_bytes, *, code=0, start_mb=200.0, slower=0.0):
    """A run whose articles hold so many bytes each; `slower` is added to its CPU by the square."""
    rows = []
    for number in range(101):
        articles = ARTICLES * number / 100
        held_mb = start_mb + articles * held_bytes / MB
        rows.append(
            {
                "seconds": number,
                "cpu_s": number + slower * number**2,
                "articles": articles,
                "responses": articles,
                "memory_mb": held_mb + number,  # pages of a file that grows
                "held_mb": held_mb,
                "descriptors": 20,
                "tasks": 30,
                "open": 2,
            }
        )
    return figures_of(rows, 2, ARTICLES, code)


def test_a_steady_run_passes():
    assert faults(run(HELD_MAX / 2)) == []


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        (run(0, code=65), "ended with 65"),
        (run(HELD_MAX * 1.1, start_mb=400.0), f"an article holds {HELD_MAX * 1.1:.0f} bytes"),
        (run(0, slower=0.01), "an answer costs more at the end"),
    ],
    ids=["code", "held", "slower"],
)
def test_each_fault_has_its_words(figures, word):
    assert faults(figures) == [word]


def test_a_share_of_little_memory_is_a_fault_too():
    grown = run(HELD_MAX * 0.9, start_mb=20.0)
    assert grown.held_growth > GROWTH_MAX
    assert faults(grown) == [f"memory grew by {grown.held_growth:.1%}"]


@pytest.mark.parametrize(("way", "is_stopped"), [("keep", True), ("drop", False)])
def test_a_process_that_keeps_each_article_is_stopped(way, is_stopped):
    command = [sys.executable, "-m", "tests.load.leaking", way]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    figures = figures_of(json.loads(told), 1, 0, 0)
    assert bool(faults(figures)) == is_stopped
    assert (figures.held_bytes > 5 * HELD_MAX) == is_stopped


def test_what_the_kernel_says_of_a_process():
    assert sizes_mb(STATUS) == {"VmRSS": 380.9, "RssAnon": 256.0}
