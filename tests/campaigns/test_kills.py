"""kill -9 at random moments: nothing lost, nothing twice, nothing torn."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.campaigns.campaign import kill_campaign

KILLS = int(os.environ.get("RASID_CAMPAIGN_KILLS", "60"))
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def test_no_article_is_lost_or_repeated_by_kills(tmp_path: Path) -> None:
    totals = kill_campaign(tmp_path, kills=KILLS, seed=1)

    print(totals)
    assert totals["kills"] >= KILLS
    assert {name: totals[name] for name in ("lost", "twice", "torn")} == {
        "lost": 0,
        "twice": 0,
        "torn": 0,
    }


def test_the_campaign_catches_a_store_that_marks_seen_first(tmp_path: Path) -> None:
    totals = kill_campaign(tmp_path, kills=5, seed=2, store="tests.campaigns.broken.SeenFirst")

    assert totals["lost"] > 0


def test_the_campaign_catches_a_store_that_publishes_first(tmp_path: Path) -> None:
    totals = kill_campaign(tmp_path, kills=5, seed=3, store="tests.campaigns.broken.PublishFirst")

    assert totals["twice"] > 0
