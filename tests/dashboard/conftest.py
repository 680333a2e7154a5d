"""A store that weeks of runs have filled, and the pages that are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from crawler.dashboard.look import Plan
from crawler.dashboard.opening import open_to_read
from crawler.dashboard.showing import Showing
from crawler.store.database import database_url, open_database
from tests.dashboard.filled import NOW, SITES, Filling, fill

HOUR = timedelta(hours=1)
PLANS = {site.name: Plan("1h", HOUR) for site in SITES if "@" not in site.name}


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    engine = open_database(database_url(folder))
    fill(engine, Filling())
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def read_only(data_dir) -> Iterator[Engine]:
    engine = open_to_read({"RASID_DATA_DIR": str(data_dir)})
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def served(data_dir, read_only) -> Showing:
    return Showing(read_only, lambda: NOW, PLANS, data_dir, served=True)


@pytest.fixture(scope="session")
def as_files(data_dir, read_only) -> Showing:
    return Showing(read_only, lambda: NOW, PLANS, data_dir, served=False)


@pytest.fixture
def engine(tmp_path) -> Iterator[Engine]:
    """An empty store."""
    made = open_database(database_url(tmp_path))
    yield made
    made.dispose()
