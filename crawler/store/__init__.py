"""What Rasid remembers: articles, visits, runs, and the feed that is made from them.

SQLAlchemy is imported when a store is opened, not with this package: locks need none of it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from crawler.store.feed import Feed

STORE_FILE = "rasid.db"  # in the data folder
_engines: dict[tuple[int, str], Engine] = {}


class Settings(Protocol):
    """What we need of Scrapy's settings."""

    def get(self, name: Any, default: Any = None) -> Any:
        """The value of a setting, or the default."""


def data_dir_of(settings: Settings) -> Path:
    """Where a run leaves everything: RASID_DATA_DIR."""
    return Path(settings.get("RASID_DATA_DIR") or "data")


def store_of(settings: Settings) -> Engine:
    """The store that the settings name, opened once in a process and brought up to date.

    Raises ConfigError for an address that cannot work, MachineError when it cannot be opened.
    """
    from crawler.store.database import database_url, open_database

    url = database_url(data_dir_of(settings), settings.get("RASID_DATABASE_URL") or "")
    key = (os.getpid(), url)  # a forked child must not share the parent's connections
    if key not in _engines:
        _engines[key] = open_database(url)
    return _engines[key]


def has_store(settings: Settings) -> bool:
    """True when opening the store would not make it; not known of other databases."""
    return (
        bool(settings.get("RASID_DATABASE_URL")) or (data_dir_of(settings) / STORE_FILE).is_file()
    )


def feed_of(settings: Settings) -> Feed:
    """The feed of the data folder, made from that store; raises as `store_of` does."""
    from crawler.store.feed import Feed

    data_dir = data_dir_of(settings)
    return Feed(store_of(settings), data_dir / "feed", lock_path=data_dir / "locks" / "feed.lock")
