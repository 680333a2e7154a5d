"""The letters of the newest articles of each source, and what a day of pages was encoded in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from crawler.dashboard.look import Look
from crawler.dashboard.queries import lines
from crawler.dashboard.queries.lines import Newest
from crawler.dashboard.queries.sources import sites
from crawler.store.hours import hour_of, merged
from crawler.store.schema import hours

DAY = timedelta(days=1)
BODIES = 20  # newest articles of a source whose letters are counted

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Letters:
    """`counts`: source to group to word to number, of the last 24 hours."""

    newest: list[Newest]
    counts: Mapping[str, Counts]


def read(look: Look) -> Letters:
    """Of every source."""
    return Letters(lines.read(look, BODIES), counts_of_a_day(look))


def counts_of_a_day(look: Look) -> dict[str, Counts]:
    """What was counted by reason in the last 24 hours, by source."""
    names = sites(look.connection)
    since = hour_of(look.now - DAY)
    query = select(hours.c.site, hours.c.counts).where(
        hours.c.site.in_(names), hours.c.hour > since
    )
    found: dict[str, list[Counts]] = {}
    for site, counts in look.connection.execute(query):
        found.setdefault(site, []).append(counts)
    return {site: merged(each) for site, each in found.items()}
