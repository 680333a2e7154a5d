"""The crawl over all bad inputs, done once for all tests that look at it."""

from __future__ import annotations

import pytest

from tests.hostile.crawl import Crawled, crawl_all


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_all(tmp_path_factory.mktemp("hostile"))
