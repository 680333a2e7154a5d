"""The archive of a crawl: when there is one, what it counts, what a failing disk means."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from crawler.core.access.usage import FileUsage
from crawler.core.article import UsageInfo
from crawler.core.errors import ConfigError
from crawler.extensions.archive import PageArchive
from crawler.middlewares.raw_page import RawPage
from crawler.store.archive.names import SUFFIX, files_in
from crawler.store.archive.reader import pages_of
from crawler.store.archive.writer import writer_of
from crawler.walk.archiving import RECEIVED, keep_page

NOW = datetime(2025, 3, 1, 10, tzinfo=UTC)
URL = "http://127.0.0.1/news/1"
ON = {"RASID_ARCHIVE": "on", "RASID_ARCHIVE_DAYS": "90", "RASID_ARCHIVE_MAX_MB": "100"}


class Windows(Spider):
    """What the archive asks a spider for."""

    name = source = "windows"
    run_id = "20250301T100000Z-ab12cd"
    closes_pages = True

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def crawler(make_crawler):
    made = make_crawler(Windows, **ON)
    made.spider = Windows.from_crawler(made)
    return made


@pytest.fixture
def archive(crawler):
    return PageArchive.from_crawler(crawler)


@pytest.fixture
def folder(crawler) -> Path:
    return Path(crawler.settings["RASID_DATA_DIR"]) / "archive"


def answered(crawler, **meta) -> Request:
    """A request whose answer has come past the middleware."""
    request = Request(URL, meta={"rasid_kind": "article", **meta})
    response = Response(URL, headers={"ETag": "x", "Set-Cookie": ["a=1", "b=2"]}, body=b"<p>")
    assert RawPage.from_crawler(crawler).process_response(request, response) is response
    return request


def test_a_page_is_kept_with_what_is_known_of_it(archive, crawler, folder, make_article):
    request = answered(crawler, rasid_usage=FileUsage(tdm_reservation="1"))
    request.cb_kwargs["published"] = NOW
    article = make_article(usageInfo=UsageInfo(robots="noarchive"))
    place = keep_page(crawler.spider, request, article.usageInfo, article)
    archive.closed()

    [file] = files_in(folder)
    [kept] = pages_of(file)
    assert kept.place == place
    assert kept.page.body == b"<p>"
    assert kept.page.header("Set-Cookie") is None
    assert kept.known.identifier == article.identifier
    assert kept.known.observed == article.metadata.dateDownloaded
    assert kept.known.files == {"tdm_reservation": "1"}
    assert kept.known.feed_date == "2025-03-01T10:00:00Z"
    assert kept.known.is_private
    assert crawler.stats.get_value("rasid/archive/pages") == 1
    assert RECEIVED not in request.meta  # the body goes with the request


def test_a_page_without_an_article_is_kept_too(archive, crawler, folder):
    assert keep_page(crawler.spider, answered(crawler), None)
    archive.closed()
    [kept] = pages_of(*files_in(folder))
    assert kept.known.identifier is None


@pytest.mark.parametrize(("kind", "status"), [("listing", 200), ("probe", 200), ("article", 404)])
def test_other_answers_are_not_kept(archive, crawler, kind, status):
    request = Request(URL, meta={"rasid_kind": kind})
    RawPage.from_crawler(crawler).process_response(request, Response(URL, status=status))
    assert RECEIVED not in request.meta
    assert keep_page(crawler.spider, request, None) is None


def test_off_means_off(make_crawler):
    crawler = make_crawler(Windows, **(ON | {"RASID_ARCHIVE": "off"}))
    crawler.spider = Windows.from_crawler(crawler)
    for part in (PageArchive, RawPage):
        with pytest.raises(NotConfigured):
            part.from_crawler(crawler)
    assert writer_of(crawler) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("RASID_ARCHIVE", "yes"), ("RASID_ARCHIVE_DAYS", "-1"), ("RASID_ARCHIVE_MAX_MB", "many")],
)
def test_a_setting_that_cannot_be_is_named(make_crawler, name, value):
    crawler = make_crawler(Windows, **(ON | {name: value}))
    crawler.spider = Windows.from_crawler(crawler)
    with pytest.raises(ConfigError, match=name):
        PageArchive.from_crawler(crawler)


def test_how_long_and_how_much_is_kept(archive):
    assert (archive.days, archive.bytes_max) == (90, 100_000_000)


def begun_in_december(folder):
    """A file of a later run: days are counted from the newest."""
    newer = folder / "2025-12-31" / f"later{SUFFIX}"
    newer.parent.mkdir(parents=True)
    newer.touch()
    return newer


def test_a_run_mends_and_makes_room(archive, crawler, folder, make_article):
    keep_page(crawler.spider, answered(crawler), None)  # of March 2025: older than 90 days
    newer = begun_in_december(folder)
    os.close(archive.writer._file._descriptor)  # killed
    PageArchive.from_crawler(crawler).opened()
    assert crawler.stats.get_value("rasid/archive/mended") == 1
    assert crawler.stats.get_value("rasid/archive/expired") == 1
    assert files_in(folder) == [newer]


def test_a_disk_that_fails_is_told_by_the_exit_code(archive, crawler, folder):
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    assert keep_page(crawler.spider, answered(crawler), None) is None
    assert keep_page(crawler.spider, answered(crawler), None) is None
    archive.closed()
    assert crawler.stats.get_value("rasid/archive/missed") == 2
    assert crawler.stats.get_value("rasid/machine/exit_code") in (73, 74)


def test_a_greater_failure_keeps_its_exit_code(archive, crawler, folder):
    crawler.stats.set_value("rasid/machine/exit_code", 74)
    crawler.stats.set_value("rasid/machine/message", "the store")
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    archive.opened()
    keep_page(crawler.spider, answered(crawler), None)
    archive.closed()
    assert crawler.stats.get_value("rasid/machine/message") == "the store"


def test_a_later_look_that_brings_nothing_new_is_not_kept_twice(archive, crawler, make_article):
    first, article = answered(crawler), make_article()
    article.metadata.archive = keep_page(crawler.spider, first, None, article)
    again = answered(crawler)
    again.cb_kwargs["old"] = article
    assert keep_page(crawler.spider, again, None, make_article()) == article.metadata.archive
    edited = answered(crawler)
    edited.cb_kwargs["old"] = article
    body = article.articleBody + "\n\nوأضاف أن سفينة ثانية ستصل إلى الميناء يوم الخميس."
    place = keep_page(crawler.spider, edited, None, make_article(articleBody=body))
    assert place.offset > article.metadata.archive.offset
    assert archive.writer.pages == 2


def test_a_page_that_was_drawn_keeps_what_its_answer_said_of_its_use(archive, crawler, folder):
    request = Request(URL, meta={"rasid_kind": "article"})
    headers = {"X-Robots-Tag": "noarchive", "Content-Type": "text/html"}
    response = Response(URL, headers=headers, body=b"<p>", flags=["playwright"])
    RawPage.from_crawler(crawler).process_response(request, response)
    keep_page(crawler.spider, request, None)
    archive.closed()
    [kept] = pages_of(*files_in(folder))
    assert kept.page.is_drawn
    assert kept.known.headers["x-robots-tag"] == ["noarchive"]


def test_a_folder_that_cannot_be_read_ends_nothing(archive, crawler, folder, monkeypatch):
    keep_page(crawler.spider, answered(crawler), None)
    archive.closed()
    begun_in_december(folder)

    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "unlink", failing)
    PageArchive.from_crawler(crawler).opened()  # March 2025 is too old by now
    assert crawler.stats.get_value("rasid/machine/exit_code") == 74


def test_a_file_that_cannot_be_closed_is_told(archive, crawler, monkeypatch):
    keep_page(crawler.spider, answered(crawler), None)

    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "rename", failing)
    archive.closed()
    assert crawler.stats.get_value("rasid/machine/exit_code") == 74
