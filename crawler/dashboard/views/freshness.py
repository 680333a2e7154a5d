"""Freshness: published, first seen, in the feed; how long each step takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from crawler.core.watch import freshness
from crawler.core.watch.freshness import FINE
from crawler.dashboard.queries.lines import Line, Newest
from crawler.dashboard.views.said import Said, or_all_good

FINE_MIN = 5  # fewer dated articles give no percentile
STALE_S = 12 * 3600  # as the alert CrawlStale


def shown(newest: Sequence[Newest], now: datetime) -> dict[str, Any]:
    """Every source, the slowest first."""
    rows = [_row(each, now) for each in newest]
    rows.sort(key=lambda row: (-(row["seen"] or (0, 0))[0], -(row["newest_s"] or 0), row["site"]))
    return {"lead": or_all_good(map(_said, filter(_is_stale, rows)), "fresh.good"), "rows": rows}


def _row(newest: Newest, now: datetime) -> dict[str, Any]:
    lines = newest.lines
    seen = [lag for line in lines if (lag := lag_s(line)) is not None]
    told = [
        max((line.told - line.first_seen).total_seconds(), 0)
        for line in lines
        if line.told and line.copy_of is None
    ]
    stamps = sorted(line.first_seen for line in lines)
    gaps = [(b - a).total_seconds() for a, b in pairwise(stamps)]
    return {
        "site": newest.site,
        "articles": len(lines),
        "dated": len(seen) / len(lines) if lines else None,
        "newest": stamps[-1] if stamps else None,
        "newest_s": (now - stamps[-1]).total_seconds() if stamps else None,
        "gap_s": percentiles(gaps)[0] if gaps else None,
        "seen": percentiles(seen) if len(seen) >= FINE_MIN else None,
        "told": percentiles(told) if told else None,
    }


def lag_s(line: Line) -> float | None:
    """Seconds from the earliest moment of publication to the first look at it."""
    if line.precision not in FINE:  # a day is too coarse to tell a lag from
        return None
    return freshness.lag_s(line.published, line.first_seen)


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """p50 and p95 by nearest rank; raises IndexError without a value."""
    ordered = sorted(values)
    return tuple(ordered[round((len(ordered) - 1) * part)] for part in (0.5, 0.95))  # type: ignore[return-value] # two


def _is_stale(row: dict[str, Any]) -> bool:
    return row["newest_s"] is not None and row["newest_s"] > STALE_S


def _said(row: dict[str, Any]) -> Said:
    return Said(
        level="warn",
        key="fresh.stale",
        site=row["site"],
        values={"age": ("lasting", row["newest_s"]), "gap": ("lasting", row["gap_s"])},
    )
