"""The table of sketches as a log: what is in memory is always the first rows of it, and no other.

Each row carries a mark, a digest of the row and of all before it. Two logs whose last marks are
equal are equal; so one look tells whether a snapshot, or the memory of a process, is still the
store's own, also after the store was restored from an older copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, bindparam, insert, select

from crawler.core.dedup.match import Match
from crawler.core.dedup.sketch import Sketch
from crawler.core.dedup.sketch_bytes import finish, to_bytes
from crawler.store.database import reading
from crawler.store.new_article import NewArticle
from crawler.store.schema import articles, sketches
from crawler.store.story_index import Judged, StoryIndex

_AFTER = (
    select(
        sketches.c.id,
        sketches.c.head,
        sketches.c.searched,
        sketches.c.mark,
        sketches.c.data,
        articles.c.identifier,
    )
    .join(articles, articles.c.id == sketches.c.article)
    .order_by(sketches.c.id)
)
_NEWEST = select(sketches.c.id, sketches.c.mark).order_by(sketches.c.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class NewSketch:
    """A row of the log that is not written yet; its article's number is known after its insert."""

    identifier: str
    match: Match | None
    columns: dict[str, Any]

    def row(self, numbers: dict[str, int]) -> dict[str, Any]:
        """Its columns; `numbers` gives the key of each article by its identifier."""
        matched = numbers.get(self.match.identifier) if self.match else None
        return self.columns | {
            "article": numbers[self.identifier],
            "matched": matched,
            "relation": self.match.relation if self.match else None,
            "similarity": self.match.similarity if self.match else None,
        }


@dataclass(slots=True)
class SketchLog:
    """The index of the first rows of the log, and the mark of the last of them, 0 for none."""

    index: StoryIndex = field(default_factory=StoryIndex)
    mark: int = 0

    @property
    def rows(self) -> int:
        """How many rows of the log it has."""
        return len(self.index.rows)

    def follow(self, connection: Connection) -> bool:
        """Take in the rows that others have added; False when this is another store's log."""
        newest = connection.execute(_NEWEST).first()
        last = (newest.id, newest.mark) if newest else (0, 0)
        if last[0] <= self.rows:
            return last == (self.rows, self.mark)
        after = connection.execute(_AFTER.where(sketches.c.id > self.rows))
        return all(self._take(row) for row in after.mappings()) and self.rows >= last[0]

    def append(
        self, identifier: str, sketch: Sketch, judged: Judged, match: Match | None
    ) -> NewSketch:
        """Add an article to the index; the row that is to be written in the same transaction.

        When that is rolled back, this log is to be thrown away.
        """
        data = to_bytes(sketch)
        head = self.rows if judged.head is None else judged.head
        self.index.take(identifier, judged.head, data, searched=judged.searched)
        columns = {"id": self.rows, "head": head + 1, "searched": judged.searched, "data": data}
        self.mark = next_mark(self.mark, identifier, columns)
        return NewSketch(identifier, match, columns | {"mark": self.mark})

    def _take(self, row: RowMapping) -> bool:
        number = self.rows + 1
        self.mark = next_mark(self.mark, row["identifier"], row)
        if row["id"] != number or row["mark"] != self.mark or row["head"] > number:
            return False
        head = None if row["head"] == number else row["head"] - 1
        self.index.take(row["identifier"], head, row["data"], searched=row["searched"])
        return True


def next_mark(mark: int, identifier: str, row: Mapping[Any, Any]) -> int:
    """The mark of a row after one with that mark: 63 bits."""
    facts = f"{mark} {identifier} {row['id']} {row['head']} {int(row['searched'])} "
    digest = blake2b(facts.encode() + row["data"], digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def append_heads(connection: Connection, published: Iterable[NewArticle]) -> None:
    """Write the sketches of articles that are published already, each a story of its own."""
    newest = connection.execute(_NEWEST).first()
    last, mark = (newest.id, newest.mark) if newest else (0, 0)
    sketched = [(a.identifier, a.sketch) for a in published if a.sketch]
    finish(sketch for _, sketch in sketched)  # all in one step
    rows = []
    for number, (name, sketch) in enumerate(sketched, last + 1):
        columns = {"id": number, "head": number, "searched": True, "data": to_bytes(sketch)}
        mark = next_mark(mark, name, columns)
        rows.append(columns | {"mark": mark, "name": name})
    if rows:
        key = select(articles.c.id).where(articles.c.identifier == bindparam("name"))
        connection.execute(insert(sketches).values(article=key.scalar_subquery()), rows)


def is_whole(engine: Engine) -> bool:
    """Whether each row of the log fits those before it; reads all of it."""
    with reading(engine) as connection:
        return SketchLog().follow(connection)
