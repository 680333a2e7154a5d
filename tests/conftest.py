"""Fixtures that many tests share: articles, crawlers that do not crawl, a clock that stands."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import settings
from scrapy.settings import Settings

from crawler import crawl, store
from crawler.core.article import Article, Metadata, Provider, identifier_of
from tests.commandline import UNTIL_OVER

pytest_plugins = ("tests.postgres.fixtures",)
HOME = ("localhost", "::1", "")
settings.register_profile("steady", deadline=None)  # a busy machine is no failure
settings.load_profile("steady")
# Hundreds of crawls would each write dozens of pages; tests/dashboard turns it on.
os.environ.setdefault("RASID_REPORT", "0")
URL = "https://windows.example/news/7"
BODY = (
    "أعلنت وزارة النقل، اليوم، استئناف الرحلات البحرية بين الجزيرة والميناء بعد توقف دام شهرا.\n\n"
    "وقال مدير الميناء إن السفينة الأولى تحمل وقودا وأدوية، وإن تفريغها يستغرق يومين."
)


def _article(**changes: object) -> Article:
    url = str(changes.get("url", URL))
    values = {
        "identifier": identifier_of(url),
        "url": url,
        "headline": "استئناف الرحلات البحرية إلى الجزيرة",
        "articleBody": BODY,
        "inLanguage": "ar",
        "provider": Provider(name="نوافذ", url="https://windows.example/"),
        "metadata": Metadata(
            dateDownloaded="2025-03-01T12:00:00Z",
            dateFirstSeen="2025-03-01T12:00:00Z",
            spider="windows",
            runId="run-1",
        ),
    }
    return Article(**(values | changes))


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Makes a whole article; keywords change fields."""
    return _article


@pytest.fixture
def make_crawler(tmp_path) -> Iterator[Callable[..., Any]]:
    """Makes a crawler of plain settings with its data in a temporary folder.

    Stores that were opened through its settings are closed at the end of the test.
    """
    from scrapy.utils.test import get_crawler

    def make(spidercls: Any = None, **settings: Any) -> Any:
        return get_crawler(spidercls, {"RASID_DATA_DIR": str(tmp_path / "data"), **settings})

    opened = set(store._engines)
    yield make
    for key in store._engines.keys() - opened:
        store._engines.pop(key).dispose()


@pytest.fixture
def still_spider(make_crawler) -> Callable[..., Any]:
    """Makes a spider of a site on loopback that does not crawl; keywords are of its profile."""
    from crawler.core.site import SiteProfile
    from crawler.spider import AggregatorSpider

    def make(**more: Any) -> Any:
        class WindowsSpider(AggregatorSpider):
            """A site on loopback."""

            profile = SiteProfile(name="windows", start_urls=("http://127.0.0.1:9/",), **more)

        crawler = make_crawler(WindowsSpider)
        crawler.settings.frozen = False  # in a crawl the spider is made before they are frozen
        return WindowsSpider.from_crawler(crawler)

    return make


@pytest.fixture
def standing_clock(monkeypatch) -> list[datetime]:
    """What the product takes for the time, as its only item: it stands until a test sets it."""
    moment = [datetime(2025, 3, 1, 9, 30, tzinfo=UTC)]
    monkeypatch.setattr(crawl, "now", lambda _: moment[0])
    return moment


@pytest.fixture
def few_sites(tmp_path, monkeypatch, standing_clock) -> Settings:
    """Settings with a package of one site, `windows`, and a data folder that is not there yet."""
    package = tmp_path / "a_few_sites"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "windows.py").write_text("# 15m\n")
    monkeypatch.syspath_prepend(tmp_path)
    return Settings({"RASID_DATA_DIR": str(tmp_path / "data"), "SPIDER_MODULES": ["a_few_sites"]})


@pytest.fixture(autouse=True, scope="session")
def _at_home() -> Iterator[None]:
    """No test of this process asks anything but loopback."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def checked(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if isinstance(name, str) and name not in HOME and not name.startswith("127."):
            message = f"a test asks {name!r}; only loopback is allowed"
            raise AssertionError(message)

    def connect_home(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            checked(address[0])
        connect(self, address)

    def look_up_home(host: Any, *more: Any, **named: Any) -> Any:
        checked(host)
        return look_up(host, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_home)
        patch.setattr(socket, "getaddrinfo", look_up_home)
        yield


def pytest_unconfigure() -> None:
    """Whatever forked runs in this session is over."""
    UNTIL_OVER.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with real crawls first: a long one that begins last leaves the other cores idle."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Printed text with half a character cannot be sent to another process: write it as escapes."""
    del item
    report: Any = yield
    report.sections = [
        (name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections
    ]
    return report
