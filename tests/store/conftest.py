"""A store in a temporary folder, articles to put into it, and readers of its feed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine, text

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.store.database import database_url, open_database, reading
from crawler.store.outbox import NewArticle
from tests.postgres.stores import Stores

DATABASES = ("sqlite", "postgresql")
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


def make_article(number: int, *, body: str = "", **changes: object) -> NewArticle:
    url = f"https://news.example/{number}"
    text = (
        body or f"وصلت القافلة رقم {number} إلى الميناء صباح اليوم.\n\nوقال السائق إن الطريق آمن."
    )
    article = Article(
        identifier=identifier_of(url),
        url=url,
        headline=f"القافلة {number} تصل",
        articleBody=text,
        inLanguage="ar",
        provider=Provider(name="نوافذ", url="https://news.example/"),
        metadata=Metadata(spider="windows", runId="run-1", dateFirstSeen=NOW.isoformat()),
    )
    values = {
        "identifier": article.identifier,
        "url": url,
        "site": "windows",
        "line": article.to_line(),
        "content_key": content_key(text),
        "run_id": "run-1",
        "first_seen": NOW,
    }
    return NewArticle(**(values | changes))


def _load(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"store_tests_{name}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def consumer() -> ModuleType:
    return _load("consumer")


@pytest.fixture(scope="session")
def faults() -> ModuleType:
    return _load("faults")


@pytest.fixture(scope="session")
def article() -> Callable[..., NewArticle]:
    return make_article


@pytest.fixture
def now() -> datetime:
    return NOW


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite_only(reason): what only a file of SQLite has")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever opens a store runs on both databases."""
    if "database" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("sqlite_only")
        metafunc.parametrize("database", DATABASES[:1] if only else DATABASES, indirect=True)


@pytest.fixture
def database(request) -> str:
    return request.param


@pytest.fixture
def stores(database, request) -> Stores | None:
    """Who lends the databases of PostgreSQL; None for SQLite."""
    return request.getfixturevalue("postgres_stores") if database == "postgresql" else None


@pytest.fixture
def url_of(stores) -> Iterator[Callable[[Path], str]]:
    """The address of the store of a folder, the same each time."""
    lent: dict[Path, str] = {}

    def find(folder: Path) -> str:
        if not stores:
            return database_url(folder)
        if folder not in lent:
            lent[folder] = stores.take()
        return lent[folder]

    yield find
    for url in lent.values():
        stores.give_back(url)


@pytest.fixture
def new_store(stores, url_of, tmp_path, tmp_path_factory) -> Iterator[Callable[[], Engine]]:
    """Opens an empty store at each call: for tests of many examples, one after the other."""
    engines: list[Engine] = []

    def open_new() -> Engine:
        folder = tmp_path if stores else tmp_path_factory.mktemp("store")
        if stores:
            for engine in engines:
                engine.dispose()
            assert stores.empty(url_of(folder))
        engines.append(open_database(url_of(folder)))
        return engines[-1]

    yield open_new
    for engine in engines:
        engine.dispose()


@pytest.fixture
def open_store(tmp_path, url_of) -> Iterator[Callable[..., Engine]]:
    """Opens a store by folder; all are closed at the end of the test."""
    engines = []

    def open_at(folder: Path = tmp_path) -> Engine:
        engines.append(open_database(url_of(folder)))
        return engines[-1]

    yield open_at
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(open_store) -> Engine:
    return open_store()


@pytest.fixture
def may_write() -> Callable[..., None]:
    """Makes a store read-only, and writable again."""

    def change(engine: Engine, *, yes: bool) -> None:
        if engine.dialect.name == "sqlite":
            with reading(engine) as connection:
                connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if yes else 'ON'}")
            return
        with engine.begin() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            connection.execute(
                text(
                    f'ALTER DATABASE "{engine.url.database}" '
                    f"SET default_transaction_read_only = {'off' if yes else 'on'}"
                )
            )
        engine.dispose()  # it is the default of new sessions

    return change


@pytest.fixture(scope="session")
def told() -> ModuleType:
    return _load("told")
