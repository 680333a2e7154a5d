"""Storage: is anything lost, does anything wait, how long will the disk last."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from crawler.dashboard.queries.storage import Storage
from crawler.dashboard.views.said import Said, or_all_good

FREE_SHARE_MIN = 0.1
WAITING_MAX_S = 1800  # two turns of the usual quarter of an hour


def shown(storage: Storage, now: datetime) -> dict[str, Any]:
    """Sizes, what waits, the newest parts of the feed."""
    since = storage.waiting_since
    waited_s = (now - since).total_seconds() if since else None
    free = storage.free_bytes / storage.disk_bytes if storage.disk_bytes else None  # type: ignore[operator] # both or none
    return {
        "lead": or_all_good(_said(storage, waited_s, free), "storage.good"),
        "storage": storage,
        "waited_s": waited_s,
        "free_share": free,
        "hosts": [asdict(host) for host in storage.backed_off],
    }


def _said(storage: Storage, waited_s: float | None, free: float | None) -> list[Said]:
    said = []
    values: dict[str, tuple[str, Any]]
    if waited_s is not None and waited_s > WAITING_MAX_S:
        values = {"number": ("count", storage.waiting), "age": ("lasting", waited_s)}
        said.append(Said(level="bad", key="storage.waiting", values=values))
    if storage.unpublished_parts:
        values = {"number": ("count", storage.unpublished_parts)}
        said.append(Said(level="warn", key="storage.unpublished", values=values))
    if free is not None and free < FREE_SHARE_MIN:
        values = {"free": ("size", storage.free_bytes), "share": ("share", free)}
        said.append(Said(level="bad", key="storage.full", values=values))
    return said
