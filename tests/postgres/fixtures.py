"""Fixtures: one server for all tests of a process, a database of its own for each test."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text

from crawler.store.database import open_database
from tests.postgres.server import PROGRAMS, Server, server
from tests.postgres.stores import TEMPLATE, Stores

ABSENT = "no PostgreSQL server is installed (Debian: postgresql)"
NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server with a template of the store."""
    if PROGRAMS is None:
        assert os.environ.get("CI") != "true", ABSENT
        pytest.skip(ABSENT)
    with server() as running:
        execute(running, f"CREATE DATABASE {TEMPLATE}")
        open_database(running.url(TEMPLATE)).dispose()
        yield running


@pytest.fixture(scope="session")
def postgres_stores(postgres: Server) -> Stores:
    """Lends stores; what many small tests of a process use one after the other."""
    return Stores(postgres)


def execute(running: Server, *statements: str) -> None:
    """Outside of a transaction, as CREATE DATABASE wants it."""
    engine = create_engine(running.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def postgres_urls(postgres: Server) -> Iterator[Callable[..., str]]:
    """Makes databases; without `empty` each has the store's tables. Dropped after the test."""
    made: list[str] = []

    def make(*, empty: bool = False) -> str:
        made.append(f"rasid_{next(NUMBERS)}")
        execute(postgres, f"CREATE DATABASE {made[-1]}{'' if empty else f' TEMPLATE {TEMPLATE}'}")
        return postgres.url(made[-1])

    yield make
    execute(postgres, *(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in made))


@pytest.fixture
def postgres_url(postgres_urls: Callable[..., str]) -> str:
    """The address of a new store."""
    return postgres_urls()
