"""At the same number of requests articles are found sooner, half of them and nearly all."""

from __future__ import annotations

import pytest

from crawler.core.cadence import fixed
from tests.cadence.__main__ import is_best, means, table
from tests.cadence.replay import replay

pytestmark = pytest.mark.no_cover  # long; tests/core/test_cadence.py comes by every line
SEED = 2


@pytest.fixture(scope="module")
def found():
    return replay(SEED)


def test_a_week_by_the_hours_of_publication_beats_both_other_ways(found):
    assert is_best(found), table([found])


def test_the_fixed_interval_in_its_place_is_seen():
    broken = replay(SEED, lambda sites: {name: fixed(every) for name, (every, _) in sites.items()})
    assert not is_best(broken)
    assert broken["adaptive"] == broken["fixed"]


def test_the_table_has_a_line_for_each_seed_and_the_means(found):
    assert means([found, found]) == found
    lines = table([found, found]).splitlines()
    assert lines[1].split()[1:] == lines[2].split()[1:] == lines[3].split()[1:]
    assert lines[4] == "best in 2 of 2"
