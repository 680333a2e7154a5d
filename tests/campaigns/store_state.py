"""What a data folder's store holds, asked from outside the run that fills it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

SIDES = ("", "-wal", "-shm")
ADDRESS = "store.address"  # of a PostgreSQL store, as libpq takes it; without it: rasid.db


def stored_paths(folder: Path) -> set[str]:
    """The paths of the articles that are stored, copies included."""
    return {urlsplit(url).path for (url,) in _rows(folder, "SELECT url FROM articles")}


def copies(folder: Path, received: Collection[str]) -> set[str]:
    """The paths of articles that are recorded as copies of what was received."""
    rows = _rows(folder, "SELECT url, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL")
    parts = (urlsplit(url) for url, of in rows if of in received)
    return {f"{each.path}?{each.query}" if each.query else each.path for each in parts}


def visited_paths(folder: Path) -> set[str]:
    """The paths that were asked, gave no article, and have to wait."""
    return {urlsplit(url).path for (url,) in _rows(folder, "SELECT url FROM visits")}


def unpublished(folder: Path) -> int:
    """Articles that are stored, to be published, and in no published part."""
    return len(
        _rows(
            folder,
            "SELECT a.id FROM articles a LEFT JOIN batches b ON a.batch = b.id"
            " WHERE a.duplicate_of IS NULL AND b.published IS NOT TRUE",
        )
    )


def overlapping_runs(folder: Path) -> int:
    """Runs that began before the one before them had ended; killed ones have no end."""
    rows = _rows(folder, "SELECT started, ended FROM runs ORDER BY started")
    return sum(bool(ended) and began < ended for (_, ended), (began, _) in pairwise(rows))


def copy_store(folder: Path, copy: Path) -> bool:
    """Copy the store as a backup does; False when there is none yet."""
    if not _rows(folder, "SELECT id FROM articles"):
        return False
    with (
        closing(sqlite3.connect(folder / "rasid.db")) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return True


def restore_store(folder: Path, copy: Path | None) -> None:
    """Put a copy in the place of the store, or nothing."""
    for side in SIDES:
        (folder / f"rasid.db{side}").unlink(missing_ok=True)
    if copy:
        (folder / "rasid.db").write_bytes(copy.read_bytes())


def _rows(folder: Path, query: str) -> list[tuple[str, ...]]:
    """No store and no table yet: no rows."""
    if (folder / ADDRESS).exists():
        import psycopg

        with psycopg.connect((folder / ADDRESS).read_text()) as database:
            return database.execute(query.encode()).fetchall()
    path = folder / "rasid.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise
