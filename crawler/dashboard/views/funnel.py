"""The funnel: the first stage that fell is the culprit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any

from crawler.dashboard.look import Source
from crawler.dashboard.views.board import ROWS_MAX
from crawler.dashboard.views.said import Said, or_all_good
from crawler.dashboard.views.state import state_of
from crawler.dashboard.views.usual import DAY_H, DAYS_MIN, beside, total, windows

STAGES = ("links", "fetched", "extracted", "valid", "new", "published")
COLUMNS = ("known", *STAGES)
FELL = 0.5  # of the usual share that goes on from one stage to the next
LINKS_FELL = 0.3  # of the usual number of links: this one has no stage before it
SPANS_H = (3, DAY_H)  # what has just broken drowns in a day
USUAL_MIN = 5  # a stage that sees fewer on a usual day says nothing

Day = Sequence[Mapping[str, Any]]


def shown(sources: Sequence[Source], now: datetime) -> dict[str, Any]:
    """Every source, those with a culprit first."""
    rows = [_row(source, now) for source in sources if source.last]
    rows.sort(key=lambda row: (row["culprit"] is None, *row["state"].place, row["site"]))
    fallen = [_said(row) for row in rows if row["culprit"]]
    return {
        "lead": or_all_good(fallen, "funnel.good"),
        "rows": rows[:ROWS_MAX],
        "rest": len(rows[ROWS_MAX:]),
        "stages": STAGES,
    }


def _row(source: Source, now: datetime) -> dict[str, Any]:
    spans = {span_h: windows(source.hours, now, span_h) for span_h in SPANS_H}
    found = {span_h: word for span_h, days in spans.items() if (word := culprit(days))}
    span_h = next(iter(found), DAY_H)
    days = spans[span_h]
    return {
        "site": source.site,
        "state": state_of(source, now),
        "culprit": found.get(span_h),
        "span_s": span_h * 3600,
        "known": beside(days, "known"),
        "stages": [{"name": stage, "beside": beside(days, stage)} for stage in STAGES],
    }


def culprit(days: Sequence[Day]) -> str | None:
    """The first stage from which much less goes on than usual; None when all is as ever.

    A stage is judged by its share of the stage before it, so that a quiet night is no fault.
    """
    if not days or not days[0]:
        return None
    links = beside(days, "links")
    if links.usual and links.usual >= USUAL_MIN and links.now < links.usual * LINKS_FELL:
        return "links"
    # From links to fetched nothing is judged: how many links are known already is the site's pace.
    for before, stage in pairwise(STAGES[1:]):
        if _fell(days, before, stage):
            return stage
    return None


def _fell(days: Sequence[Day], before: str, stage: str) -> bool:
    usual = [
        total(day, stage) / through
        for day in days[1:]
        if (through := total(day, before)) >= USUAL_MIN
    ]
    through = total(days[0], before)
    if len(usual) < DAYS_MIN or through < USUAL_MIN:
        return False
    return total(days[0], stage) / through < median(usual) * FELL


def _said(row: Mapping[str, Any]) -> Said:
    stage = next(each["beside"] for each in row["stages"] if each["name"] == row["culprit"])
    return Said(
        level="bad",
        key="funnel.fell",
        site=row["site"],
        values={
            "stage": ("word", f"stage.{row['culprit']}"),
            "now": ("count", stage.now),
            "usual": ("count", stage.usual),
            "span": ("lasting", row["span_s"]),
        },
    )
