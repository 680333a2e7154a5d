"""Runs on PostgreSQL are killed, signalled, begun twice, and lose their database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.campaigns.kills import kills
from tests.campaigns.planted import ROUNDS_MAX
from tests.campaigns.signalled import signals
from tests.postgres.broken import BROKEN, PLANTED
from tests.postgres.campaign import PostgresRig
from tests.postgres.machines import both_at_once, machines
from tests.postgres.restarts import restarts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
SHORT = {kills: 6, restarts: 3, machines: 2, signals: 2}


@pytest.mark.parametrize("campaign", SHORT, ids=lambda campaign: campaign.__name__)
def test_nothing_is_lost_and_nothing_twice(
    campaign, on_postgres: PostgresRig, tmp_path: Path
) -> None:
    tally = campaign(on_postgres, tmp_path, times=SHORT[campaign], seed=1)

    assert tally.clean, tally
    assert tally.tried >= SHORT[campaign]


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_the_campaign_catches(planted, on_postgres: PostgresRig, tmp_path: Path) -> None:
    assert any(map(planted.caught, planted.rounds(on_postgres, tmp_path)))


def test_two_machines_without_the_lock_are_seen_to_crawl_at_once(
    on_postgres: PostgresRig, tmp_path: Path
) -> None:
    broken = replace(on_postgres, plants={f"{BROKEN}.no_shared_lock": {}})
    rounds = (both_at_once(broken, tmp_path / str(number)) for number in range(ROUNDS_MAX))

    assert any("both crawled at the same time" in wrong for wrong in rounds)
