"""Reading takes time in proportion to what is read, whatever it is made of."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from crawler.core.arabic.dates import parse_date
from crawler.core.arabic.text import clean_text, fold_text
from crawler.core.encoding import decode_html
from crawler.core.errors import SiteError
from crawler.core.extract.article import extract_article
from crawler.core.extract.headline import clean_headline
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.widget_box import _runs
from crawler.core.feeds import read_feed, read_sitemap
from crawler.core.provenance.redirects import target_of
from tests.fuzz.clock import grows_too_fast
from tests.fuzz.feed_shapes import FEEDS, SITEMAPS
from tests.fuzz.shapes import LISTINGS, PAGES, TEXTS

pytestmark = pytest.mark.no_cover  # it takes times, and a measured line takes twice as long
URL = "https://news.example/a/1"
NOW = datetime(2025, 3, 2, tzinfo=UTC)
SIZE = 4_000
ENOUGH_S = 0.1  # of CPU for 32,000 characters: most take 5 to 20 ms


def read_article(html):
    body = html.encode("utf-8", "replace")
    return extract_article(decode_html(body, None).text, URL, observed_at=NOW)


def read_links(html):
    return read_listing(Page(html, URL))


def read_date(text):
    return parse_date(text, observed_at=NOW, timezone="Asia/Aden")


def read_address(text):
    return target_of(f"https://news.example/go?url={text}")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_as_an_article(name):
    assert grows_too_fast(read_article, PAGES[name], SIZE, enough_s=ENOUGH_S) is None


@pytest.mark.parametrize("name", LISTINGS)
def test_a_page_as_a_listing(name):
    assert grows_too_fast(read_links, PAGES[name], SIZE, enough_s=ENOUGH_S) is None


@pytest.mark.parametrize("read", [clean_text, fold_text, clean_headline, read_date, read_address])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text(read, name):
    assert grows_too_fast(read, TEXTS[name], SIZE, enough_s=ENOUGH_S) is None


def test_one_line_again_and_again():
    def look(lines):
        return list(_runs(lines))

    # A page of 3 MiB has 58,000 such lines, more than the shapes above.
    assert grows_too_fast(look, lambda n: ["ن"] * n, SIZE, enough_s=ENOUGH_S) is None


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed(name):
    assert grows_too_fast(or_refused(read_feed), FEEDS[name], SIZE, enough_s=ENOUGH_S) is None


@pytest.mark.parametrize("name", SITEMAPS)
def test_a_sitemap(name):
    assert grows_too_fast(or_refused(read_sitemap), SITEMAPS[name], SIZE, enough_s=ENOUGH_S) is None


def or_refused(read):
    """The reader; what it refuses by its own error it has read as well."""

    def call(body):
        with suppress(SiteError):
            read(body, URL)

    return call


def joined_again_and_again(text):
    """As the walk over a page once looked at the end of its line for each of its parts."""
    parts = []
    for part in text.split(" "):
        parts.append(part)
        "".join(parts).rstrip()


def test_quadratic_work_is_seen():
    found = grows_too_fast(joined_again_and_again, TEXTS["words"], SIZE, enough_s=0.0)
    assert found
    assert "32,000" in found


def test_linear_work_is_not():
    assert grows_too_fast(clean_text, TEXTS["words"], 40_000, enough_s=0.0) is None
