"""What the doubted runs of a scenario held back, and what readers got once it was released."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from crawler.store import feed_of, store_of
from crawler.store.database import reading
from crawler.store.quarantine import Quarantine
from crawler.store.schema import articles
from tests.watch.runs import settings_for


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Counts: runs and articles that were held back, then articles lost, twice, or out too soon."""

    runs: int
    articles: int
    lost: int
    twice: int
    too_soon: int

    @property
    def is_exactly_once(self) -> bool:
        """Every article came once, and none before a person let it."""
        return not (self.lost or self.twice or self.too_soon)


def release_all(folder: Path) -> HeldBack:
    """Release what is held back, publish it, and read the feed as its readers do."""
    settings = settings_for(folder)
    engine = store_of(settings)
    quarantine = Quarantine(engine)
    held = quarantine.runs()
    names = _stored(folder, tuple(each.run for each in held))
    too_soon = len(names & _read(folder).keys())
    for each in held:
        quarantine.release(each.run, datetime.now(UTC))
    feed_of(settings).publish()
    got = _read(folder)
    return HeldBack(
        runs=len(held),
        articles=sum(each.articles for each in held),
        lost=len(_stored(folder) - got.keys()),
        twice=sum(number - 1 for number in got.values()),
        too_soon=too_soon,
    )


def _stored(folder: Path, runs: tuple[str, ...] | None = None) -> set[str]:
    query = select(articles.c.identifier).where(articles.c.duplicate_of.is_(None))
    if runs is not None:
        query = query.where(articles.c.run_id.in_(runs))
    with reading(store_of(settings_for(folder))) as connection:
        return set(connection.scalars(query))


def _read(folder: Path) -> Counter[str]:
    lines = (
        line
        for part in (folder / "feed").glob("part-*.jsonl")
        for line in part.read_text(encoding="utf-8").split("\n")
        if line
    )
    return Counter(json.loads(line)["identifier"] for line in lines)
