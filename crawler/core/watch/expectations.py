"""The measures of a run beside what its profile expects: floors are errors, ceilings warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from crawler.core.site import COVERED_FIELDS, Expectations
from crawler.core.watch.article_signs import tried_and_failed
from crawler.core.watch.finding import Finding, Level
from crawler.core.watch.site_signs import Figures

Parts = tuple[int, int]  # so many, of so many
ALONE = 0.4  # of what tells a small change is enough to tell a great one, in one run


@dataclass(frozen=True, slots=True)
class Share:
    """A share that is measured: `parts` of a run, and how many it takes to tell a small change."""

    check: str
    parts: Callable[[Figures], Parts]
    enough: int
    ceiling: str = ""  # the field of Expectations
    far: float = inf  # beyond that a ceiling is an error too: hardly any of it can be true

    @property
    def enough_alone(self) -> int:
        """How many a single run needs to be judged by itself."""
        return int(self.enough * ALONE)


def _seen(part: str, whole: str = "articles") -> Callable[[Figures], Parts]:
    def parts(figures: Figures) -> Parts:
        seen = figures.get("seen", {})
        return seen.get(part, 0), seen.get(whole, 0)

    return parts


def _duplicates(figures: Figures) -> Parts:
    return figures.get("duplicates", 0), figures.get("seen", {}).get("articles", 0)


def _dropped(figures: Figures) -> Parts:
    left_out = sum(figures.get("dropped", {}).values())
    return left_out, left_out + figures["funnel"]["valid"]


def _failed(figures: Figures) -> Parts:
    tried, failed = tried_and_failed(figures)
    return failed, tried


def _listings_empty(figures: Figures) -> Parts:
    return figures.get("listings_empty", 0), figures.get("listing_pages", 0)


def _repaired(figures: Figures) -> Parts:
    pages = figures["funnel"]["fetched"] + figures.get("listing_pages", 0)
    return min(sum(figures.get("encoding", {}).values()), pages), pages


ARTICLES = 20  # a share of fewer is chance; small runs are taken together
LETTERS = 4_000  # of about five articles
# More of these is worse.
CEILINGS = (
    Share("garbled", _seen("replacement", "letters"), LETTERS, "replacement_share_max", 0.02),
    Share("future_dates", _seen("future"), ARTICLES, "future_share_max", 0.8),
    Share("duplicates", _duplicates, ARTICLES, "duplicate_share_max"),
    Share("dropped", _dropped, ARTICLES, "dropped_share_max"),
    Share("failed", _failed, ARTICLES),
    Share("listings_empty", _listings_empty, 10, "listings_empty_share_max"),
    Share("encoding_repaired", _repaired, 8),
)
# Fewer of these is worse.
FLOORS = (
    *(Share(f"coverage_{name}", _seen(name), ARTICLES) for name in COVERED_FIELDS),
    Share("arabic_share", _seen("arabic", "letters"), LETTERS),
)


def floor_of(check: str, expect: Expectations) -> float | None:
    """The floor of a share in the profile, None where its own past decides."""
    if check == "arabic_share":
        return expect.arabic_share_min
    return expect.coverage_min.get(check.removeprefix("coverage_"))


def profile_findings(
    figures: Figures, expect: Expectations, *, whole: bool, now: datetime, newest: str | None
) -> Iterator[Finding]:
    """What a run shows that its profile does not allow.

    Args:
        figures: Of the run.
        expect: What the profile says.
        whole: The run came to its end: only then its numbers say how much there is.
        now: When the run is judged, aware.
        newest: The latest date of an article of this run or of those before, ISO 8601.
    """
    new = figures["funnel"]["new"]
    if whole and new < expect.articles_min:
        text = f"{new} new articles, the profile expects {expect.articles_min}"
        yield Finding("too_few", "error", new, f"at least {expect.articles_min}", text)
    for share in CEILINGS:
        yield from _over(share, figures, expect)
    for share in FLOORS:
        yield from _under(share, figures, expect)
    yield from _slow(figures, expect)
    yield from _old(expect, now, newest)


def _over(share: Share, figures: Figures, expect: Expectations) -> Iterator[Finding]:
    most = getattr(expect, share.ceiling) if share.ceiling else None
    part, whole = share.parts(figures)
    if most is not None and whole >= share.enough_alone and part / whole > most:
        level: Level = "error" if part / whole > share.far else "warning"
        yield Finding(share.check, level, part / whole, f"at most {most:.3g}")


def _under(share: Share, figures: Figures, expect: Expectations) -> Iterator[Finding]:
    least = floor_of(share.check, expect)
    part, whole = share.parts(figures)
    if least is not None and whole >= share.enough_alone and part / whole < least:
        yield Finding(share.check, "error", part / whole, f"at least {least:.3g}")


def _slow(figures: Figures, expect: Expectations) -> Iterator[Finding]:
    p95_ms, most_s = (figures.get("latency_ms") or {}).get("p95"), expect.latency_p95_max_s
    if p95_ms is not None and most_s is not None and p95_ms > most_s * 1000:
        yield Finding("latency", "warning", p95_ms / 1000, f"at most {most_s:.3g} s")


def _old(expect: Expectations, now: datetime, newest: str | None) -> Iterator[Finding]:
    most_h = expect.newest_age_max_h
    if most_h is None or newest is None:
        return
    age_h = (now - datetime.fromisoformat(newest)) / timedelta(hours=1)
    if age_h > most_h:
        yield Finding("stale", "warning", age_h, f"at most {most_h:.3g} h")
