"""How soon the noise of an unknown site is found, and what it costs, on the evaluation data.

The stream holds pages of twelve sites; on one page in five the article stands among lines of the
site. Measured by how many pages of the site were seen before, learned only and with the tables.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crawler.core.arabic.text import clean_text
from crawler.core.dedup import content_key
from crawler.core.noise import edges
from crawler.core.noise.cut import BODY_CHARS_MIN
from crawler.core.noise.learned import LearnedNoise

DATA = Path(__file__).resolve().parents[2] / "../shared/data/duplicates"
SPANS = {"10": (10, 30), "30": (30, 50), "50": (50, 10_000)}  # pages of the site seen before
LOST_MAX = 0.001  # of the words that are no noise
PAGES_A_HOUR = 50
# Lines found, at least. A line that stands on one page in five cannot be learned from ten pages;
# where all pages have the design, ten are enough.
FLOORS = {
    "tables, all pages": {"10": 0.95, "30": 0.99, "50": 0.99},
    "learned, all pages": {"10": 0.60, "30": 0.85, "50": 0.95},
    "tables, wrapped pages": {"10": 0.99, "30": 0.99},
    "learned, wrapped pages": {"10": 0.95, "30": 0.99},
}

pytestmark = [
    pytest.mark.no_cover,  # long; tests/core/noise comes by every line
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.exists(), reason="the evaluation data is not beside the checkout"),
]


@dataclass
class Figures:
    lines: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    words: int = 0
    lost: int = 0


@pytest.fixture(scope="module")
def stream():
    """Site, lines and the noise among them, of each page of a site that wraps, in order."""
    wrapped = {row["id"]: row for row in _rows("boiler.jsonl.gz")}
    sites = {row["site"] for row in wrapped.values()}
    pages = []
    for row in _rows("docs.jsonl.gz"):
        if row["site"] in sites:
            noise = wrapped[row["id"]]["noise"] if row["id"] in wrapped else ()
            lines = [line for raw in row["body"].split("\n") if (line := clean_text(raw))]
            pages.append((row["site"], lines, set(map(clean_text, noise))))
    return pages


def _rows(name):
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def cut(lines, noise):
    """What goes and what stays, as the step does it."""
    head, body, tail = edges.edges_of(lines, noise.is_noise)
    if len("\n\n".join(body)) < BODY_CHARS_MIN:
        head, body, tail = edges.edges_of(lines)
    return [line for _, line in (*head, *tail)]


def measure(pages):
    figures, learned, seen = Figures(), defaultdict(LearnedNoise), Counter()
    for number, (site, lines, gold) in enumerate(pages):
        noise = learned[site]
        key = content_key("\n\n".join(edges.edges_of(lines)[1]))
        noise.observe(key, lines, hour=f"{number // PAGES_A_HOUR:05}")
        gone = cut(lines, noise)
        for name, (first, end) in SPANS.items():
            if first <= seen[site] < end:
                figures.lines[name] += sum(line in gold for line in lines)
                figures.found[name] += sum(line in gold for line in gone)
        figures.words += sum(len(line.split()) for line in lines if line not in gold)
        figures.lost += sum(len(line.split()) for line in gone if line not in gold)
        seen[site] += 1
    return figures


@pytest.mark.parametrize("name", FLOORS)
def test_noise_is_found_soon_and_text_stays(name, stream, monkeypatch):
    if name.startswith("learned"):
        for table in ("kind_of_line", "closing_kind"):
            monkeypatch.setattr(edges, table, lambda _: None)
        monkeypatch.setattr(edges, "_is_age", lambda _: False)
    pages = [page for page in stream if page[2]] if name.endswith("wrapped pages") else stream
    figures = measure(pages)
    shares = {span: figures.found[span] / figures.lines[span] for span in FLOORS[name]}
    lost = figures.lost / figures.words
    print(name, {span: f"{share:.3f}" for span, share in shares.items()}, f"lost {lost:.3%}")
    assert {span: share for span, share in shares.items() if share < FLOORS[name][span]} == {}
    assert lost <= LOST_MAX
