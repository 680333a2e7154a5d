"""Duplicates: a jump is a bug of the normaliser, or a site that re-issues its addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crawler.core.dedup.match import DUPLICATES
from crawler.dashboard.look import Source
from crawler.dashboard.queries.copies import Copies, Pairs
from crawler.dashboard.views.said import Said, or_all_good
from crawler.dashboard.views.usual import share_beside, windows

JUMP = 0.25  # more than the usual share by this is a jump
ACROSS = 12


def shown(copies: Copies, now: datetime) -> dict[str, Any]:
    """Every source, the greatest jump first."""
    rows = [_row(source, copies.pairs, now) for source in copies.sources if source.last]
    rows.sort(key=lambda row: (-row["jump"], -(row["share"] or 0), row["site"]))
    across = [pair for pair in copies.pairs if pair.site != pair.other and _is_copy(pair)]
    across.sort(key=lambda pair: (-pair.number, pair.site, pair.other))
    jumped = [row for row in rows if row["jump"] > JUMP]
    return {
        "lead": or_all_good(map(_said, jumped), "copies.good"),
        "looked_at": copies.looked_at,
        "rows": rows,
        "across": across[:ACROSS],
        "groups": copies.groups,
    }


def _row(source: Source, pairs: Sequence[Pairs], now: datetime) -> dict[str, Any]:
    share, usual = share_beside(windows(source.hours, now), "duplicates", ("new", "duplicates"))
    counts: Counter[str] = Counter()
    for pair in pairs:
        if pair.site == source.site:
            where = "within" if pair.other == source.site else "across"
            how = "exact" if pair.exact else "near"
            counts[f"{where}_{how}" if _is_copy(pair) else "siblings"] += pair.number
    return {
        "site": source.site,
        "share": share,
        "usual": usual,
        "jump": share - usual if share is not None and usual is not None else 0.0,
        "counts": counts,
    }


def _is_copy(pair: Pairs) -> bool:
    return pair.relation in DUPLICATES


def _said(row: dict[str, Any]) -> Said:
    return Said(
        level="warn",
        key="copies.jump",
        site=row["site"],
        values={"now": ("share", row["share"]), "usual": ("share", row["usual"])},
    )
