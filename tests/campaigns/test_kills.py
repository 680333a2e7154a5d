"""kill -9 at random moments: nothing lost, nothing twice, nothing torn."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.campaigns.kills import kills
from tests.campaigns.planted import PLANTED
from tests.campaigns.rig import Rig

KILLS = int(os.environ.get("RASID_CAMPAIGN_KILLS", "60"))
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def test_no_article_is_lost_or_repeated_by_kills(started: Rig, tmp_path: Path) -> None:
    tally = kills(started, tmp_path, times=KILLS, seed=1)

    assert tally.clean, tally
    assert tally.survived == tally.tried == KILLS


@pytest.mark.parametrize("planted", [each for each in PLANTED if not each.needs_root], ids=str)
def test_the_campaign_catches(planted, started: Rig, tmp_path: Path) -> None:
    tallies = planted.rounds(started, tmp_path)

    assert any(map(planted.caught, tallies)), tallies
