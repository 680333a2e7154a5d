"""Loads the layouts, and makes cases of them."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from crawler.core.article import Article, Metadata, Provider
from crawler.core.drift.heal import Case
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile

HOST = "https://windows.example"
PROFILE = SiteProfile(
    name="windows",
    start_urls=(f"{HOST}/",),
    headline="h1.title",
    body="div.text",
    section="span.cat",
    published=".article .date",
    site_names=("نوافذ",),
)


def make_case(layouts, story, names, shape="plain", others=()):
    """A page of a story in a layout, and the article that it was before."""
    url, day = f"{HOST}/news/{story.number}", date(2025, 2, story.day)
    known = Article(
        identifier="0" * 32,
        url=url,
        headline=story.headline,
        articleSection=story.section,
        articleBody="\n\n".join(story.paragraphs),
        inLanguage="ar",
        datePublished=day.isoformat(),
        datePublishedEarliest=f"{day - timedelta(days=1)}T21:00:00Z",
        datePublishedLatest=f"{day}T21:00:00Z",
        dateBasis="text-absolute",
        provider=Provider(name="نوافذ", url=f"{HOST}/"),
        metadata=Metadata(dateDownloaded="2025-03-01T12:00:00Z"),
    )
    return Case(Page(layouts.page(story, list(others), names, shape), url), known)


@pytest.fixture(scope="session")
def layouts():
    path = Path(__file__).with_name("layouts.py")
    spec = importlib.util.spec_from_file_location("drift_layouts", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def profile():
    return PROFILE


@pytest.fixture(scope="session")
def cases(layouts):
    """Cases of some stories in a layout."""

    def made(names=None, shape="plain", *, count=4, seed=1):
        told = layouts.stories(count + 4, seed)
        names = names or layouts.OLD
        return [
            make_case(layouts, story, names, shape, told[:number] + told[number + 1 :])
            for number, story in enumerate(told[:count])
        ]

    return made
