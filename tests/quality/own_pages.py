"""The extraction of our own pages: hand-written ones, and stories of the demo in its markups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crawler.core.encoding import decode_html
from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile
from crawler.demo.aggregator import Aggregator
from crawler.demo.sections import DISCLAIMER
from crawler.demo.story import Story
from crawler.demo.website import Website

URL = "https://own.example/news/1"
NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)
BASE = "https://demo.example/"
FIGURES = (
    "paragraphs",
    "found",
    "added",
    "headlines",
    "right",
    "leaks",
    "refused",
    "refused_right",
)
LABELS = frozenset(
    ("Related News", "أخبار ذات صلة", "اقرأ أيضاً", "share", "مشاركة", "شارك", DISCLAIMER)
)
# What a profile of a site in each markup would say; `script` needs a browser to be read at all.
SELECTORS: dict[str, dict[str, Any]] = {
    "cards": {"headline": ".card__title", "body": ".card__body", "related": ".related a"},
    "br": {"noise": ("table table",)},
    "tables": {"headline": "h1", "body": "table.news", "noise": ("small",)},
    "hashed": {"headline": "._3eRt2", "body": "._2dFg1", "related": "._6nBv5 a"},
    "blog": {"headline": "h1.entry-title", "noise": (".inline-related", ".tags", ".sharing")},
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the demo: its HTML, its address, its story, and the headlines of all others."""

    html: str
    url: str
    story: Story
    others: frozenset[str]


def demo_pages(markup: str, seed: int, articles: int) -> Iterator[Shown]:
    """Every article of a demo site in one markup, as a reader gets it."""
    aggregator = Aggregator(now=NOW, seed=seed, markup=markup, articles=articles)
    website = Website(aggregator, BASE)
    stories = aggregator.truth()
    headlines = frozenset(story.headline for story in stories.values())
    for path, story in stories.items():
        if story.kind != "broken":
            reply = website.reply(path)
            html = decode_html(reply.body, reply.content_type).text
            yield Shown(html, f"{BASE}{path[1:]}", story, headlines - {story.headline})


def demo_profile(markup: str) -> SiteProfile:
    """A profile of the demo in one markup."""
    return SiteProfile(name=f"demo_{markup}", start_urls=(BASE,), **SELECTORS[markup])


def of_demo(row: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """The figures of a row that names a markup, and what went wrong."""
    figures: Counter[str] = Counter()
    failures = []
    profile = demo_profile(row["markup"]) if row["profile"] else None
    for shown in demo_pages(row["markup"], row["seed"], row["articles"]):
        article = extract_article(shown.html, shown.url, profile=profile, observed_at=NOW)
        body = article.articleBody.split("\n\n") if article else []
        headline = article.headline if article else None
        count, fault = compared(body, headline, shown.story.paragraphs, shown.story.headline)
        leaks = sum(line in shown.others or line in LABELS for line in body)
        figures += count
        figures["leaks"] += leaks
        if fault or leaks:
            failures.append(f"{row['markup']} {shown.url}: {fault or body}")
    return figures, failures


def of_page(row: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """The figures of a row that holds a page, and what went wrong."""
    try:
        article = article_of(Page(row["html"], row.get("url", URL)))
    except NotAnArticle as refusal:
        is_right = refusal.reason == row.get("reason")
        figures = Counter(refused=1, refused_right=int(is_right))
        return figures, [] if is_right else [f"{row['name']}: {refusal.reason}"]
    body = article.articleBody.split("\n\n")
    if "reason" in row:
        return Counter(refused=1), [f"{row['name']}: an article: {body}"]
    figures, fault = compared(body, article.headline, row["paragraphs"], row["headline"])
    return figures, [f"{row['name']}: {fault}"] if fault else []


def compared(
    body: list[str], headline: str | None, paragraphs: Any, title: str
) -> tuple[Counter[str], str]:
    """The figures of one article, and what went wrong or ""."""
    got, meant = Counter(body), Counter(paragraphs)
    found = (got & meant).total()
    figures = Counter(
        paragraphs=meant.total(),
        found=found,
        added=got.total() - found,
        headlines=1,
        right=int(headline == title),
    )
    fault = "" if list(paragraphs) == body else f"missing {meant - got}, added {got - meant}"
    return figures, fault or ("" if headline == title else f"headline {headline!r}")
