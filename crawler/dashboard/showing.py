"""From a store to pages: plans of the profiles, one look, one model in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from crawler.core.schedule import phase_of
from crawler.dashboard.look import Look, Plan, Source
from crawler.dashboard.pages import PAGES, Page
from crawler.dashboard.queries.sources import read as read_sources
from crawler.dashboard.render import Written, page
from crawler.store.arrivals import first_hour_of
from crawler.store.database import epoch, reading


@dataclass(frozen=True, slots=True)
class Showing:
    """Draws pages of one store; `clock` gives the present moment, `served` as in `Written`.

    `sources` as in `Look`.
    """

    engine: Engine
    clock: Callable[[], datetime]
    plans: Mapping[str, Plan] = field(default_factory=dict)
    data_dir: Path | None = None
    served: bool = False
    sources: tuple[Source, ...] | None = None

    def at_once(self) -> Showing:
        """The same for many pages in one go: where the sources stand is asked once for all."""
        with reading(self.engine) as connection:
            found = read_sources(Look(connection, self.clock(), self.plans))
        return replace(self, sources=tuple(found))

    def model(self, shown: Page, about: str = "") -> tuple[Mapping[str, Any] | None, datetime]:
        """What a page says, and as of when; None when there is nothing of that name."""
        now = self.clock()
        with reading(self.engine) as connection:
            look = Look(connection, now, self.plans, self.data_dir, about, self.sources)
            return shown.model(look), now

    def page(self, name: str, language: str, about: str = "") -> str | None:
        """A page as HTML, None when there is nothing of that name."""
        shown = PAGES[name]
        model, now = self.model(shown, about)
        if model is None:
            return None
        named = about if shown.about else ""
        return page(shown, model, Written(language, now, self.served, named))

    def missing(self, language: str) -> str:
        """The page that says that there is none."""
        return page(MISSING, {}, Written(language, self.clock(), self.served))


MISSING = Page("missing", lambda _look: {}, lambda rows, _now: rows)


def plans_of(
    profiles: Mapping[str, Any], engine: Engine, *, is_adaptive: bool = False
) -> dict[str, Plan]:
    """What the profiles with an address say of their runs, by site."""
    place = epoch(engine)
    return {
        name: Plan(
            profile.every,
            profile.period,
            phase_of(place, name, profile.period),
            first_hour_of(engine, name) if is_adaptive else None,
        )
        for name, profile in profiles.items()
        if profile.start_urls
    }
