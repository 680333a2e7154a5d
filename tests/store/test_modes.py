"""What holds state can be read by its owner only; the feed by whom the umask lets."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.framework import logs
from crawler.store.database import database_url, open_database, writing
from crawler.store.durable import write_durably
from crawler.store.lock import SiteLock


@pytest.fixture(autouse=True)
def _open_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_store_and_what_lies_beside_it(tmp_path):
    engine = open_database(database_url(tmp_path / "data"))
    try:
        with writing(engine):
            names = {path.name: mode(path) for path in (tmp_path / "data").iterdir()}
    finally:
        engine.dispose()
    assert names.keys() >= {"rasid.db", "rasid.db-wal", "rasid.db.lock"}
    assert set(names.values()) == {0o600}


def test_an_old_store_is_opened_as_it_is(tmp_path):
    path = tmp_path / "rasid.db"
    path.touch(mode=0o640)
    open_database(database_url(tmp_path)).dispose()
    assert mode(path) == 0o640


def test_locks(tmp_path):
    path = tmp_path / "locks" / "windows.lock"
    with SiteLock(path, "run-1"):
        assert mode(path) == 0o600
        assert mode(path.parent) == 0o700


def test_logs(tmp_path):
    path = tmp_path / "logs" / "day.jsonl"
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        logs.install(str(path), Settings({"LOG_LEVEL": "INFO"}))
        logging.getLogger("rasid").warning("one line")
        assert mode(path) == 0o600
        assert mode(path.parent) == 0o700
        assert "one line" in path.read_text(encoding="utf-8")
    finally:
        for handler in [each for each in root.handlers if each not in before[0]]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(before[1])


def test_the_feed_is_for_its_readers(tmp_path):
    path = tmp_path / "manifest.json"
    write_durably(path, b"{}")
    assert mode(path) == 0o644
