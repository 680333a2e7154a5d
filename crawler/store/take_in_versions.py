"""Making the later versions of a part that the store did not know into published rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from crawler.store.database import chunks
from crawler.store.found_part import FoundPart
from crawler.store.schema import batches, versions
from crawler.store.search import index_headlines

Key = tuple[str, int]  # identifier and version
_mark_row = (
    update(versions)
    .where(versions.c.identifier == bindparam("name"), versions.c.version == bindparam("which"))
    .values(
        batch=bindparam("in_batch"),
        seq=bindparam("number"),
        line=bindparam("as_published"),
    )
)


def take_in_versions(connection: Connection, found: FoundPart, batch: int) -> tuple[int, int, int]:
    """Write the versions of a part as published: how many were new, had waited, were known."""
    held = _held(connection, found)
    new: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for seq, version in found.versions:
        key = (version.identifier, version.version)
        if key not in held:
            new.append(version.row() | {"batch": batch, "seq": seq})
        elif held[key] is None:
            mark = {"name": key[0], "which": key[1], "in_batch": batch, "number": seq}
            marks.append(mark | {"as_published": version.line})
        held.setdefault(key, batch)
    if new:
        connection.execute(insert(versions), new)
        index_headlines(connection, new)
    if marks:
        connection.execute(_mark_row, marks)
    return len(new), len(marks), len(found.versions) - len(new) - len(marks)


def blocking_versions(connection: Connection, found: FoundPart) -> dict[int, str]:
    """Batches, key to file, that hold one of these versions and are not published."""
    unpublished = (
        select(versions.c.identifier, versions.c.version, batches.c.id, batches.c.file)
        .join(batches, versions.c.batch == batches.c.id)
        .where(~batches.c.published)
    )
    wanted = _keys(found)
    blocking: dict[int, str] = {}
    for chunk in chunks(name for name, _ in wanted):
        for row in connection.execute(unpublished.where(versions.c.identifier.in_(chunk))):
            if (row.identifier, row.version) in wanted:
                blocking[row.id] = row.file
    return blocking


def _held(connection: Connection, found: FoundPart) -> dict[Key, int | None]:
    """The batch of each of these versions that the store has; None while it waits."""
    columns = (versions.c.identifier, versions.c.version, versions.c.batch)
    wanted = _keys(found)
    held: dict[Key, int | None] = {}
    for chunk in chunks(name for name, _ in wanted):
        rows = connection.execute(select(*columns).where(versions.c.identifier.in_(chunk)))
        held |= {(row.identifier, row.version): row.batch for row in rows}
    return held


def _keys(found: FoundPart) -> set[Key]:
    return {(version.identifier, version.version) for _, version in found.versions}
