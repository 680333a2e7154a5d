"""The date strings of `tests/quality/dates.jsonl`, and what an answer to one is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

STRINGS = Path(__file__).resolve().parents[1] / "quality" / "dates.jsonl"
TIMEZONE = "Asia/Aden"
OBSERVED_AT = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)  # when all of them are read


@dataclass(frozen=True, slots=True)
class DateCase:
    """A string, when and where it was read, and the span it means (None: it is no date)."""

    string: str
    observed_at: datetime
    timezone: str
    span: tuple[datetime, datetime] | None


def date_cases() -> list[DateCase]:
    """All strings of the file."""
    lines = STRINGS.read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines]


def _case(row: dict[str, str | None]) -> DateCase:
    text, ends = str(row["text"]), (row["earliest"], row.get("latest"))
    earliest, latest = (datetime.fromisoformat(end) if end else None for end in ends)
    span = (earliest, latest) if earliest and latest else None
    return DateCase(text, OBSERVED_AT, TIMEZONE, span)


def verdicts(cases: list[DateCase], answers: list[list[str] | None]) -> Iterator[str]:
    """For each string: right, wrong (a false date), missed (none), or kept (rightly none)."""
    for case, answer in zip(cases, answers, strict=True):
        if answer is None:
            yield "missed" if case.span else "kept"
        else:
            start, end = map(datetime.fromisoformat, answer)
            yield "right" if case.span and _fits(start, end, *case.span) else "wrong"


def _fits(start: datetime, end: datetime, earliest: datetime, latest: datetime) -> bool:
    """A span must hold the middle of the meant one and be little wider; a point must lie in it."""
    if start == end:
        return earliest <= start <= latest
    middle = earliest + (latest - earliest) / 2
    return start <= middle < end and end - start <= 1.5 * (latest - earliest)
