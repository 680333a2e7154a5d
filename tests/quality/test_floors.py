"""What the Arabic core can do on our own corpora must not get worse, nor better unnoticed.

`floors.json` holds the figures and a digest of each corpus. The figures are exact: a worse one
fails, a better one asks to be written down, so that no floor lies below what is reached. To change
one on purpose, run `python -m tests.quality.floors` and say why in the changelog.
"""

from __future__ import annotations

import json

import pytest

from crawler.core.arabic import language
from tests.quality.floors import FILE, digest_of, fault_of
from tests.quality.measures import MEASURES, rows, speeds

FLOORS = json.loads(FILE.read_text(encoding="utf-8"))
# What the Arabic core was built for, measured on an idle machine: 8 and 6 times araclean. The
# floors of the test are lower, so that a machine under load does not fail it.
SPEED_GOALS = {"clean_over_nfc": 0.144, "fold_over_nfc": 0.070}
SIZES_MIN = {
    "dates": 120,
    "encodings": 30,
    "languages": 30,
    "headlines": 40,
    "texts": 50,
    "pages": 50,
}


@pytest.fixture(scope="module")
def measured():
    return {name: measure() for name, measure in MEASURES.items()}


def test_every_corpus_has_floors():
    assert set(FLOORS["corpora"]) == set(MEASURES) == set(SIZES_MIN)


@pytest.mark.parametrize("name", MEASURES)
def test_the_corpus_is_the_one_that_was_measured(name):
    assert digest_of(name) == FLOORS["corpora"][name]["sha256"], (
        f"{name}.jsonl was changed: run python -m tests.quality.floors and look at the figures"
    )


@pytest.mark.parametrize("name", MEASURES)
def test_no_corpus_shrinks_or_repeats_itself(name):
    cases = [json.dumps(row, sort_keys=True) for row in rows(name)]
    assert len(set(cases)) == len(cases) >= SIZES_MIN[name]


@pytest.mark.parametrize("name", MEASURES)
def test_no_figure_leaves_its_floor_unnoticed(measured, name):
    if name == "languages" and language.pycld2 is None:
        pytest.skip("no wheel of CLD2 for this machine; its floor is that of CLD2")
    figures, failures = measured[name]
    fault = fault_of(FLOORS["corpora"][name]["figures"], figures)
    assert fault is None, "\n".join([f"{name}: {fault}", *failures])


@pytest.mark.parametrize(
    ("floors", "figures", "fault"),
    [
        ({"right": 9, "wrong": 0}, {"right": 9, "wrong": 0}, None),
        (
            {"right": 9, "wrong": 0},
            {"right": 8, "wrong": 1},
            "right is 8, was 9; wrong is 1, was 0",
        ),
        ({"right": 8}, {"right": 9}, "right is 9, was 8"),
        ({"right": 9}, {"right": 9, "wrong": 0}, "wrong is 0, was None"),
        ({"right": 9, "wrong": 0}, {"right": 9}, "wrong is None, was 0"),
    ],
)
def test_a_figure_that_moved_is_told(floors, figures, fault):
    assert fault_of(floors, figures) == fault


def test_a_step_that_is_worse_is_found(monkeypatch):
    """The floors can fail: with a parser that reads no month, a headline that is never cut."""
    monkeypatch.setattr("tests.quality.measures.parse_date", lambda *_, **__: None)
    monkeypatch.setattr("tests.quality.measures.clean_headline", lambda raw, **_: raw)
    monkeypatch.setattr("tests.quality.measures.fold_text", str.lower)
    monkeypatch.setattr("tests.quality.own_pages.extract_article", lambda *_, **__: None)
    for name in ("dates", "headlines", "texts", "pages"):
        figures, failures = MEASURES[name]()
        assert fault_of(FLOORS["corpora"][name]["figures"], figures)
        assert failures


def test_speed_against_nfc_in_the_same_run():
    reached = speeds()
    assert {name for name, share in FLOORS["speed"].items() if reached[name] < share} == set(), (
        reached
    )


def test_the_floors_of_speed_stay_near_their_goals():
    assert set(FLOORS["speed"]) == set(SPEED_GOALS)
    for name, goal in SPEED_GOALS.items():
        assert goal / 1.5 < FLOORS["speed"][name] <= goal
