"""What is said of an article's origin on pages whose truth is known: right, or not said at all."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract import extract_article
from tests.core.provenance.cases import CASES, FIRST, LAST, LIES, REDIRECTS, TITLE, Case

SITE = "نوافذ تجريبية"


def said(case: Case) -> tuple[str | None, str | None, str | None]:
    """Publisher, original and dateline as they are read from the page of a case."""
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, **case.data})
    script = f"<script type='application/ld+json'>{data}</script>"
    named = f"<meta property=og:site_name content='{SITE}'>"
    html = (
        f"<html><head><title>{TITLE} - {case.site}</title>{case.head}{named}{script}</head>"
        f"<body><h1>{TITLE}</h1>{case.before}<div><p>{case.opening}{FIRST}</p>"
        f"<p>{LAST}{case.ending}</p></div>{case.after}</body></html>"
    )
    article = extract_article(html, case.url)
    assert article is not None
    publisher, sources = article.publisher, article.isBasedOn or []
    for found in (publisher, *sources):
        if found:
            assert found.method
            assert 0.3 <= found.confidence <= 0.98
    return (
        publisher.name if publisher else None,
        sources[0].url if sources else None,
        article.dateline,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case):
    assert said(case) == (case.publisher, case.source, case.dateline)


@pytest.mark.parametrize("place", [0, 1, 2], ids=["publisher", "isBasedOn", "dateline"])
def test_precision_and_recall(place):
    pairs = [
        (said(case)[place], (case.publisher, case.source, case.dateline)[place]) for case in CASES
    ]
    right = sum(got == true for got, true in pairs if got)
    assert right / sum(got is not None for got, _ in pairs) >= 0.99
    assert right / sum(true is not None for _, true in pairs) >= 0.97


def test_there_are_enough_cases():
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(REDIRECTS) >= 8
    assert sum("canonical" in case.name for case in LIES) >= 2
