"""The articles that a search has found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crawler.dashboard.queries.found import Found


def shown(found: Found, now: datetime) -> dict[str, Any]:
    """As they were found: newest first."""
    del now
    return {"query": found.query, "hits": found.hits, "more": found.more}
