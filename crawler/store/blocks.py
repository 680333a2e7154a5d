"""The lines of each site's recent pages, from which its noise is learned; no part of an article.

They are written in groups of their own: a kill loses at most a group, and what it loses is only
counted a little later.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, select

from crawler.core.noise.learned import PageLines, beyond_window, merged
from crawler.store.database import chunks, insert_into, reading, writing
from crawler.store.schema import blocks

GROUP_PAGES = 50


class Blocks:
    """The pages of one site; every method may raise MachineError."""

    def __init__(self, engine: Engine, site: str, *, group_max: int = GROUP_PAGES) -> None:
        self._engine = engine
        self._site = site
        self._group_max = group_max
        self._waiting: dict[str, PageLines] = {}
        self._since_try = 0

    def read(self) -> dict[str, PageLines]:
        """The pages that are stored, by their key."""
        query = select(blocks.c.page_key, blocks.c.hour, blocks.c.lines)
        with reading(self._engine) as connection:
            rows = connection.execute(query.where(blocks.c.site == self._site))
            return {row.page_key: _page(row.hour, row.lines) for row in rows}

    def add(self, page_key: str, page: PageLines) -> None:
        """Take a page; a full group is written. What cannot be written waits for the next group."""
        self._waiting[page_key] = merged(self._waiting.get(page_key), page)
        self._since_try += 1
        if self._since_try >= self._group_max:
            self.flush()

    def flush(self) -> None:
        """Write all that waits and forget what has left the window."""
        self._since_try = 0
        if not self._waiting:
            return
        for key in beyond_window({key: page.hour for key, page in self._waiting.items()}):
            del self._waiting[key]  # after many failures; they would be forgotten at once
        with writing(self._engine) as connection:
            self._write(connection)
            self._forget(connection)
        self._waiting.clear()

    def _write(self, connection: Connection) -> None:
        known = self._known(connection, self._waiting)
        rows = [
            _row(self._site, key, merged(known.get(key), page))
            for key, page in self._waiting.items()
        ]
        insert = insert_into(connection, blocks)
        changed = {name: insert.excluded[name] for name in ("hour", "lines")}
        connection.execute(
            insert.on_conflict_do_update(index_elements=["site", "page_key"], set_=changed), rows
        )

    def _known(self, connection: Connection, keys: Iterable[str]) -> dict[str, PageLines]:
        found: dict[str, PageLines] = {}
        query = select(blocks).where(blocks.c.site == self._site)
        for chunk in chunks(keys):
            for row in connection.execute(query.where(blocks.c.page_key.in_(chunk))):
                found[row.page_key] = _page(row.hour, row.lines)
        return found

    def _forget(self, connection: Connection) -> None:
        query = select(blocks.c.page_key, blocks.c.hour).where(blocks.c.site == self._site)
        hours = {row.page_key: row.hour for row in connection.execute(query)}
        for chunk in chunks(beyond_window(hours)):
            gone = delete(blocks).where(blocks.c.site == self._site)
            connection.execute(gone.where(blocks.c.page_key.in_(chunk)))


def _page(hour: str, lines: str) -> PageLines:
    return PageLines(hour, frozenset(lines.split()))


def _row(site: str, page_key: str, page: PageLines) -> dict[str, str]:
    lines = " ".join(sorted(page.lines))
    return {"site": site, "page_key": page_key, "hour": page.hour, "lines": lines}
