"""The same story comes out of every markup, whole and without anything of the page around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.core.arabic.text import clean_text
from crawler.core.encoding import decode_html
from crawler.core.extract import extract_article

NOW = datetime(2025, 7, 13, 12, tzinfo=UTC)
URL = "https://yemeniwindows.example/news/777"
SHARED = Path(__file__).resolve().parents[3] / "../shared"


def read(html):
    article = extract_article(html, URL, observed_at=NOW)
    assert article is not None
    return article


@pytest.fixture
def seed(make_story, story):
    """The visible text of the page that the project started from."""
    file = SHARED / "data/seed/yemeni_windows_article.txt"
    if not file.is_file():
        pytest.skip("the evaluation data is not beside this checkout")
    lines = [line.strip() for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    headline, section, date, share, *paragraphs, label, disclaimer, footer = lines
    return make_story(
        headline, section, date, tuple(paragraphs), disclaimer, story.related,
        share=share, label=label, footer=footer,
    )  # fmt: skip


def check(article, story):
    """Every part of the story in its field, and nothing else in the body."""
    assert article.headline == clean_text(story.headline)
    assert article.articleBody.split("\n\n") == [clean_text(part) for part in story.paragraphs]
    assert article.articleSection == story.section
    assert article.datePublishedRaw == story.date
    assert article.disambiguatingNotice == clean_text(story.disclaimer)
    assert [link.name for link in article.relatedLink or []] == [name for _, name in story.related]
    assert [link.position for link in article.relatedLink or []] == list(
        range(1, len(story.related) + 1)
    )


def test_every_part_in_its_field(markup, story):
    check(read(markup(story)), story)


def test_without_related_links(markup, story):
    story = replace(story, related=())
    check(read(markup(story)), story)


def test_with_arabic_labels(markup, story):
    story = replace(
        story, share="مشاركة", label="أخبار ذات صلة", section="عربي", date="قبل ساعتين",
        footer="جميع الحقوق محفوظة © نوافذ يمنية 2025", site="نوافذ يمنية",
    )  # fmt: skip
    check(read(markup(story)), story)


def test_one_paragraph_is_enough(markup, story):
    story = replace(story, paragraphs=story.paragraphs[:1])
    check(read(markup(story)), story)


def test_a_relative_date_is_an_interval_and_no_day_is_invented(markup, story):
    article = read(markup(story))
    assert article.datePublished is None
    assert article.datePublishedEarliest < article.datePublishedLatest <= "2025-07-13T12"
    assert article.dateBasis == "text-relative"
    assert article.datePrecision == "day"


def test_an_absolute_date_keeps_its_local_day(markup, story):
    article = read(markup(replace(story, date="السبت، 12 تموز/يوليو 2025 - 01:30 ص")))
    assert article.datePublished == "2025-07-12T01:30:00+03:00"
    assert article.datePublishedEarliest == "2025-07-11T22:30:00Z"
    assert article.dateBasis == "text-absolute"


def test_without_a_time_of_reading_a_relative_date_stays_unread(markup, story):
    article = extract_article(markup(story), URL)
    assert article.datePublishedEarliest is None
    assert article.metadata.dateDownloaded is None


@pytest.mark.shared
def test_the_seed_page(markup, seed):
    check(read(markup(seed)), seed)


def test_windows_1256_tables(markup, story):
    html = markup(story).replace('charset="utf-8"', 'charset="windows-1256"')
    page = decode_html(html.encode("windows-1256", "xmlcharrefreplace"), None)
    check(read(page.text), story)


def test_the_same_page_gives_the_same_line(markup, story):
    assert read(markup(story)).to_line() == read(markup(story)).to_line()
