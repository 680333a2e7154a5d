"""How the script-built pages of a site are read: learned in one run, used in the next ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, select

from crawler.core.extract.state.known import Known
from crawler.core.extract.state.recipe import Recipe
from crawler.store.database import insert_into, reading, writing
from crawler.store.schema import renderings

ROWS_MAX = 200  # of a site: forms of addresses, not addresses; those used last stay
KEY = ("site", "kind", "scope")
WAYS = ("drawn", "state", "api")

Key = tuple[str, str]  # kind and scope


class Renderings:
    """The decisions for one site; every method may raise MachineError."""

    def __init__(self, engine: Engine, site: str) -> None:
        self._engine = engine
        self._site = site

    def read(self) -> dict[Key, Known]:
        """All decisions by kind and form of address."""
        query = select(renderings).where(renderings.c.site == self._site)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(renderings.c.kind, renderings.c.scope))
            return {(row.kind, row.scope): _known(row) for row in rows if row.way in WAYS}

    def write(self, changed: Mapping[Key, Known | None], now: datetime) -> None:
        """Store what changed; None forgets a decision."""
        if not changed:
            return
        with writing(self._engine) as connection:
            insert = insert_into(connection, renderings)
            values = {
                each.name: insert.excluded[each.name]
                for each in renderings.columns
                if each.name not in KEY
            }
            update = insert.on_conflict_do_update(index_elements=list(KEY), set_=values)
            for key, known in changed.items():
                if known is None:
                    connection.execute(delete(renderings).where(*self._is(key)))
                else:
                    connection.execute(update, self._row(key, known, now))
            order = renderings.c.checked.desc()
            query = select(renderings.c.kind, renderings.c.scope).order_by(order)
            mine = connection.execute(query.where(renderings.c.site == self._site)).all()
            for row in mine[ROWS_MAX:]:
                connection.execute(delete(renderings).where(*self._is((row.kind, row.scope))))

    def _is(self, key: Key) -> tuple[Any, ...]:
        kind, scope = key
        table = renderings.c
        return table.site == self._site, table.kind == kind, table.scope == scope

    def _row(self, key: Key, known: Known, now: datetime) -> dict[str, Any]:
        kind, scope = key
        return {
            "site": self._site,
            "kind": kind,
            "scope": scope,
            "way": known.way,
            "recipe": known.recipe.as_dict(),
            "example": known.example,
            "pages": known.pages,
            "runs": known.runs,
            "failures": known.failures,
            "checked": now,
        }


def _known(row: Any) -> Known:
    recipe = Recipe.of(row.recipe if isinstance(row.recipe, dict) else {})
    return Known(row.way, row.example, recipe, row.pages, row.runs, row.failures)
