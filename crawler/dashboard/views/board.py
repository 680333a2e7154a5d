"""The board: a row for each source, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crawler.dashboard.look import Source
from crawler.dashboard.views.figures import coverage, group, latency_s, prints, took_s
from crawler.dashboard.views.state import State, state_of
from crawler.dashboard.views.usual import Beside, beside, line, share_beside, windows

COLUMNS = ("new", "duplicates", "dropped", "fetched", "refused", "failed")
SPAN_H, POINTS = 4, 42  # a week
FINDINGS = 2
ROWS_MAX = 50  # 2 kB each: a page weighs 150 kB at most
FIELDS = ("date", "section", "publisher")  # headline and body: without them it is no article
FEW_SHARE = 0.5  # of the usual: fewer new articles are marked
FEW_MIN = 4  # a usual day below that says nothing


def shown(sources: Sequence[Source], now: datetime) -> dict[str, Any]:
    """All rows, and the sums above them."""
    rows = sorted((row(source, now) for source in sources), key=_place)
    return {"rows": rows[:ROWS_MAX], "rest": len(rows[ROWS_MAX:]), "tiles": _tiles(rows)}


def row(source: Source, now: datetime) -> dict[str, Any]:
    """A source on one line."""
    days = windows(source.hours, now)
    state = state_of(source, now)
    last = source.last
    return {
        "site": source.site,
        "state": state,
        "findings": (last.findings[:FINDINGS] if last else ()) if state.level != "ok" else (),
        "reason": last.reason if last and _is_said_by_run(state) else None,
        "run": last,
        "took_s": took_s(last),
        "good": source.last_good,
        "changed": _changed(source) if state.level != "ok" else [],
        "incidents": len(source.incidents),
        "new": beside(days, "new"),
        "is_low": is_low(beside(days, "new")),
        "line": line(source.hours, now, "new", points=POINTS, each_h=SPAN_H),
        "newest_s": (now - source.newest).total_seconds() if source.newest else None,
        "duplicates": share_beside(days, "duplicates", ("new", "duplicates")),
        "dropped": share_beside(days, "dropped", ("fetched",)),
        "refused": beside(days, "refused"),
        "failed": beside(days, "failed"),
        "fields": _fields(source),
        "too_many": group(last, "statuses").get("429", 0),
        "timeouts": sum(n for word, n in group(last, "failed").items() if "timeout" in word),
        "p50_s": latency_s(last, "p50"),
        "p95_s": latency_s(last, "p95"),
    }


def _is_said_by_run(state: State) -> bool:
    """True where the last run has said what is wrong; that the next one is late it cannot know."""
    return state.level in {"bad", "warn"} and state.word != "late"


def is_low(new: Beside) -> bool:
    """True for far fewer new articles than on the days before."""
    return new.usual is not None and new.usual >= FEW_MIN and new.now < new.usual * FEW_SHARE


def _changed(source: Source) -> list[str]:
    """What the last run had otherwise than the last good one, by name."""
    last, good = source.last, source.last_good
    if last is None or good is None:
        return []
    now, then = prints(last), prints(good)
    return [name for name in now if name in then and now[name] != then[name]]


def _fields(source: Source) -> list[dict[str, Any]]:
    last, good = coverage(source.last), coverage(source.last_good)
    return [
        {"name": name, "share": last[name], "good": good.get(name)}
        for name in FIELDS
        if name in last
    ]


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    state: State = row["state"]
    return (*state.place, not row["is_low"], row["site"])


def _tiles(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    asked = [row for row in rows if row["state"].level != "idle"]
    usual = [row["new"].usual for row in asked if row["new"].usual is not None]
    ages = [row["newest_s"] for row in asked if row["newest_s"] is not None]
    return {
        "sources": len(asked),
        "bad": sum(row["state"].level == "bad" and not row["state"].muted_until for row in asked),
        "warn": sum(row["state"].level == "warn" and not row["state"].muted_until for row in asked),
        "muted": sum(row["state"].muted_until is not None for row in asked),
        "incidents": sum(row["incidents"] for row in asked),
        "new": Beside(sum(row["new"].now for row in asked), sum(usual) if usual else None),
        "newest_s": min(ages, default=None),
    }
