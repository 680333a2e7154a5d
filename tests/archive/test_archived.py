"""A real run: each published article leads to the page that it came of, and others can read it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crawler import settings
from crawler.commands.run import DRY
from crawler.core.article import Archive
from crawler.store.archive.names import OPEN, files_in
from crawler.store.archive.reader import page_at, pages_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_each_article_leads_to_its_page(crawled):
    articles = crawled.published()
    assert len(articles) > 12
    for article in articles:
        kept = page_at(crawled.archive, Archive(**article["metadata"]["archive"]))
        assert kept.page.url == article["url"]
        assert kept.known.identifier == article["identifier"]
        assert kept.known.observed == article["metadata"]["dateDownloaded"]
        assert kept.page.status == 200


def test_pages_that_gave_no_article_are_there_too(crawled):
    pages = [kept for path in files_in(crawled.archive) for kept in pages_of(path)]
    assert len(pages) > len(crawled.published())
    assert len({(kept.place.file, kept.place.offset) for kept in pages}) == len(pages)
    assert not files_in(crawled.archive, OPEN)


def test_another_program_finds_no_fault(crawled):
    [file] = files_in(crawled.archive)
    check = [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)]
    done = subprocess.run(check, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("digest pass") > len(crawled.published())


def test_a_dry_run_keeps_nothing():
    archive = "crawler.extensions.archive.PageArchive"
    assert archive in settings.EXTENSIONS
    assert archive in DRY["EXTENSIONS"]
