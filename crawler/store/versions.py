"""What became of articles after their first publication: rows beside those of the articles.

A version, the look that found it and the address that it moved to are one transaction. Its key is
(identifier, version), so that whoever is killed, or comes at the same time, makes it once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select

from crawler.core.article import Article, Event, identifier_of
from crawler.core.dedup.content_key import content_key
from crawler.core.urls import canonical_url
from crawler.core.versions import next_version
from crawler.store.database import insert_into, reading, writing
from crawler.store.revisits import looked_at
from crawler.store.schema import articles, versions
from crawler.store.search import index_headlines

ALIAS = "moved"  # relation of a row that stands for an address to which an article has moved
Outcome = Event | Literal["unchanged", "unknown"]

NO_NEWS = frozenset(("unchanged", "unknown"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version that a part of the feed has; `line` as in `NewArticle`."""

    identifier: str
    version: int
    event: str
    site: str
    run_id: str
    created: datetime
    line: str

    def row(self) -> dict[str, Any]:
        """The columns of its row."""
        return {
            "identifier": self.identifier,
            "version": self.version,
            "event": self.event,
            "site": self.site,
            "run_id": self.run_id,
            "created": self.created,
            "line": self.line,
        }


class Versions:
    """Questions about versions, and new ones; every method may raise MachineError."""

    def __init__(self, engine: Engine, before_write: Callable[[], None] | None = None) -> None:
        self._engine = engine
        self._before_write = before_write

    def newest(self, identifier: str) -> Article | None:
        """The newest version of an article that was published; None for any other."""
        with reading(self._engine) as connection:
            return _newest(connection, identifier)

    def offer(
        self, found: Article, *, site: str, run_id: str, now: datetime
    ) -> tuple[Outcome, Article]:
        """Compare what was found with the newest version; write the next one if it is news.

        Returns what became of it, and the article as it will be published. The look is counted
        with it. `unknown`: the store has published no such article.
        """
        with writing(self._engine) as connection:
            old = _newest(connection, found.identifier)
            if old is None:
                return "unknown", found
            looked_at(connection, found.identifier, found.url, site, now, gone_run=None)
            made = next_version(old, found)
            if made is None or made.event is None:
                return "unchanged", old
            if self._before_write:
                self._before_write()
            version = NewVersion(
                identifier=made.identifier,
                version=made.version,
                event=made.event,
                site=site,
                run_id=run_id,
                created=now,
                line=made.to_line(),
            )
            _write(connection, made, version)
            return made.event, made


def _write(connection: Connection, made: Article, version: NewVersion) -> None:
    """The row, the words that find it, and where it moved its new address."""
    connection.execute(versions.insert(), [version.row()])
    index_headlines(connection, [version.row()])
    if made.event == "moved":
        _alias(connection, made, version)


def _newest(connection: Connection, identifier: str) -> Article | None:
    newest = (
        select(versions.c.line)
        .where(versions.c.identifier == identifier)
        .order_by(versions.c.version.desc())
        .limit(1)
    )
    first = select(articles.c.line).where(
        articles.c.identifier == identifier, articles.c.duplicate_of.is_(None)
    )
    line = connection.scalar(newest) or connection.scalar(first)
    return Article.model_validate_json(line) if line else None


def _alias(connection: Connection, moved: Article, version: NewVersion) -> None:
    """The new address becomes known, as a copy that is never published."""
    row = {
        "identifier": identifier_of(canonical_url(moved.url)),
        "url": moved.url,
        "site": version.site,
        "content_key": content_key(moved.articleBody),
        "run_id": version.run_id,
        "first_seen": version.created,
        "duplicate_of": moved.identifier,
        "relation": ALIAS,
        "line": version.line,
    }
    insert = insert_into(connection, articles)
    connection.execute(insert.on_conflict_do_nothing(index_elements=["identifier"]), [row])
