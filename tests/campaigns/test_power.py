"""Power cuts: what a reader has taken is never taken back, nothing is lost and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.mounts import ext4
from tests.campaigns.planted import PLANTED
from tests.campaigns.power import power_cuts
from tests.campaigns.rig import Rig

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800), pytest.mark.usefixtures("disk")]


def test_no_article_is_lost_or_repeated_by_power_cuts(started: Rig, tmp_path: Path) -> None:
    tally = power_cuts(started, tmp_path, times=8, seed=1)

    assert tally.clean, tally


@pytest.mark.parametrize("planted", [each for each in PLANTED if each.needs_root], ids=str)
def test_the_campaign_catches(planted, started: Rig, tmp_path: Path) -> None:
    tallies = planted.rounds(started, tmp_path)

    assert any(map(planted.caught, tallies)), tallies


def test_a_cut_takes_back_what_was_not_flushed(tmp_path: Path) -> None:
    with ext4(tmp_path) as disk:
        (disk.folder / "note").write_text("not flushed")
        disk.cut()
        with pytest.raises(OSError, match="Input/output error"):
            (disk.folder / "other").write_text("too late")
        disk.again()

        assert not (disk.folder / "note").exists() or not (disk.folder / "note").read_text()


def test_no_disk_is_left_behind(tmp_path: Path) -> None:
    def stopped() -> None:
        with ext4(tmp_path) as disk:
            disk.cut()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert str(tmp_path) not in Path("/proc/mounts").read_text()
    backing = Path("/sys/block").glob("loop*/loop/backing_file")
    assert not [path for path in backing if str(tmp_path) in path.read_text()]
