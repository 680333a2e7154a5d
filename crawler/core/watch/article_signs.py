"""What the articles of a run show together: error pages, walls, one text everywhere, failures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crawler.core.site import COVERED_FIELDS, Expectations
from crawler.core.watch.finding import Finding
from crawler.core.watch.site_signs import WALLS, Figures

MOST = 0.5
PAGES_MIN = 3  # of one kind: two error pages may be two old links
TRIED_MIN = 10  # fewer failures are a bad minute, or a few dead links
ERROR_PAGES = ("soft_404", "not_found", "error_page")
# We did not ask, or the site forbids it, or not so soon, or we failed, which is a finding of its
# own: the article did not fail.
UNASKED = (
    "bug",
    "http_429",
    "backoff",
    "request_budget",
    "store",
    "robots",
    "guard",
    "offsite",
    "no_browser",
)
SELECTORS_MIN = 3  # pages on which a selector found nothing


def article_findings(figures: Figures, expect: Expectations) -> Iterator[Finding]:
    """What is wrong with most pages of articles; each page is explained by one finding."""
    named = list(_kinds_of_pages(figures))
    yield from named
    seen = figures.get("seen", {})
    articles, repeated = seen.get("articles", 0), seen.get("repeated", 0)
    if repeated >= PAGES_MIN and repeated >= MOST * articles:
        yield Finding("repeated_text", "error", repeated / articles, f"below {MOST}")
    tried, failed = tried_and_failed(figures)
    is_over = tried >= TRIED_MIN and failed / tried > expect.failed_share_max
    if is_over and not named:
        text = f"{failed} of {tried}: {_words(figures)}"
        yield Finding(
            "articles_failed", "error", failed / tried, f"at most {expect.failed_share_max}", text
        )
    yield from _selectors(figures)
    yield from _browser(figures)


def tried_and_failed(figures: Figures) -> tuple[int, int]:
    """Articles that were asked for and those that gave none; not what earlier runs failed to get.

    An article that failed before is asked again and fails again: it says nothing of this run.
    """
    fetches = _article_failures(figures)
    left_out = sum(figures.get("dropped", {}).values())
    failed = max(0, fetches + left_out - figures.get("retried", 0))
    return failed + figures["funnel"]["valid"], failed


def _article_failures(figures: Figures) -> int:
    return sum(
        number
        for key, number in figures.get("failed", {}).items()
        if key.startswith("article/") and key.removeprefix("article/") not in UNASKED
    )


def _kinds_of_pages(figures: Figures) -> Iterator[Finding]:
    dropped = figures.get("dropped", {})
    pages = max(1, figures["funnel"]["fetched"])
    errors = sum(dropped.get(word, 0) for word in ERROR_PAGES)
    if errors >= PAGES_MIN and errors >= MOST * pages:
        yield Finding("soft_404", "error", errors / pages, f"below {MOST}")
    for word in WALLS:
        number = dropped.get(word, 0)
        if number >= PAGES_MIN and number >= MOST * pages:
            yield Finding(word, "error", number / pages, f"below {MOST}")


def _selectors(figures: Figures) -> Iterator[Finding]:
    """A selector that finds nothing is a finding, whatever the engine found without it."""
    seen = figures.get("seen", {}).get("articles", 0)
    missed = {
        name: number
        for name, number in figures.get("missed", {}).items()
        if _is_missed(name, number, seen, figures.get("listing_pages", 0))
    }
    if missed:
        names = ", ".join(sorted(missed))
        yield Finding("selector_missed", "warning", max(missed.values()), 0, names)


def _is_missed(name: str, number: int, articles: int, listings: int) -> bool:
    if name in ("article_links", "next_page"):
        return number >= MOST * max(1, listings)
    return number >= SELECTORS_MIN and number >= MOST * articles


def _browser(figures: Figures) -> Iterator[Finding]:
    missing = figures.get("failed", {}).get("article/no_browser", 0)
    if missing >= PAGES_MIN and missing >= MOST * figures["funnel"]["fetched"]:
        yield Finding("no_browser", "error", missing, 0)


def _words(figures: Figures) -> str:
    counts: dict[str, int] = dict(figures.get("dropped", {}))
    for key, number in figures.get("failed", {}).items():
        if key.startswith("article/"):
            counts[key.removeprefix("article/")] = number
    return ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))


def coverage_of(seen: Mapping[str, Any]) -> dict[str, float]:
    """The share of the articles of a run that have each part; nothing without articles.

    >>> coverage_of({"articles": 4, "date": 3})["date"]
    0.75
    """
    articles = seen.get("articles", 0)
    return {name: seen.get(name, 0) / articles for name in COVERED_FIELDS} if articles else {}
