"""Whatever a site sends, a reader answers or raises an error of ours."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.core.arabic.dates import parse_date
from crawler.core.arabic.text import clean_text, fold_text
from crawler.core.encoding import DecodedPage, decode_html
from crawler.core.errors import RasidError
from crawler.core.extract.article import extract_article
from crawler.core.extract.headline import clean_headline
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.feeds import FeedEntry, Sitemap, read_feed, read_sitemap
from crawler.core.provenance.redirects import target_of
from tests.fuzz import strategies as ours

URL = "https://news.example/a/1"
NOW = datetime(2025, 3, 2, tzinfo=UTC)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "120"))  # `make fuzz` tries more
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES <= 1_000,  # the same examples in CI, others each time by `make fuzz`
    suppress_health_check=list(HealthCheck),
)


@fuzzed
@given(ours.page_bytes, st.sampled_from(ours.LABELS) | ours.any_text)
def test_decode_html(body, content_type):
    page = decode_html(body, content_type)
    assert isinstance(page, DecodedPage)
    page.text.encode("utf-8", "surrogatepass")


@fuzzed
@given(ours.page, st.sampled_from((URL, "https://news.example/?a=[", "http://x/%zz", "")))
def test_extract_article(html, url):
    article = extract_article(html, url, observed_at=NOW)
    assert article is None or article.headline
    if article:
        article.to_line().encode()


@fuzzed
@given(ours.page)
def test_read_listing(html):
    for url in read_listing(Page(html, URL)).articles:
        assert url.startswith(("http://", "https://"))


@fuzzed
@given(ours.page_bytes)
def test_from_bytes_to_the_line(body):
    article = extract_article(decode_html(body, None).text, URL, observed_at=NOW)
    if article:
        line = article.to_line()
        assert "\n" not in line
        assert json.loads(line.encode())["identifier"] == article.identifier


@fuzzed
@given(ours.date_text, st.sampled_from((None, True, False)))
def test_parse_date(text, month_first):
    for observed_at in (NOW, None):
        span = parse_date(
            text, observed_at=observed_at, timezone="Asia/Aden", month_first=month_first
        )
        assert span is None or span.earliest < span.latest


@fuzzed
@given(ours.xml_bytes)
def test_read_feed(body):
    with suppress(RasidError):
        assert all(isinstance(entry, FeedEntry) for entry in read_feed(body, URL))


@fuzzed
@given(ours.xml_bytes)
def test_read_sitemap(body):
    with suppress(RasidError):
        assert isinstance(read_sitemap(body, URL), Sitemap)


@fuzzed
@given(ours.words | ours.date_text)
def test_texts(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert fold_text(fold_text(text)) == fold_text(text)
    clean_headline(text, site_names=[text[:5]])


@fuzzed
@given(ours.address)
def test_target_of(url):
    found = target_of(url)
    assert found is None or found.url.startswith(("http://", "https://"))
