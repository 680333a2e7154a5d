"""Published parts whose file was changed behind our back: told, and written again as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from crawler.core.errors import MachineError
from crawler.store import batches
from crawler.store.database import reading
from crawler.store.durable import write_durably
from crawler.store.feed import feed_lock
from crawler.store.part import sha256_of

DAMAGED = "the store is damaged; restore a backup, then `scrapy repair`"


def check_store(engine: Engine) -> None:
    """Raises MachineError for a SQLite file with torn pages, which a query may never meet."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if said != "ok":
        words = " ".join(str(said).split())
        raise MachineError(f"{DAMAGED} ({engine.url.database}: {words})")


def write_again(engine: Engine, feed: Path) -> Iterator[tuple[str, bool]]:
    """Each part that is not what was published, and whether it is so again.

    The store makes the same bytes, or none; a part that is not there may have been cleared away.
    """
    with feed_lock(feed, engine=engine):
        for part in batches.parts_of(engine, published=True):
            path = feed / part.file
            if not path.is_file() or sha256_of(path) == part.sha256:
                continue
            try:
                data = b"".join(batches.bytes_of(engine, part))
            except MachineError:
                yield part.file, False
            else:
                write_durably(path, data)
                yield part.file, True
