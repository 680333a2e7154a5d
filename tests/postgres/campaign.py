"""The rig of the campaigns with PostgreSQL as the store, each data folder a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import psycopg

from crawler.store.database import open_database
from tests.campaigns.campaign import Site
from tests.campaigns.rig import ARTICLES, Rig, rig, silent
from tests.campaigns.store_state import ADDRESS
from tests.commandline import until
from tests.postgres.fixtures import execute
from tests.postgres.server import Server, server
from tests.postgres.stores import TEMPLATE, Stores

OTHERS = (
    "SELECT application_name, state, query FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)
WAL_DELAY = "ALTER SYSTEM SET wal_writer_delay = '10s'"
COMMITS_LATER = "?options=-c%20synchronous_commit%3Doff"


@dataclass
class PostgresRig(Rig):
    """`late_commits`: a planted fault, what is committed is not on the disk yet."""

    server: Server | None = None
    stores: Stores | None = None
    late_commits: bool = False

    def site(self, folder: Path, **settings: str) -> Site:
        """A data folder with a new store of its own."""
        assert self.stores
        return self.site_on(self.stores.take(), folder, **settings)

    def site_on(self, url: str, folder: Path, **settings: str) -> Site:
        """A data folder whose runs use that store."""
        folder.mkdir(parents=True)
        (folder / ADDRESS).write_text(url.replace("+psycopg", ""))
        options = COMMITS_LATER if self.late_commits else ""
        return super().site(folder, RASID_DATABASE_URL=f"{url}{options}", **settings)

    def last_run(self, site: Site) -> list[str]:
        """As of a machine; the server has noticed by then that a killed run is gone."""
        wait_for_quiet((site.folder / ADDRESS).read_text())
        return super().last_run(site)


def wait_for_quiet(address: str) -> None:
    """Until nobody else is connected to a database."""
    with psycopg.connect(address, autocommit=True) as database:
        until(lambda: not database.execute(OTHERS).fetchall(), "end of the other connections")


def with_template(running: Server) -> None:
    """What `Stores` makes its databases from."""
    execute(running, f"CREATE DATABASE {TEMPLATE}")
    open_database(running.url(TEMPLATE)).dispose()


@contextmanager
def postgres_rig(
    articles: int = ARTICLES, say: Callable[[str], None] = silent
) -> Iterator[PostgresRig]:
    """The aggregator, the launcher, and a server that flushes as one in use does."""
    with server(fsync=True) as running, rig(articles, say=say) as plain:
        # Only seen by the planted fault: whoever waits for his commits does not wait for this.
        execute(running, WAL_DELAY, "SELECT pg_reload_conf()")
        with_template(running)
        given: dict[str, Any] = {each.name: getattr(plain, each.name) for each in fields(Rig)}
        yield PostgresRig(**given, server=running, stores=Stores(running))
