"""What the site itself shows in a run: start pages, walls, robots.txt. Needs no past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crawler.core.site import Expectations
from crawler.core.watch.finding import Finding

Figures = Mapping[str, Any]
WALLS = ("challenge", "consent", "login")
# Words of `failed/listing/…` (see failures.py) and what they say of start pages that all failed;
# the first that is there names the cause.
REFUSED = (
    ("robots", "robots_forbids"),
    ("no_browser", "no_browser"),
    ("http_401", "forbidden"),
    ("http_403", "forbidden"),
    ("http_451", "forbidden"),
    ("http_429", "rate_limited"),
    ("backoff", "rate_limited"),
    ("offsite", "new_host"),
)
TOO_MANY = "status 429"  # how the reason of a back-off begins, see middlewares/politeness.py
BEHIND_BUG = frozenset({"listing_gone", "too_few"})
STORM_ANSWERS_MIN = 3  # answers with 429
STORM_SHARE_MIN = 0.2  # of all answers


def site_findings(
    figures: Figures, expect: Expectations, *, whole: bool = True
) -> Iterator[Finding]:
    """What is wrong with the way into the site; at most one of these says why it is closed.

    A run that was cut short (`whole` false) has not asked for all: what is missing is no sign.
    """
    if bugs := bugs_of(figures):
        yield Finding("bug", "error", bugs, 0)
    if pages_of(figures):
        yield from _storm(figures)
        yield from _listing(figures, expect, whole=whole)
    elif whole or figures.get("failed"):
        yield _closed(figures)


def bugs_of(figures: Figures) -> int:
    """Exceptions of ours."""
    return int(figures.get("bugs", 0) + figures.get("exceptions", 0))


def hidden_by_bug(figures: Figures, expect: Expectations) -> frozenset[str]:
    """What cannot be told where an exception of ours has ended the reading of the listings.

    A start page that was read to its end and has no link is told all the same.
    """
    is_read = figures.get("roots_empty") or links_of(figures) >= max(1, expect.listing_links_min)
    return frozenset() if is_read or not bugs_of(figures) else BEHIND_BUG


def pages_of(figures: Figures) -> int:
    """Pages that lead to articles and were read."""
    return sum(figures.get(name, 0) for name in ("listing_pages", "feed_pages", "sitemap_pages"))


def links_of(figures: Figures) -> int:
    """Links to articles that listings, feeds and sitemaps gave."""
    links = figures["funnel"]["links"] + figures.get("feed_links", 0)
    return int(links + figures.get("sitemap_links", 0))


def _closed(figures: Figures) -> Finding:
    """Why no start page was read."""
    root = figures.get("root", {})
    words = {
        key.removeprefix("listing/"): number
        for key, number in figures.get("failed", {}).items()
        if key.startswith(("listing/", "feed/", "sitemap/"))
    }
    text = ", ".join(sorted(words)) or "no request was made"
    if root.get("parked"):
        return Finding("parked", "error", root["parked"], 0, text)
    if root.get("wall"):
        return Finding("challenge", "error", root["wall"], 0, text)
    for word, check in REFUSED:
        if word in words:
            return _refused(check, figures, words[word], text)
    return Finding("no_answer", "error", sum(words.values()), 0, text)


def _refused(check: str, figures: Figures, number: int, text: str) -> Finding:
    if check == "robots_forbids" and figures.get("robots_unreachable"):
        # A host that has answered nothing at all is not there; one that has keeps us out.
        check = "robots_unreadable" if figures.get("responses") else "no_answer"
    rests_for = figures.get("backoff") or TOO_MANY
    if check == "rate_limited" and not rests_for.startswith(TOO_MANY):
        check = "no_answer"  # it rests because the server failed
    return Finding(check, "error", number, 0, text)


def _storm(figures: Figures) -> Iterator[Finding]:
    number = figures.get("statuses", {}).get("429", 0)
    answers = max(1, figures.get("responses", 0))
    if number >= STORM_ANSWERS_MIN and number / answers >= STORM_SHARE_MIN:
        yield Finding("rate_limited", "warning", number / answers, f"below {STORM_SHARE_MIN}")


def _listing(figures: Figures, expect: Expectations, *, whole: bool) -> Iterator[Finding]:
    """The start pages were read: are they what they were?"""
    root, links = figures.get("root", {}), links_of(figures)
    is_empty = bool(figures.get("roots_empty")) and not figures.get("feed_links")
    if root.get("parked"):
        yield Finding("parked", "error", root["parked"], 0)
    elif is_empty or (whole and links < expect.listing_links_min):
        yield _gone(figures, links, expect)
    elif root.get("wall"):  # the links came from the feed, or from another start page
        text = "a start page shows us a wall; what we found came another way"
        yield Finding("challenge", "warning", root["wall"], 0, text)
    if root.get("moved"):  # one of several start pages
        yield Finding("new_host", "warning", root["moved"], 0)


def _gone(figures: Figures, links: int, expect: Expectations) -> Finding:
    blocked = figures.get("blocked", {})
    if wall := next((word for word in WALLS if blocked.get(word)), None):
        text = f"the site shows us a wall in place of its listing: {', '.join(sorted(blocked))}"
        return Finding(wall, "error", blocked[wall], 0, text)
    if missing := figures.get("failed", {}).get("listing/no_browser"):
        return Finding("no_browser", "error", missing, 0)
    text = f"the listing is gone: {links} article links on {pages_of(figures)} pages"
    return Finding("listing_gone", "error", links, f"at least {expect.listing_links_min}", text)
