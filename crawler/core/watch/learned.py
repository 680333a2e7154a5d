"""The measures of a run beside the source's own past, where a run is far from what was usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from crawler.core.site import Expectations
from crawler.core.watch.baseline import pooled, usual
from crawler.core.watch.expectations import CEILINGS, FLOORS, Share
from crawler.core.watch.finding import Finding, Level
from crawler.core.watch.site_signs import Figures

DEVIATIONS = 4.0
# A share may double without harm: what has risen by less than this is no news.
RISE_MIN = 0.25
FALL = 0.7  # below so much of what is usual: a warning
FALL_FAR = 0.3  # below so much: an error, and what was read is doubted
PAST_RUNS_MIN = 3
PAST_ENOUGH = 3  # times what one judgement takes
SINGLE_MIN = 3  # articles of one run whose share has a say in how much shares stray
SLOWER = 3.0
SLOWER_MIN_MS = 1_000.0


def learned_findings(
    latest: Sequence[Figures], past: Sequence[Figures], expect: Expectations
) -> Iterator[Finding]:
    """What is far from usual in the newest runs.

    Args:
        latest: The run and those before it, newest first: small runs are taken together.
        past: Earlier runs that were good.
        expect: What the profile says: what it allows by a ceiling is not too much.
    """
    for share in CEILINGS:
        if not is_allowed(share, expect) and (finding := risen(share, latest, past)):
            yield finding
    for share in FLOORS:
        if finding := fallen(share, latest, past):
            yield finding
    if expect.latency_p95_max_s is None:
        yield from _slower(latest[0], past)
    yield from _shorter(latest[0], past)


def is_allowed(share: Share, expect: Expectations) -> bool:
    """True where the profile says how much there may be."""
    return bool(share.ceiling) and getattr(expect, share.ceiling) is not None


def can_judge(share: Share, latest: Sequence[Figures]) -> bool:
    """True when the newest run has enough of what the share is taken of, or some beside others."""
    rows = [share.parts(each) for each in latest]
    _, whole = pooled(rows, share.enough)
    own = rows[0][1]
    return own >= share.enough_alone or (own > 0 and whole >= share.enough)


def risen(share: Share, latest: Sequence[Figures], past: Sequence[Figures]) -> Finding | None:
    """A warning when a share is far above what was usual."""
    found = _beside(share, latest, past, share.enough)
    if found is None:
        return None
    value, before, strays = found
    most = before + max(RISE_MIN, DEVIATIONS * strays)
    own = _own(share, latest)
    if value <= most or (own is not None and own <= before + RISE_MIN):
        return None
    return Finding(share.check, "warning", value, f"at most {most:.3g}", f"usual {before:.3g}")


def fallen(share: Share, latest: Sequence[Figures], past: Sequence[Figures]) -> Finding | None:
    """A warning when a share is far below what was usual, an error when little of it is left.

    The second is judged by the newest run alone: what earlier runs read is published already.
    """
    alone = _beside(share, latest[:1], past, share.enough_alone)
    if finding := _below(share, alone, FALL_FAR, "error"):
        return finding
    found = _beside(share, latest, past, share.enough)
    own = _own(share, latest)
    if found and own is not None and own >= FALL * found[1]:
        return None
    return _below(share, found, FALL, "warning")


def _own(share: Share, latest: Sequence[Figures]) -> float | None:
    """The share in the newest run alone, which may be over what ailed those before."""
    part, whole = share.parts(latest[0])
    return part / whole if whole >= share.enough_alone else None


def _below(
    share: Share, found: tuple[float, float, float] | None, fall: float, level: Level
) -> Finding | None:
    if found is None:
        return None
    value, before, strays = found
    least = min(fall * before, before - DEVIATIONS * strays)
    if value >= least:
        return None
    return Finding(share.check, level, value, f"at least {least:.3g}", f"usual {before:.3g}")


def _beside(
    share: Share, latest: Sequence[Figures], past: Sequence[Figures], enough: int
) -> tuple[float, float, float] | None:
    """The share now, the usual share, and how far it strays; None where too little is known."""
    part, whole = pooled([share.parts(each) for each in latest], enough)
    if whole < enough or not share.parts(latest[0])[1]:
        return None
    rows = [row for row in map(share.parts, past) if row[1]]
    total = sum(row[1] for row in rows)
    if len(rows) < PAST_RUNS_MIN or total < PAST_ENOUGH * share.enough:
        return None
    before = sum(row[0] for row in rows) / total
    by_chance = sqrt(before * (1 - before) * (1 / whole + 1 / total))
    between = usual(row[0] / row[1] for row in rows if row[1] >= SINGLE_MIN).deviation
    return part / whole, before, max(by_chance, between)


def _slower(figures: Figures, past: Sequence[Figures]) -> Iterator[Finding]:
    p95 = _p95(figures)
    before = usual(value for value in map(_p95, past) if value is not None)
    if p95 is None or before.number < PAST_RUNS_MIN:
        return
    most = max(SLOWER * before.median, before.median + DEVIATIONS * before.deviation)
    most = max(most, before.median + SLOWER_MIN_MS)
    if p95 > most:
        text = f"usual {before.median:.0f} ms"
        yield Finding("latency", "warning", p95 / 1000, f"at most {most / 1000:.3g} s", text)


def _p95(figures: Figures) -> float | None:
    value = (figures.get("latency_ms") or {}).get("p95")
    return None if value is None else float(value)


def _shorter(figures: Figures, past: Sequence[Figures]) -> Iterator[Finding]:
    """The body of the middle article is a small part of what it was: an extract, not the text."""
    chars = _body_chars(figures)
    before = usual(value for value in map(_body_chars, past) if value is not None)
    if chars is None or before.number < PAST_RUNS_MIN:
        return
    least = min(FALL_FAR * before.median, before.median - DEVIATIONS * before.deviation)
    if chars < least:
        text = f"usual {before.median:.0f} characters"
        yield Finding("short_bodies", "warning", chars, f"at least {least:.0f}", text)


def _body_chars(figures: Figures) -> float | None:
    seen = figures.get("seen", {})
    if seen.get("articles", 0) < SINGLE_MIN + 2:
        return None
    value = figures.get("body_chars_p50")
    return None if value is None else float(value)
