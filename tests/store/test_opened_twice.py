"""A second look at a store that is open in this process takes nothing from the first."""

from __future__ import annotations

import subprocess
import sys

from sqlalchemy import func, select

from crawler.store.database import database_url, open_database, reading, writing
from crawler.store.outbox import Outbox
from crawler.store.schema import articles

# What a run does at its end; the last one that closes a store takes its log away.
OTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM articles").fetchall()
connection.close()
"""


def test_opening_it_again_keeps_the_locks_of_the_first(article, tmp_path):
    first = open_database(database_url(tmp_path))
    outbox = Outbox(first)
    outbox.add(article(1))
    outbox.flush()
    path = tmp_path / "rasid.db"
    with reading(first) as connection:
        assert connection.scalar(select(func.count()).select_from(articles)) == 1
        open_database(database_url(tmp_path)).dispose()
        subprocess.run([sys.executable, "-c", OTHER, str(path)], check=True)
        assert path.with_name("rasid.db-wal").exists()
    with writing(first) as connection:
        assert connection.scalar(select(func.count()).select_from(articles)) == 1
    first.dispose()
