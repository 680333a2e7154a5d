"""Alerts: what is wrong since when, with the failing page beside the last good one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crawler.dashboard.queries.alerts import Alerts
from crawler.store.incidents import Incident


def shown(alerts: Alerts, now: datetime) -> dict[str, Any]:
    """Open incidents, errors first and then the longest; the rest as read."""
    rows = [incident(each, now) for each in alerts.open]
    for row, each in zip(rows, alerts.open, strict=True):
        row["muted_until"] = max(
            (mute.until for mute in alerts.mutes if mute.covers(each.site, each.cause)),
            default=None,
        )
    rows.sort(key=lambda row: (row["muted_until"] is not None, row["level"] != "bad"))
    return {
        "open": rows,
        "closed": [incident(each, now) for each in alerts.closed],
        "mutes": alerts.mutes,
        "held": alerts.held,
        "unsent": alerts.unsent,
        "unsent_why": alerts.unsent_why,
    }


def incident(found: Incident, now: datetime) -> dict[str, Any]:
    """An incident as it is shown."""
    end = found.closed or now
    return {
        "level": "bad" if found.level == "error" else "warn",
        "incident": found,
        "lasted_s": (end - found.opened).total_seconds(),
        "value": found.facts.get("value"),
        "expected": found.facts.get("expected"),
        "text": found.facts.get("text"),
        "muted_until": None,
    }
