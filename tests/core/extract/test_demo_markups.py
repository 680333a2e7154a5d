"""Many stories of the demo in its markups, with and without a profile: whole, and nothing else.

Pages that a script builds are read with a browser in `tests/flow/test_markups.py`.
"""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from tests.quality.own_pages import SELECTORS, demo_pages, of_demo

SEEDS, ARTICLES = (2, 9), 40
SHARE_MIN = 0.995


@pytest.mark.parametrize("profile", [False, True], ids=["no profile", "profile"])
@pytest.mark.parametrize("markup", SELECTORS)
def test_every_paragraph_and_nothing_else(markup, profile):
    for seed in SEEDS:
        row = {"markup": markup, "seed": seed, "articles": ARTICLES, "profile": profile}
        figures, failures = of_demo(row)
        assert figures["headlines"] == figures["right"] == ARTICLES, failures[:3]
        assert figures["found"] >= SHARE_MIN * figures["paragraphs"] > 0, failures[:3]
        assert figures["found"] >= SHARE_MIN * (figures["found"] + figures["added"]), failures[:3]
        assert figures["leaks"] == 0, failures[:3]


def test_a_page_that_takes_too_much_or_too_little_is_counted(monkeypatch):
    """The measure can fail: with an extractor that loses the last paragraph and adds a headline."""

    def worse(html, url, **options):
        article = extract_article(html, url, **options)
        kept = article.articleBody.split("\n\n")[:-1]
        added = [link.name for link in article.relatedLink[:1]]
        article.articleBody = "\n\n".join((*kept, *added))
        return article

    monkeypatch.setattr("tests.quality.own_pages.extract_article", worse)
    row = {"markup": "cards", "seed": 2, "articles": 10, "profile": False}
    figures, failures = of_demo(row)
    assert figures["found"] == figures["paragraphs"] - 10
    assert (figures["added"], figures["leaks"], len(failures)) == (10, 10, 10)


def test_a_page_that_a_script_builds_waits_for_a_browser():
    for shown in demo_pages("script", 2, 5):
        assert extract_article(shown.html, shown.url) is None
        assert needs_browser(Page(shown.html, shown.url))
