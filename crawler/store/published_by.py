"""Whether a store has a publisher of its own: its feed lies where that one writes it.

Whoever else wrote parts into a folder of its own would tear the feed apart.
"""

from __future__ import annotations

from sqlalchemy import Engine, select

from crawler.store.database import insert_into, reading, writing
from crawler.store.schema import state

KEY = "publisher"


def has_publisher(engine: Engine) -> bool:
    """True once a `scrapy publisher` has worked on the store. Raises MachineError."""
    if engine.dialect.name != "postgresql":  # a file has its feed beside it
        return False
    with reading(engine) as connection:
        return connection.scalar(select(state.c.value).where(state.c.key == KEY)) is not None


def note_publisher(engine: Engine, name: str) -> None:
    """From now on the store has one. Raises MachineError."""
    with writing(engine) as connection:
        insert = insert_into(connection, state).values(key=KEY, value=name)
        connection.execute(insert.on_conflict_do_nothing())
