"""A source over ninety days: what it gave, what it lost, what changed and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from crawler.dashboard.queries.source import DAYS, OneSource
from crawler.dashboard.views.alerts import incident
from crawler.dashboard.views.board import row
from crawler.dashboard.views.figures import FIELDS, figure, group, prints, took_s
from crawler.dashboard.views.state import STATES, word_of
from crawler.store.hours import merged
from crawler.store.runs import Run

REASONS = ("dropped", "failed", "blocked", "statuses")
SPANS = {"d2": 2, "d7": 7, "d90": DAYS}
WORDS_MAX = 10
DAYS_MIN = 14  # of a plot


def shown(one: OneSource, now: datetime) -> dict[str, Any]:
    """Everything about one source."""
    return {
        "row": row(one.source, now),
        "source": one.source,
        "plots": _plots(one.days, now),
        "reasons": _reasons(one.days, now),
        "runs": [_run(each, now) for each in one.runs],
        "changes": changes(one.runs),
        "incidents": [incident(each, now) for each in one.incidents],
        "headlines": one.headlines,
    }


def _run(run: Run, now: datetime) -> dict[str, Any]:
    word = word_of(run, now)
    names = ("links", "fetched", "new", "published")
    return {
        "run": run,
        "word": word,
        "level": STATES[word],
        "took_s": took_s(run),
        "empty": figure(run, "listings_empty"),
        "refused": sum(n for code, n in group(run, "statuses").items() if code[:1] in "45"),
        **{name: figure(run, "funnel", name) for name in names},
    }


def _plots(days: Sequence[Mapping[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """Three plots over the same ninety days; None where nothing ran."""
    known = {day["day"]: day for day in days}
    first = min((day["day"] for day in days), default=now.date().isoformat())
    known_days = (now.date() - date.fromisoformat(first)).days
    shown_days = min(max(known_days + 1, DAYS_MIN), DAYS)
    dates = [now.date() - timedelta(days=back) for back in range(shown_days - 1, -1, -1)]
    rows = [known.get(date.isoformat()) for date in dates]
    stamps = [date.isoformat() for date in dates]

    def column(name: str) -> list[float | None]:
        return [float(day[name]) if day else None for day in rows]

    shares = {field: [_covered(day, field) for day in rows] for field in FIELDS}
    plots = [
        {"name": "articles", "unit": "count", "days": stamps,
         "lines": {"new": column("new"), "duplicates": column("duplicates")}},
        {"name": "trouble", "unit": "count", "days": stamps,
         "lines": {"failed": column("failed"), "dropped": column("dropped"),
                   "refused": column("refused")}},
    ]  # fmt: skip
    if any(part is not None for line in shares.values() for part in line):
        plots.append({"name": "coverage", "unit": "share", "days": stamps, "lines": shares})
    return plots


def _covered(day: Mapping[str, Any] | None, field: str) -> float | None:
    seen: Mapping[str, int] = day["counts"].get("seen", {}) if day else {}
    whole = seen.get("articles", 0)
    return round(seen.get(field, 0) / whole, 3) if whole else None


def _reasons(days: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, list[dict[str, Any]]]:
    """Why articles were lost: of the last two days, of seven, of ninety."""
    spans = {name: _since(days, now, number) for name, number in SPANS.items()}
    sums = {name: merged(day["counts"] for day in span) for name, span in spans.items()}
    made = {}
    for reason in REASONS:
        words = sums["d90"].get(reason, {})
        rows: list[dict[str, Any]] = [
            {"word": word, **{span: sums[span].get(reason, {}).get(word, 0) for span in spans}}
            for word in words
        ]
        rows.sort(key=lambda row: (-row["d2"], -row["d7"], -row["d90"], row["word"]))
        if rows:
            made[reason] = rows[:WORDS_MAX]
    return made


def _since(
    days: Sequence[Mapping[str, Any]], now: datetime, number: int
) -> list[Mapping[str, Any]]:
    """Of the last so many days of the calendar those that ran, today among them."""
    first = (now.date() - timedelta(days=number - 1)).isoformat()
    return [day for day in days if day["day"] >= first]


def changes(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """What was different from one run to the next, newest first: versions, settings, prints."""
    found = []
    for run, before in pairwise(runs):
        now, then = prints(run), prints(before)
        found += [
            {"run": run, "name": name, "now": now[name], "then": then[name]}
            for name in now
            if name in then and now[name] != then[name]
        ]
    return found[:WORDS_MAX]
