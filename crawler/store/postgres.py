"""The engine of a PostgreSQL store: its driver, its limits, and how a lost peer is noticed."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL

DRIVER = "postgresql+psycopg"
SHORT = ("postgres", "postgresql")  # as other programs write the address
# What an address does not say itself. A peer that is gone without a word (a cut cable, a machine
# that lost its power) is noticed within half a minute here; libpq's documentation, "Parameter Key
# Words".
CLIENT = {
    "connect_timeout": "10",  # seconds
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # ms
    "application_name": "rasid",
}
# The same at the server, which holds the locks of a peer until it notices; PostgreSQL 12 or newer.
SERVER = {
    "synchronous_commit": "on",  # what is committed is on the disk, whatever the server's default
    "lock_timeout": "30s",  # as long as SQLite waits for another writer
    "idle_in_transaction_session_timeout": "60s",  # a writer that hangs does not hold up the others
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20s",
}


def is_postgres(address: URL) -> bool:
    """Whether an address is one of PostgreSQL, by any of its names."""
    return address.get_backend_name() in SHORT


def postgres_engine(address: URL, **server: str) -> Engine:
    """An engine with our limits; what the address says itself is kept.

    `server` are more parameters of the sessions. Raises ImportError, NoSuchModuleError or
    ValueError for a driver that is not there.
    """
    if address.drivername in SHORT:
        address = address.set(drivername=DRIVER)
    return create_engine(
        address,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        # A restarted server is noticed before a transaction begins, not in the middle of it.
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",  # whatever the server's default is
        connect_args=_arguments(address, SERVER | server),
    )


def _arguments(address: URL, server: dict[str, str]) -> dict[str, Any]:
    given = address.query
    theirs = given.get("options", "")
    ours = " ".join(f"-c {name}={value}" for name, value in server.items())
    options = f"{ours} {theirs if isinstance(theirs, str) else ' '.join(theirs)}".strip()
    return {name: value for name, value in CLIENT.items() if name not in given} | {
        "options": options
    }
