"""A store in a temporary folder, articles to put into it, and readers of its feed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.store.database import database_url, open_database
from crawler.store.outbox import NewArticle

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


@pytest.fixture
def open_store(tmp_path) -> Iterator[Callable[..., Engine]]:
    """Opens a store by folder; all are closed at the end of the test."""
    engines = []

    def open_at(folder: Path = tmp_path) -> Engine:
        engines.append(open_database(database_url(folder)))
        return engines[-1]

    yield open_at
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(open_store) -> Engine:
    return open_store()


@pytest.fixture(scope="session")
def told() -> ModuleType:
    return _load("told")
