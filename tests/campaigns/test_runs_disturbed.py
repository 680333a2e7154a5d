"""Signals, runs at once, wrong clocks, old copies of the store: nothing lost and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.at_once import one_site, two_sites
from tests.campaigns.clocks import clock_jumps
from tests.campaigns.restored import restores
from tests.campaigns.resumed import resumes
from tests.campaigns.rig import Rig
from tests.campaigns.signalled import signals

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
SHORT = {signals: 4, one_site: 1, two_sites: 1, clock_jumps: 6, restores: 2, resumes: 2}


@pytest.mark.parametrize("campaign", SHORT, ids=lambda campaign: campaign.__name__)
def test_nothing_is_lost_and_nothing_twice(campaign, started: Rig, tmp_path: Path) -> None:
    tally = campaign(started, tmp_path, times=SHORT[campaign], seed=1)

    assert tally.clean, tally
    assert tally.tried >= SHORT[campaign]
