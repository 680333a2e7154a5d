"""Where the queue lies: in the PostgreSQL that RASID_DATABASE_URL names, beside the articles."""

from __future__ import annotations

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from crawler.core.errors import ConfigError
from crawler.store import Settings
from crawler.store.postgres import is_postgres

NEXT = "set RASID_DATABASE_URL=postgresql://USER@HOST/DATABASE, see docs/scale-out.md"
# A connection whose other end is gone without a word is noticed in half a minute.
CONNECTION = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "rasid queue",
}


def queue_address(settings: Settings) -> str:
    """The address as libpq takes it. Raises ConfigError when the store is no PostgreSQL."""
    url = settings.get("RASID_DATABASE_URL") or ""
    if not url:
        raise ConfigError(f"one machine needs no queue, and many share a PostgreSQL: {NEXT}")
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # the second: a port that is no number
        raise ConfigError(f"RASID_DATABASE_URL is no address: {NEXT}") from error
    if not is_postgres(address):
        raise ConfigError(f"the queue cannot live in {address.get_backend_name()!r}: {NEXT}")
    return address.set(drivername="postgresql").render_as_string(hide_password=False)
