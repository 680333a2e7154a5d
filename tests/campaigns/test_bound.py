"""A campaign whose runs cannot be killed ends, and says how such a run ends by itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.campaigns.campaign import Site
from tests.campaigns.kills import OVER_MAX, kills
from tests.campaigns.rig import Rig


class Over(Site):
    """Each run is over before its moment."""

    def kill_after(self, *_: object) -> bool:
        return False

    def finish(self, *_: str) -> tuple[int, str]:
        return 69, "the site is down"


class Idle(Rig):
    """Gives such sites, and asks no reader."""

    def site(self, folder: Path, **_: str) -> Site:
        self.articles += 1
        return Over(self.url, folder)

    def conclude(self, tally: object, *_: object) -> None:
        assert tally


def test_runs_that_are_always_over_before_their_kill(tmp_path: Path) -> None:
    launcher: Any = SimpleNamespace(peak_kb=0)
    rig = Idle("http://127.0.0.1/", launcher, {}, 0, whole_s=1.0)

    with pytest.raises(AssertionError, match=r"20 runs in a row .* exit code 69: the site is down"):
        kills(rig, tmp_path, times=3, seed=1)

    assert rig.articles == OVER_MAX
