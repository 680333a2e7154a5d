"""Figures of runs to be judged, and the judgement of a run beside its past."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.core.site import Expectations
from crawler.core.watch.figures import figures_of
from crawler.core.watch.verdict import Judgement, Run, judge

NOW = datetime(2025, 3, 12, 9, 30, tzinfo=UTC)
# A usual run: its start page answered, twelve of its links were new.
USUAL = {
    "rasid/listing/pages": 3,
    "rasid/links/found": 60,
    "rasid/links/known": 48,
    "rasid/fetch/articles": 12,
    "rasid/extract/articles": 12,
    "rasid/check_article/valid": 12,
    "rasid/store_article/new": 12,
    "rasid/signs/root/asked": 1,
    "rasid/signs/root/answered": 1,
    "rasid/signs/seen/articles": 12,
    "rasid/signs/seen/date": 12,
    "rasid/signs/seen/section": 12,
    "rasid/signs/seen/publisher": 9,
    "rasid/signs/seen/image": 5,
    "rasid/signs/seen/letters": 12_000,
    "rasid/signs/seen/arabic": 11_900,
    "downloader/response_count": 15,
    "downloader/response_status_count/200": 15,
}
MORE = {"latency_ms": {"p50": 120.0, "p95": 300.0}, "body_chars_p50": 1600.0, "robots": "aa"}


def make_figures(changes: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """The figures of a usual run with some stats changed; `more` are figures that are no stats."""
    given = {key if "/" in key else key.replace("__", "/"): n for key, n in (changes or {}).items()}
    return figures_of(USUAL | given) | MORE | more


@pytest.fixture(scope="session")
def figures():
    return make_figures


@pytest.fixture(scope="session")
def past():
    """Twenty good runs."""
    return [make_figures() for _ in range(20)]


@pytest.fixture(scope="session")
def judged(past):
    """Judges figures of a run after twenty good ones."""

    def judging(found: dict[str, Any], **more: Any) -> Judgement:
        values = {"expect": Expectations(), "now": NOW, "latest": past[:8], "past": past}
        return judge(Run(figures=found, **(values | more)))

    return judging


@pytest.fixture(scope="session")
def moment():
    return NOW
