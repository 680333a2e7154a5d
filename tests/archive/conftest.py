"""One crawl of the embedded aggregator, whose archive many tests read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.crawled import Crawled
from tests.campaigns.campaign import Site, aggregator


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """Read only; see `copy`."""
    folder = tmp_path_factory.mktemp("crawled") / "data"
    with aggregator(24, "mixed") as url:
        code, said = Site(url, folder).finish("-s", "RASID_CHROMIUM=")
    assert code == 0, said
    return Crawled(folder)


@pytest.fixture
def copy(crawled: Crawled, tmp_path: Path) -> Callable[[], Crawled]:
    """The same in a folder of the test's own."""

    def make() -> Crawled:
        return Crawled(Path(shutil.copytree(crawled.folder, tmp_path / "data")))

    return make
