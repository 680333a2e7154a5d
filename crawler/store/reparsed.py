"""What the store knows of kept pages, and the versions that come of reading them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from crawler.core.article import Article
from crawler.core.reparse import REEXTRACTED, differences, reextracted
from crawler.core.stamps import utc
from crawler.store.database import chunks, reading, writing
from crawler.store.schema import articles, versions, visits
from crawler.store.search import index_headlines
from crawler.store.versions import NewVersion

CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Held:
    """The newest version of an article; `is_sealed`: its first one is in a part of the feed."""

    article: Article
    site: str
    is_sealed: bool


class Reparsed:
    """Looks up, and writes; every method may raise MachineError."""

    def __init__(self, engine: Engine, *, run_id: str) -> None:
        self._engine = engine
        self._run_id = run_id

    def held(self, identifiers: Iterable[str]) -> dict[str, Held]:
        """What the store holds of these articles, in one question for each five hundred."""
        found: dict[str, Held] = {}
        with reading(self._engine) as connection:
            for names in chunks(identifiers):
                found |= _held(connection, names)
        return found

    def outcomes(self, identifiers: Iterable[str]) -> dict[str, str]:
        """The word for why a visit gave no article, where one is known."""
        found: dict[str, str] = {}
        query = select(visits.c.identifier, visits.c.outcome)
        with reading(self._engine) as connection:
            for names in chunks(identifiers):
                rows = connection.execute(query.where(visits.c.identifier.in_(names)))
                found.update((row.identifier, row.outcome) for row in rows)
        return found

    def write(self, readings: Iterable[tuple[Article, Article]], now: datetime) -> int:
        """Store today's readings as next versions; how many were news, in one transaction.

        Each pair is a published article and its new reading. One whose newest version is another
        by now, or already says the same, is left alone: killed and run again, it comes once.
        """
        pairs = {old.identifier: (old, new) for old, new in readings}
        with writing(self._engine) as connection:
            newest: dict[str, Held] = {}
            for names in chunks(pairs):
                newest |= _held(connection, names)
            rows = [
                self._version(newest[name], old, new, now)
                for name, (old, new) in pairs.items()
                if name in newest and _is_due(newest[name], old, new)
            ]
            if rows:
                made = [row.row() for row in rows]
                connection.execute(versions.insert(), made)
                index_headlines(connection, made)
        return len(rows)

    def _version(self, held: Held, old: Article, new: Article, now: datetime) -> NewVersion:
        made = reextracted(old, new, moment=utc(now), run_id=self._run_id)
        return NewVersion(
            identifier=made.identifier,
            version=made.version,
            event=REEXTRACTED,
            site=held.site,
            run_id=self._run_id,
            created=now,
            line=made.to_line(),
        )


def _is_due(held: Held, old: Article, new: Article) -> bool:
    """False for what is no part of the feed, is withdrawn, or was renewed by another meanwhile."""
    if not held.is_sealed or held.article.pubStatus == CANCELED:
        return False
    return held.article.version == old.version and bool(differences(held.article, new))


def _held(connection: Connection, names: list[str]) -> dict[str, Held]:
    first = select(articles.c.identifier, articles.c.site, articles.c.line, articles.c.batch).where(
        articles.c.identifier.in_(names)
    )
    rows = {row.identifier: row for row in connection.execute(first)}
    later = select(versions.c.identifier, versions.c.line).where(
        versions.c.identifier.in_(list(rows))
    )
    lines = {row.identifier: row.line for row in rows.values()}
    for row in connection.execute(later.order_by(versions.c.version)):
        lines[row.identifier] = row.line  # the last one stays
    return {
        name: Held(Article.model_validate_json(lines[name]), row.site, row.batch is not None)
        for name, row in rows.items()
    }
