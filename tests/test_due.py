"""When a site is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.site import SiteProfile
from crawler.running import _wait_s

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
PROFILE = SiteProfile(name="windows", start_urls=("http://127.0.0.1/",), every="15m")


@pytest.mark.parametrize(
    ("ago", "wait_s"),
    [
        (timedelta(minutes=5), 600),
        (timedelta(minutes=20), -300),
        (-timedelta(days=30), 0),  # the last run had a clock that was wrong
    ],
)
def test_waiting_after_the_last_run(ago, wait_s):
    assert _wait_s(PROFILE, NOW - ago, NOW) == wait_s


def test_a_site_that_never_ran_is_due():
    assert _wait_s(PROFILE, None, NOW) == 0
