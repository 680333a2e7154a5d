"""The same pages and the same search on PostgreSQL, from a server of the test's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from crawler.dashboard.opening import open_to_read
from crawler.dashboard.pages import PAGES
from crawler.dashboard.showing import Showing
from crawler.store.database import open_database, reading, writing
from crawler.store.search import add_headlines, search
from tests.dashboard.filled import NOW, SITES, Filling, fill

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAMS is None, reason="no PostgreSQL server is installed"),
]


def as_owner(folder: Path, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL, which refuses to be root's."""
    command = [f"{PROGRAMS}/{program}", *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Of the server's user, who cannot come into pytest's."""
    with tempfile.TemporaryDirectory(prefix="rasid-pg-", ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            shutil.chown(name, "postgres")
        yield Path(name)


@pytest.fixture(scope="module")
def url(folder) -> Iterator[str]:
    """The address of an empty database on loopback."""
    data = str(folder / "data")
    as_owner(
        folder,
        "initdb",
        "-N",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "rasid",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    )
    as_owner(folder, "pg_ctl", "-D", data, "-o", options, "-w", "-l", str(folder / "log"), "start")
    yield f"postgresql+psycopg://rasid@127.0.0.1:{port}/postgres"
    as_owner(folder, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="module")
def looking(url) -> Iterator[Engine]:
    engine = open_database(url)
    fill(engine, Filling(days=8, articles=12, sites=SITES))
    looking = open_to_read({"RASID_DATABASE_URL": url})
    yield looking
    looking.dispose()
    engine.dispose()


@pytest.mark.parametrize("name", PAGES)
def test_every_page(looking, name):
    showing = Showing(looking, lambda: NOW, served=True)
    html = showing.page(name, "ar", {"source": "harbour_news", "search": "الميناء"}.get(name, ""))
    assert html is not None
    assert "<h1>" in html


@pytest.mark.parametrize(
    ("query", "number"), [("إنارَة الطريق", 1), ("مرفا", 1), ("للمره 9", 1), ("x' | '!", 0), ("", 0)]
)
def test_search(looking, query, number):
    with reading(looking) as connection:
        assert len(search(connection, query, 1)) == number


def test_nothing_can_be_written(looking, url):
    with pytest.raises(DBAPIError, match="read-only"), reading(looking) as connection:
        connection.execute(text("DELETE FROM runs"))


def test_an_article_can_be_indexed_again(looking, url):
    engine = open_database(url)
    with writing(engine) as connection:
        add_headlines(connection, [(1, '{"headline":"عنوان بديل"}')])
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM headlines WHERE article = 1")) == 1
    engine.dispose()
