"""Making the articles of a part that the store did not know into published rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from crawler.store import batches as sealing
from crawler.store.database import chunks, writing
from crawler.store.found_part import FoundPart
from crawler.store.new_article import NewArticle
from crawler.store.part import PartName
from crawler.store.schema import articles, batches, versions
from crawler.store.search import index_headlines
from crawler.store.sketch_log import append_heads
from crawler.store.take_in_versions import blocking_versions, take_in_versions

_mark_row = (
    update(articles)
    .where(articles.c.identifier == bindparam("name"))
    .values(
        batch=bindparam("in_batch"),
        seq=bindparam("number"),
        line=bindparam("as_published"),
        duplicate_of=None,
        relation=None,
    )
)


@dataclass(slots=True)
class Taken:
    """Counts of a part that was taken in, and the rows that come of it."""

    inserted: int = 0
    marked: int = 0
    known: int = 0
    reopened: int = 0
    new_articles: list[NewArticle] = field(default_factory=list)
    new_rows: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)


def take_in(engine: Engine, found: FoundPart, on_disk: set[str]) -> Taken:
    """Write a part and its articles down as published, in one transaction.

    An article that waits in the store is marked; one that is published in another part stays
    there; a batch that was sealed with one of them and never published is opened again.
    """
    taken = Taken()
    names = [article.identifier for _, article in found.articles]
    with writing(engine) as connection:
        blocking = _blocking(connection, names) | blocking_versions(connection, found)
        taken.reopened = _reopen(connection, blocking, on_disk)
        held = _held(connection, names)
        batch = sealing.add_batch(connection, found.part, found.epoch, published=True)
        _sort(found, batch, held, taken)
        if taken.new_rows:
            connection.execute(insert(articles), taken.new_rows)
            index_headlines(connection, taken.new_rows)
            append_heads(connection, taken.new_articles)
        if taken.marks:
            connection.execute(_mark_row, taken.marks)
        inserted, marked, known = take_in_versions(connection, found, batch)
        taken.inserted, taken.marked = taken.inserted + inserted, taken.marked + marked
        taken.known += known
    return taken


def reopen_overlapping(engine: Engine, parts: Iterable[PartName], on_disk: set[str]) -> int:
    """Open the batches that were sealed over the numbers of these parts; how many those were."""
    with writing(engine) as connection:
        unpublished = connection.execute(
            select(
                batches.c.id, batches.c.file, batches.c.first, batches.c.last, batches.c.epoch
            ).where(~batches.c.published)
        ).all()
        blocking = {
            row.id: row.file
            for row in unpublished
            for part in parts
            if part.epoch == row.epoch and part.first <= row.last and row.first <= part.last
        }
        return _reopen(connection, blocking, on_disk)


def _sort(found: FoundPart, batch: int, held: dict[str, int | None], taken: Taken) -> None:
    for seq, article in found.articles:
        if article.identifier not in held:
            taken.new_rows.append(article.row() | {"batch": batch, "seq": seq})
            taken.new_articles.append(article)
            taken.inserted += 1
            held[article.identifier] = batch
        elif held[article.identifier] is None:
            mark = {"name": article.identifier, "in_batch": batch, "number": seq}
            taken.marks.append(mark | {"as_published": article.line})
            taken.marked += 1
            held[article.identifier] = batch
        else:
            taken.known += 1


def _held(connection: Connection, names: list[str]) -> dict[str, int | None]:
    """The batch of each of these articles that the store has; None while it waits."""
    held: dict[str, int | None] = {}
    for chunk in chunks(names):
        found = connection.execute(
            select(articles.c.identifier, articles.c.batch).where(articles.c.identifier.in_(chunk))
        )
        held |= {row.identifier: row.batch for row in found}
    return held


def _blocking(connection: Connection, names: list[str]) -> dict[int, str]:
    """Batches, key to file, that hold one of these articles and are not published."""
    blocking: dict[int, str] = {}
    for chunk in chunks(names):
        found = connection.execute(
            select(batches.c.id, batches.c.file)
            .join(articles, articles.c.batch == batches.c.id)
            .where(articles.c.identifier.in_(chunk), ~batches.c.published)
        )
        blocking |= {row.id: row.file for row in found}
    return blocking


def _reopen(connection: Connection, blocking: dict[int, str], on_disk: set[str]) -> int:
    """Open sealed batches again: allowed only while no reader can have their file."""
    keys = [key for key, file in blocking.items() if file not in on_disk]
    if keys:
        for table in (articles, versions):
            rows = table.c.batch.in_(keys)
            connection.execute(update(table).where(rows).values(batch=None, seq=None))
        connection.execute(delete(batches).where(batches.c.id.in_(keys)))
    return len(keys)
