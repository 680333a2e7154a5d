"""Brings the tables of a store to the newest schema; Alembic is loaded only when one is behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from crawler.core.errors import ConfigError

HEAD = "0012"  # the newest file in versions/; a test compares
Writing = Callable[[Engine], AbstractContextManager[Connection]]


def revision_of(connection: Connection) -> str | None:
    """The revision that the tables have; None for a new store."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def bring_to_head(engine: Engine, writing: Writing) -> None:
    """Make or change the tables in one transaction; does nothing when they are up to date.

    Raises ConfigError when a newer Rasid has made them.
    """
    with engine.connect() as connection:
        if revision_of(connection) == HEAD:
            return
        is_new = engine.dialect.name == "sqlite" and not inspect(connection).get_table_names()
    if is_new:
        from crawler.store.migrations import new_store  # few stores are new

        if new_store.REVISION == HEAD:
            with writing(engine) as connection:
                new_store.make_new(connection)
            return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
    except CommandError as error:
        message = f"the store's tables are not known to this Rasid: {error}; use a newer release"
        raise ConfigError(message) from error
