"""Which line holds more with every article is told, and nothing is looked at without a mark."""

from __future__ import annotations

import inspect
import json
import tracemalloc

import pytest

from tests.load.places import Places

EACH = 500  # bytes


@pytest.fixture
def tracing():
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("tracing")
def test_the_line_that_holds_more_comes_first(tmp_path):
    places, held = Places([200, 100], tmp_path / "places.json"), []
    line = inspect.currentframe().f_lineno + 2
    for number in range(1, 301):
        held.append(bytes(EACH))
        places.look(number)
    told = json.loads((tmp_path / "places.json").read_text())
    assert (told["from"], told["to"]) == (100, 200)
    size, place = told["places"][0]
    assert f"{__file__}:{line}" in place
    assert EACH <= size <= EACH + 60  # and its header
    assert told["bytes_an_article"] >= size


def test_without_a_mark_nothing_is_traced(tmp_path):
    Places([], tmp_path / "places.json").look(1_000)
    assert not tracemalloc.is_tracing()
    assert not list(tmp_path.iterdir())
