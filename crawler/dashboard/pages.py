"""The pages: which view is read how, and shown by which template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from crawler.dashboard.look import Look
from crawler.dashboard.queries import (
    alerts,
    copies,
    found,
    letters,
    lines,
    run,
    source,
    sources,
    storage,
    turns,
)
from crawler.dashboard.views import alerts as alerts_view
from crawler.dashboard.views import (
    arabic,
    board,
    duplicates,
    freshness,
    funnel,
    schedule,
)
from crawler.dashboard.views import found as found_view
from crawler.dashboard.views import run as run_view
from crawler.dashboard.views import source as source_view
from crawler.dashboard.views import storage as storage_view


@dataclass(frozen=True, slots=True)
class Page:
    """A view: `read` takes a look at the store, `shown` makes a model of the rows.

    `about`: the page is of one source or run. `plots`: it needs the script that draws them.
    """

    name: str
    read: Callable[[Look], Any]
    shown: Callable[..., Mapping[str, Any]]
    about: bool = False
    plots: bool = False

    def model(self, look: Look) -> Mapping[str, Any] | None:
        """What its template shows; None when there is nothing of that name."""
        rows = self.read(look)
        return None if rows is None else self.shown(rows, look.now)


PAGES = {
    page.name: page
    for page in (
        Page("board", partial(sources.read, columns=board.COLUMNS), board.shown),
        Page("alerts", alerts.read, alerts_view.shown),
        Page("funnel", partial(sources.read, columns=funnel.COLUMNS), funnel.shown),
        Page("freshness", lines.read, freshness.shown),
        Page("duplicates", copies.read, duplicates.shown),
        Page("arabic", letters.read, arabic.shown),
        Page("schedule", turns.read, schedule.shown),
        Page("storage", storage.read, storage_view.shown),
        Page("source", source.read, source_view.shown, about=True, plots=True),
        Page("run", run.read, run_view.shown, about=True),
        Page("search", found.read, found_view.shown),
    )
}
# Those that stand in the menu, in its order; a run without a name is the newest.
MENU = (
    "board",
    "alerts",
    "funnel",
    "freshness",
    "duplicates",
    "arabic",
    "schedule",
    "storage",
    "run",
)
