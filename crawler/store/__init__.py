"""What Rasid remembers: articles, visits, runs, and the feed that is made from them.

SQLAlchemy is imported when a store is opened, not with this package: locks need none of it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from crawler.core.errors import ConfigError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from crawler.store.feed import Feed
    from crawler.store.shared_locks import SharedLocks
    from crawler.store.sketches import Sketches

STORE_FILE = "rasid.db"  # in the data folder
_engines: dict[tuple[int, str], Engine] = {}
_newest: list[Sketches] = []  # at most one: an index takes megabytes, and a process has one store
_locks: list[SharedLocks] = []  # at most one, as well
WINDOW_DAYS = 90
POLICIES = {"withhold": True, "publish": False}
SWITCH = {"on": True, "off": False}


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


def feed_of(settings: Settings, *, here: bool | None = None) -> Feed:
    """The feed of the data folder, made from that store; raises as `store_of` does.

    `here` says whether parts are written into it, by default what RASID_PUBLISH says.
    """
    from crawler.store.feed import Feed

    data_dir = data_dir_of(settings)
    return Feed(
        store_of(settings),
        data_dir / "feed",
        lock_path=data_dir / "locks" / "feed.lock",
        here=publishes_here(settings) if here is None else here,
    )


def publishes_here(settings: Settings) -> bool:
    """True when parts are written by whoever stores articles, in its own data folder.

    By RASID_PUBLISH; `auto`: until a `scrapy publisher` has worked on the store. Raises as
    `store_of` does.
    """
    value = settings.get("RASID_PUBLISH") or "auto"
    if value in SWITCH:
        return SWITCH[value]
    if value != "auto":
        message = f"RASID_PUBLISH is {value!r}; use auto, {' or '.join(SWITCH)}"
        raise ConfigError(message)
    from crawler.store.published_by import has_publisher

    return not has_publisher(store_of(settings))


def shared_locks_of(settings: Settings) -> SharedLocks:
    """What this process holds among all that share that store; raises as `store_of` does."""
    from crawler.store.shared_locks import SharedLocks

    engine = store_of(settings)
    if not _locks or _locks[0].engine is not engine:
        _locks[:] = [SharedLocks(engine)]
    return _locks[0]


def sketches_of(settings: Settings) -> Sketches:
    """What tells copies in that store; the same for all crawls of a process.

    Raises ConfigError for a setting that cannot be, MachineError when it cannot be opened.
    """
    from crawler.store.sketch_snapshot import FOLDER
    from crawler.store.sketches import Sketches

    engine = store_of(settings)
    if not _newest or _newest[0].engine is not engine:
        folder = data_dir_of(settings) / FOLDER
        made = Sketches(
            engine, folder, window_days=_window_days(settings), withhold=_withhold(settings)
        )
        _newest[:] = [made]
    return _newest[0]


def _window_days(settings: Settings) -> int:
    value = settings.get("RASID_DUPLICATES_WINDOW") or WINDOW_DAYS
    try:
        days = int(value)
    except (TypeError, ValueError):
        days = 0
    if days < 1:
        message = f"RASID_DUPLICATES_WINDOW is no whole number of days from 1 on: {value!r}"
        raise ConfigError(message)
    return days


def _withhold(settings: Settings) -> bool:
    value = settings.get("RASID_DUPLICATES") or "withhold"
    if value not in POLICIES:
        message = f"RASID_DUPLICATES is {value!r}; use {' or '.join(POLICIES)}"
        raise ConfigError(message)
    return POLICIES[value]
