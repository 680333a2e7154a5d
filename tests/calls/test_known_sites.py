"""What `scrapy run --due` keeps of the sites, and what a call with nothing due does not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.calls.known_sites import FILE, recall, recall_hosts, remember
from crawler.store import store_of
from crawler.store.runs import Runs

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
PERIODS = {"windows": timedelta(minutes=15), "mirror": timedelta(hours=2)}
CALL = """
import sys
from scrapy.cmdline import execute
try:
    execute(["scrapy", "run", "--due"])
except SystemExit as left:
    print(left.code, *sorted(sys.modules), sep="\\n")
"""
HEAVY = (
    "crawler.spider",
    "crawler.core.extract",
    "numpy",
    "selectolax.parser",
    "aiohttp",
    "alembic",
)


@pytest.fixture
def clock(standing_clock):
    return standing_clock


@pytest.fixture
def settings(few_sites):
    return few_sites


def test_what_was_noted_is_known(settings):
    assert recall(settings) is None
    remember(settings, PERIODS)
    assert recall(settings) == PERIODS
    remember(settings, {})
    assert recall(settings) == {}


def test_the_host_of_each_site_is_known(settings):
    assert recall_hosts(settings) == {}
    remember(settings, PERIODS, {"windows": "news.example"})
    assert recall_hosts(settings) == {"windows": "news.example"}


@pytest.mark.parametrize("name", ["windows.py", "another.py"])
def test_a_module_that_has_changed_or_come_makes_it_unknown(settings, tmp_path, name):
    remember(settings, PERIODS)
    (tmp_path / "a_few_sites" / name).write_text("# 30 minutes\n")
    assert recall(settings) is None


@pytest.mark.parametrize("later", [timedelta(days=1), -timedelta(seconds=1)])
def test_it_is_known_for_a_day(settings, clock, later):
    remember(settings, PERIODS)
    clock[0] += later
    assert recall(settings) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made_of": 1}', "\\x00", '{"periods_s": 3}'])
def test_a_file_that_says_nothing_is_no_error(settings, tmp_path, text):
    remember(settings, PERIODS)
    (tmp_path / "data" / FILE).write_text(text)
    assert recall(settings) is None


def test_what_cannot_be_written_is_no_error(settings, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    remember(settings, PERIODS)
    assert recall(settings) is None


def test_with_nothing_due_no_spider_and_no_engine_is_loaded(tmp_path):
    given = {"RASID_DATA_DIR": str(tmp_path), "SPIDER_MODULES": ["spiders"]}
    settings = Settings(given)
    now = datetime.now(UTC)
    runs = Runs(store_of(settings))
    runs.start(run_id="a", site="adngad", argv=[], started=now, versions={}, settings_hash="0")
    remember(settings, {"adngad": timedelta(days=365)})
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=ROOT,
        env={**os.environ, "RASID_DATA_DIR": str(tmp_path), "RASID_CONTACT": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    code, *loaded = done.stdout.splitlines()
    assert code == "0", done.stderr
    assert [name for name in HEAVY if name in loaded] == []
    kept = json.loads((tmp_path / FILE).read_bytes())
    assert kept["periods_s"] == {"adngad": 365 * 86400}
