"""A small mixed site whose clock stands at a fixed moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:8000/"


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def base() -> str:
    return BASE


@pytest.fixture
def make() -> Callable[..., Aggregator]:
    def build(**options: object) -> Aggregator:
        return Aggregator(**{"now": NOW, "articles": 60, **options})  # type: ignore[arg-type]

    return build


@pytest.fixture
def site(make) -> Website:
    return Website(make(), BASE)
