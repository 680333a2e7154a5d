"""What a move refuses, and that nothing has changed then."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from crawler.core.errors import ConfigError, LockedError, MachineError
from crawler.store.database import writing
from crawler.store.lock import SiteLock
from crawler.store.schema import visits
from tests.postgres import moving as made

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 60
ONCE = {"lost": 0, "twice": 0, "torn": 0}


def test_a_target_that_is_in_use_is_refused(tmp_path, postgres_url):
    made.crawl(tmp_path, "", 0)
    made.crawl(tmp_path / "other", postgres_url, 0)
    with pytest.raises(ConfigError, match="not empty: its table"):
        made.moving(tmp_path, postgres_url)
    made.crawl(tmp_path, "", 20)
    with made.store(tmp_path, postgres_url) as new:
        assert len(made.all_rows(new)["articles"]) == 20


def test_a_target_that_another_store_is_moved_to_is_refused(tmp_path, postgres_url):
    made.crawl(tmp_path / "a", "", 0)
    made.crawl(tmp_path / "b", "", 0)
    assert made.killed(tmp_path / "a", postgres_url, "whole")
    with pytest.raises(ConfigError, match="from another store"):
        made.moving(tmp_path / "b", postgres_url)


def test_a_crawl_that_does_not_end_is_not_moved_away_from(tmp_path, postgres_url):
    made.crawl(tmp_path, "", 0)
    with (
        SiteLock(tmp_path / "locks" / "windows.lock", "long"),
        pytest.raises(LockedError, match=r"still crawling after 0 s: windows"),
    ):
        made.moving(tmp_path, postgres_url, wait_s=0)
    made.crawl(tmp_path, "", 20)
    assert made.moving(tmp_path, postgres_url).tables["articles"].rows == 40


@pytest.mark.parametrize(
    ("values", "words"),
    [({"url": "a\x00b"}, "NUL"), ({"site": "s" * 400}, "value too long.*site")],
)
def test_a_row_that_postgresql_cannot_hold_stops_it(tmp_path, postgres_url, values, words):
    made.crawl(tmp_path, "", 0)
    row = {"identifier": "i", "url": "u", "site": "s", "outcome": "o", "attempts": 1}
    times = {"last_try": made.NOW, "next_try": made.NOW}
    with made.store(tmp_path) as old, writing(old) as connection:
        connection.execute(insert(visits).values(row | times | values))
    with pytest.raises(MachineError, match=f"(?s)does not take a row of visits.*{words}"):
        made.moving(tmp_path, postgres_url)
    made.crawl(tmp_path, "", 20)
