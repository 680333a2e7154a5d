"""Full and read-only disks end a run with 73 or 74, and the next one publishes the rest once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.disks import full_log_disk, read_only_from_the_start, small_disks, stages
from tests.campaigns.rig import Rig

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800), pytest.mark.usefixtures("disk")]
# `make campaign` breaks all of them, both ways.
FULL = ("store", "learned blocks", "feed", "manifest", "report", "log")
READ_ONLY = ("store", "report")


def test_disks_that_are_too_small(started: Rig, tmp_path: Path) -> None:
    tally = small_disks(started, tmp_path, times=2, seed=1)

    assert tally.clean, tally


def test_a_disk_that_is_full_at_each_write(started: Rig, tmp_path: Path) -> None:
    tally = stages(started, tmp_path, kind="full", only=FULL)

    assert tally.clean, tally


def test_a_disk_that_is_read_only_at_a_write(started: Rig, tmp_path: Path) -> None:
    tally = stages(started, tmp_path, kind="ro", only=READ_ONLY)

    assert tally.clean, tally


@pytest.mark.parametrize("campaign", [full_log_disk, read_only_from_the_start])
def test_a_disk_that_is_bad_from_the_start(campaign, started: Rig, tmp_path: Path) -> None:
    tally = campaign(started, tmp_path)

    assert tally.clean, tally
