"""How long an article was out before it was first seen: bounds, for a date says an interval."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import Any

from crawler.core.stamps import moment_of

FINE = frozenset({"second", "minute", "hour"})  # of a day only a bound can be told
PARTS = (("p50", 0.50), ("p95", 0.95))


def lag_s(earliest: str | None, first_seen: datetime) -> float | None:
    """Seconds from the earliest moment of publication to the first look: the most that it can be.

    Never negative: what bears a later date than the look was seen at once. None without a date, or
    with one that names no zone, for then its earliest moment is not known.

    >>> lag_s("2025-03-01T09:00:00Z", datetime.fromisoformat("2025-03-01T09:07:30Z"))
    450.0
    """
    try:
        published = moment_of(earliest)
    except ValueError:
        return None
    if published is None or published.tzinfo is None:
        return None
    return max((first_seen - published).total_seconds(), 0.0)


def figures_of_lags(lags: Iterable[tuple[float | None, str | None]]) -> dict[str, Any]:
    """The lags of a run, each with the precision of its date, as figures; times in seconds.

    `dated` were counted, `unknown` were not; `fine` have an hour at least, and only they are in
    `p50_s` and `p95_s`. `most_p50_s` and `most_p95_s` are upper bounds over all that are dated.
    """
    given = list(lags)
    dated = sorted(lag for lag, _ in given if lag is not None)
    fine = sorted(lag for lag, precision in given if lag is not None and precision in FINE)
    return {
        "dated": len(dated),
        "fine": len(fine),
        "unknown": len(given) - len(dated),
        **{f"{name}_s": _rank(fine, part) for name, part in PARTS},
        **{f"most_{name}_s": _rank(dated, part) for name, part in PARTS},
    }


def _rank(ordered: list[float], part: float) -> float | None:
    """A percentile by nearest rank; None without values."""
    return ordered[max(ceil(len(ordered) * part), 1) - 1] if ordered else None
