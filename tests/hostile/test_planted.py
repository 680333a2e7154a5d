"""The listeners would hear a crawler without a guard: the same redirects, and no walls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flow.runs import run
from tests.hostile import rows_ways
from tests.hostile.row import Row
from tests.hostile.server import RawSite, page, serving
from tests.hostile.told import article, listing
from tests.hostile.where import Where

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
PLAIN = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
WITHOUT_WALLS = {
    "DOWNLOAD_HANDLERS": {"http": PLAIN, "https": PLAIN},
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    },
}


def redirects(where: Where) -> Row:
    """Those of input 22 that lead to a listener: no others may be asked from a test."""
    (row,) = [row for row in rows_ways.rows(where) if row.number == 22]
    return row


def test_without_walls_every_listener_is_asked(tmp_path: Path) -> None:
    site = RawSite()
    strangers = tuple(RawSite(host=host) for host in ("127.0.0.1", "127.0.0.2", "::1"))
    with serving(site, *strangers):
        row = redirects(Where(*(each.port for each in strangers)))
        answers = dict(list(row.answers.items())[: len(strangers)])
        site.answers = {
            **answers,
            "/": lambda _: page(listing([*answers, "/news/1"])),
            "/news/1": lambda _: page(article(1)),
        }
        given = [f"-s{name}={json.dumps(value)}" for name, value in WITHOUT_WALLS.items()]
        done = run(site.url, tmp_path, "aggregator", *given)

    assert done.articles == 1
    assert all(each.connections for each in strangers)
