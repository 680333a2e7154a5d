"""An incident that a run has left in the store: a message that waits."""

from __future__ import annotations

from datetime import datetime

from scrapy.settings import Settings

from crawler.store import store_of
from crawler.store.database import writing
from crawler.store.incidents import Seen, open_incident


def leave_incident(settings: Settings, at: datetime) -> None:
    """Open one on the site "windows", found at that moment."""
    seen = Seen(
        site="windows", cause="bug", verdict="broken", level="error", run="r1", at=at,
        first_run="r1", first_at=at,
    )  # fmt: skip
    with writing(store_of(settings)) as connection:
        open_incident(connection, seen)
