"""The outbox: articles wait here in groups, and a group's rows are their marks as seen.

One transaction for a group costs one flush of the disk; a kill loses at most a group that no
reader has seen and that the next run fetches again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select

from crawler.store.database import insert_into, writing
from crawler.store.schema import articles

Outcome = Literal["new", "known", "duplicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article to be kept; `line` is what `Article.to_line` gives, `first_seen` is aware.

    With `duplicate_of` it is recorded and not published. Raises ValueError for what could be
    stored but never published: it would block all articles behind it.
    """

    identifier: str
    url: str
    site: str
    line: str
    content_key: str
    run_id: str
    first_seen: datetime
    duplicate_of: str | None = None
    relation: str | None = None

    def __post_init__(self) -> None:
        """Refuse a line that is not one line with its metadata at the end."""
        if not self.line.endswith("}}") or "\n" in self.line or "\r" in self.line:
            message = f"no line of an article with its metadata at the end: {self.line[-40:]!r}"
            raise ValueError(message)
        if self.first_seen.tzinfo is None:
            message = f"first_seen has no zone: {self.first_seen!r}"
            raise ValueError(message)
        # A lone surrogate is no text; UnicodeEncodeError is a ValueError.
        f"{self.line}{self.url}{self.identifier}{self.site}{self.run_id}".encode()

    def row(self) -> dict[str, Any]:
        """The columns of its row."""
        return {
            "identifier": self.identifier,
            "url": self.url,
            "site": self.site,
            "line": self.line,
            "content_key": self.content_key,
            "run_id": self.run_id,
            "first_seen": self.first_seen,
            "duplicate_of": self.duplicate_of,
            "relation": self.relation,
        }


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: new, known (nothing was written), or duplicate (recorded)."""

    identifier: str
    outcome: Outcome


class Outbox:
    """Takes articles and writes them in groups of `group_max`, or after `group_age_s` seconds."""

    def __init__(
        self,
        engine: Engine,
        *,
        group_max: int = 50,
        group_age_s: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._group_max = group_max
        self._group_age_s = group_age_s
        self._monotonic = monotonic
        self._waiting: list[NewArticle] = []
        self._since = 0.0
        self._written: list[Stored] = []

    @property
    def pending_identifiers(self) -> frozenset[str]:
        """The articles that wait here and are not stored yet."""
        return frozenset(article.identifier for article in self._waiting)

    def due(self) -> bool:
        """True when the group that waits is full or too old."""
        if not self._waiting:
            return False
        full = len(self._waiting) >= self._group_max
        return full or self._monotonic() - self._since >= self._group_age_s

    def add(self, article: NewArticle) -> list[Stored]:
        """Take an article; the outcomes of what was written, none while the group fills.

        Raises MachineError when a group cannot be written; it stays here, nothing is lost.
        """
        if not self._waiting:
            self._since = self._monotonic()
        self._waiting.append(article)
        return self.flush() if self.due() else []

    def flush(self) -> list[Stored]:
        """Write all that waits; the outcomes in the order of `add`. Raises as `add` does."""
        while self._waiting:
            group = self._waiting[: self._group_max]
            with writing(self._engine) as connection:
                stored = _write(connection, group)
            # Only now, after the commit: what is kept here is what a failure must not lose.
            self._written += stored
            del self._waiting[: len(group)]
        written, self._written = self._written, []
        return written


def _write(connection: Connection, group: list[NewArticle]) -> list[Stored]:
    rows, stored = _plan(group, _known(connection, group), _holders(connection, group))
    if rows:
        insert = insert_into(connection, articles)
        connection.execute(insert.on_conflict_do_nothing(index_elements=["identifier"]), rows)
    return stored


def _plan(
    group: list[NewArticle], known: set[str], holders: dict[str, str]
) -> tuple[list[dict[str, Any]], list[Stored]]:
    """The rows to write and the outcomes; `known` and `holders` grow as the group is walked."""
    rows: list[dict[str, Any]] = []
    stored: list[Stored] = []
    for article in group:
        if article.identifier in known:
            stored.append(Stored(article.identifier, "known"))
            continue
        known.add(article.identifier)
        row = article.row()
        if article.duplicate_of is None:
            holder = holders.setdefault(article.content_key, article.identifier)
            if holder != article.identifier:
                row |= {"duplicate_of": holder, "relation": "same"}
        rows.append(row)
        outcome: Outcome = "new" if row["duplicate_of"] is None else "duplicate"
        stored.append(Stored(article.identifier, outcome))
    return rows, stored


def _known(connection: Connection, group: list[NewArticle]) -> set[str]:
    names = [article.identifier for article in group]
    found = connection.scalars(
        select(articles.c.identifier).where(articles.c.identifier.in_(names))
    )
    return set(found)


def _holders(connection: Connection, group: list[NewArticle]) -> dict[str, str]:
    """Whose text each key is, among the articles that are published or will be; first wins."""
    keys = [article.content_key for article in group if article.duplicate_of is None]
    return holders_of(connection, keys)


def holders_of(connection: Connection, keys: list[str]) -> dict[str, str]:
    """Content key to the identifier of the first article that is published or will be."""
    found = connection.execute(
        select(articles.c.content_key, articles.c.identifier)
        .where(articles.c.content_key.in_(keys), articles.c.duplicate_of.is_(None))
        .order_by(articles.c.id.desc())
    )
    # The lowest id comes last and stays.
    return {row.content_key: row.identifier for row in found}
