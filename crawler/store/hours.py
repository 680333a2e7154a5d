"""Sums of a site's runs by the hour they began in: what a look back over weeks reads.

Written in the transaction that ends a run, so that they agree with the ledger. A run's figures are
kilobytes of JSON; a week of 20 sites would be 13,000 of them for one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from crawler.store.database import insert_into
from crawler.store.schema import hours, runs

FUNNEL = ("links", "known", "fetched", "extracted", "valid", "new", "published")
TOTALS = ("dropped", "failed", "blocked")  # groups of figures whose sum has a column
REFUSED = ("4", "5")  # first digits of a status
NO_SUMS = frozenset({"funnel", "latency_ms", "freshness"})  # columns of their own; times
NO_SUM = frozenset({"body_chars_p50"})
KEYS = ("site", "hour")
SUMS = ("runs", "good", *FUNNEL, "duplicates", *TOTALS, "requests", "refused", "busy_s")


def hour_of(stamp: Any) -> str:
    """The hour of an aware moment, UTC: "2025-01-31T23"."""
    return f"{stamp:%Y-%m-%dT%H}"


def row_of(run: Mapping[Any, Any]) -> dict[str, Any]:
    """One finished run as a row of its hour; `run` has site, started, ended, exit_code, figures."""
    figures: Mapping[str, Any] = run["figures"] or {}
    funnel = figures.get("funnel", {})
    counts = {name: _whole(group) for name, group in figures.items() if name not in NO_SUMS}
    counts = {name: group for name, group in counts.items() if group}
    statuses = counts.get("statuses", {})
    return {
        "site": run["site"],
        "hour": hour_of(run["started"]),
        "runs": 1,
        "good": int(run["exit_code"] == 0),
        **{name: _number(funnel.get(name)) for name in FUNNEL},
        "duplicates": _number(figures.get("duplicates")),
        **{name: sum(counts.get(name, {}).values()) for name in TOTALS},
        "requests": _number(figures.get("requests")),
        "refused": sum(n for code, n in statuses.items() if code.startswith(REFUSED)),
        "busy_s": (run["ended"] - run["started"]).total_seconds() if run["ended"] else 0.0,
        "counts": counts,
    }


def added(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two rows of an hour as one."""
    sums = {name: one[name] + other[name] for name in SUMS}
    keys = {name: one[name] for name in KEYS}
    return keys | sums | {"counts": merged((one["counts"], other["counts"]))}


def merged(groups: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """Counts by group and word, added up.

    >>> merged([{"failed": {"dns": 1}}, {"failed": {"dns": 2}}])
    {'failed': {'dns': 3}}
    """
    made: dict[str, dict[str, int]] = {}
    for each in groups:
        for name, words in each.items():
            into = made.setdefault(name, {})
            for word, number in words.items():
                into[word] = into.get(word, 0) + number
    return made


def add_run(connection: Connection, run_id: str) -> None:
    """Add a run that has just ended to its hour; a run that never began is nothing."""
    run = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().one_or_none()
    if run is None:
        return
    row = row_of(run)
    where = (hours.c.site == row["site"]) & (hours.c.hour == row["hour"])
    before = connection.execute(select(hours).where(where)).mappings().one_or_none()
    if before is not None:
        row = added({str(name): value for name, value in before.items()}, row)
    insert = insert_into(connection, hours).values(row)
    values = {name: insert.excluded[name] for name in (*SUMS, "counts")}
    connection.execute(insert.on_conflict_do_update(index_elements=KEYS, set_=values))


def _whole(group: Any) -> dict[str, int]:
    """The counts of a group of figures; shares and times cannot be added up."""
    if not isinstance(group, Mapping):
        return {}
    return {word: n for word, n in group.items() if type(n) is int and word not in NO_SUM}


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
