"""The lines of each site's recent pages, from which its noise is learned; no part of an article.

They are written in groups of their own: a kill loses at most a group, and what it loses is only
counted a little later.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, bindparam, delete, select

from crawler.core.noise.learned import WINDOW_PAGES, PageLines, beyond_window, merged
from crawler.store.database import insert_into, reading, writing
from crawler.store.driver_text import NAMES
from crawler.store.question import Question
from crawler.store.schema import blocks

GROUP_PAGES = 100
_OF_SITE = blocks.c.site == bindparam("site")
_KNOWN = Question(
    select(blocks.c.page_key, blocks.c.hour, blocks.c.lines).where(
        _OF_SITE, blocks.c.page_key.in_(bindparam(NAMES, expanding=True))
    )
)
# What `beyond_window` says of all pages of a site: their keys and hours are ASCII of one length.
_BEYOND = (
    select(blocks.c.page_key)
    .where(_OF_SITE)
    .order_by(blocks.c.hour.desc(), blocks.c.page_key.desc())
    .offset(WINDOW_PAGES)
)
_FORGET = delete(blocks).where(_OF_SITE, blocks.c.page_key.in_(_BEYOND))


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
            connection.execute(_FORGET, {"site": self._site})
        self._waiting.clear()

    def _write(self, connection: Connection) -> None:
        known = self._known(connection)
        pages = {key: merged(known.get(key), page) for key, page in self._waiting.items()}
        rows = [
            _row(self._site, key, page) for key, page in pages.items() if page != known.get(key)
        ]
        if not rows:
            return
        insert = insert_into(connection, blocks)
        changed = {name: insert.excluded[name] for name in ("hour", "lines")}
        connection.execute(
            insert.on_conflict_do_update(index_elements=["site", "page_key"], set_=changed), rows
        )

    def _known(self, connection: Connection) -> dict[str, PageLines]:
        rows = _KNOWN.ask_within(connection, self._waiting, site=self._site)
        return {key: _page(hour, lines) for key, hour, lines in rows}


def _page(hour: str, lines: str) -> PageLines:
    return PageLines(hour, frozenset(lines.split()))


def _row(site: str, page_key: str, page: PageLines) -> dict[str, str]:
    lines = " ".join(sorted(page.lines))
    return {"site": site, "page_key": page_key, "hour": page.hour, "lines": lines}
