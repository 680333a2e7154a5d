"""What a crawl may do is set on purpose, not left to Scrapy's defaults."""

from __future__ import annotations

import pytest
from scrapy.utils.project import get_project_settings

MEGABYTE = 1024 * 1024
WANTED = {
    "CONCURRENT_ITEMS": 4,
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "FEED_EXPORT_ENCODING": "utf-8",
    "FEED_STORE_EMPTY": False,
    "DEFAULT_DROPITEM_LOG_LEVEL": "DEBUG",
}
AT_MOST = {
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_MAXSIZE": 32 * MEGABYTE,
    "REDIRECT_MAX_TIMES": 5,
    "DEPTH_LIMIT": 200,
    "MEMUSAGE_LIMIT_MB": 2048,
}


@pytest.mark.parametrize("name", WANTED)
def test_is_set(name: str) -> None:
    assert get_project_settings()[name] == WANTED[name]


@pytest.mark.parametrize("name", AT_MOST)
def test_has_a_bound(name: str) -> None:
    assert 0 < get_project_settings().getint(name) <= AT_MOST[name]


@pytest.mark.parametrize("scheme", ["file", "data", "ftp", "s3"])
def test_nothing_but_http_is_fetched(scheme: str) -> None:
    assert get_project_settings()["DOWNLOAD_HANDLERS"][scheme] is None
