"""A run that is killed: the next one closes its file, and every published article has its page."""

from __future__ import annotations

import signal
import time

import pytest

from crawler.core.article import Archive
from crawler.store.archive.mending import whole_bytes
from crawler.store.archive.names import OPEN, files_in
from crawler.store.archive.reader import page_at
from tests.archive.crawled import Crawled
from tests.campaigns.campaign import Site, aggregator, is_over

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
DEADLINE_S = 60


def test_every_article_has_its_page_after_a_kill(tmp_path):
    with aggregator(40) as url:
        site = Site(url, tmp_path / "data", {"DOWNLOAD_DELAY": "0.02"})
        process, archive = site.start(), site.folder / "archive"
        end = time.monotonic() + DEADLINE_S
        while not is_over(process, 0.02) and not _has_pages(archive) and time.monotonic() < end:
            pass
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=DEADLINE_S)
        assert files_in(archive, OPEN)
        code, said = site.finish()

    assert code == 0, said
    files = files_in(archive)
    assert len(files) == 2
    assert not files_in(archive, OPEN)
    assert all(whole_bytes(path) == path.stat().st_size for path in files)
    articles = Crawled(site.folder).published()
    assert len(articles) > 20
    places = [Archive(**article["metadata"]["archive"]) for article in articles]
    pages = [page_at(archive, place) for place in places]
    assert [kept.page.url for kept in pages] == [article["url"] for article in articles]


def _has_pages(archive):
    return any(path.stat().st_size > 60_000 for path in files_in(archive, OPEN))
