"""What a call of `scrapy run` loads, counted: most of a start is imports, on any machine.

The counts are those of one Python and one set of packages; they leave some room for others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.calls.known_sites import remember
from crawler.store import STORE_FILE, store_of
from crawler.store.runs import Runs

ROOT = Path(__file__).resolve().parents[2]
CALL = """
import atexit, gc, sys
begun = gc.get_freeze_count()  # Python 3.12 begins with some
atexit.register(lambda: sys.stderr.write(f"frozen {gc.get_freeze_count() > begun}\\n"))  # runs last
from scrapy.cmdline import execute
try:
    execute(sys.argv)
except SystemExit as left:
    print(left.code, *sorted(sys.modules))
"""
LONG_AGO_S = 1_700_000_000
NOBODY = "http://127.0.0.1:9/"  # a port that nothing listens on: all is loaded, nothing comes
RUN = ("run", "aggregator", "-a", f"start_urls={NOBODY}", "-s", "RETRY_ENABLED=False")
# Modules at most: it was 898 and 1,443 in the environment of requirements.lock.
MOST = {"due": 920, "run": 1_470}
NEWER = 8 if sys.version_info >= (3, 12) else 0  # more of the standard library, in 3.13
ONCE_MORE = 790  # the call after one that found nothing due: it was 775
# What no run needs that finds no feed, draws nothing and shows itself to nobody: the module, and
# who brought it before.
NOT_IN_A_RUN = {
    "tldextract": "Scrapy's cookies, switched off",
    "requests": "tldextract",
    "scrapy.core.downloader.contextfactory": "Twisted's handler, named among the retries",
    "scrapy.extensions.remote_control": "a switch that is off",
    "scrapy.extensions.telnet": "a switch that is off",
    "crawler.core.extract.article": "pages of articles",
    "crawler.core.extract.kind": "pages of no article",
    "feedparser": "feeds",
    "rich": "the table of progress",
    "playwright": "the browser",
    "alembic": "a store that is up to date",
    "jinja2": "the report, switched off here",
    "apprise": "messages",
    "starlette": "the dashboard",
    "psycopg": "another database",
    "sqlalchemy.dialects.postgresql": "partial indexes of the schema",
    "pyarrow": "exports",
}


@pytest.fixture
def loaded(tmp_path):
    """The modules that a call ends with, over a store that is there."""
    runs = Runs(store_of(Settings({"RASID_DATA_DIR": str(tmp_path)})))
    now = datetime.now(UTC)
    runs.start(run_id="a", site="adngad", argv=[], started=now, versions={}, settings_hash="0")

    def call(*arguments, code):
        done = subprocess.run(
            [sys.executable, "-c", CALL, *arguments],
            cwd=ROOT,
            env={**os.environ, "RASID_DATA_DIR": str(tmp_path), "RASID_CONTACT": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        left, *modules = done.stdout.splitlines()[-1].split()
        assert left == str(code), done.stderr
        call.ended_frozen = done.stderr.endswith("frozen True\n")
        return modules

    return call


def test_with_nothing_due_little_is_loaded(loaded, tmp_path):
    remember(Settings({"RASID_DATA_DIR": str(tmp_path), "SPIDER_MODULES": ["spiders"]}),
             {"adngad": timedelta(days=365)})  # fmt: skip
    for path in tmp_path.glob(f"{STORE_FILE}*"):
        os.utime(path, (LONG_AGO_S, LONG_AGO_S))
    due = ("run", "--due", "-s", f"RASID_NOTIFY=json://{NOBODY.removeprefix('http://')}")
    assert len(loaded(*due, code=0)) <= MOST["due"]
    assert not loaded.ended_frozen  # who closes the store folds its log into it
    again = loaded(*due, code=0)
    assert loaded.ended_frozen
    assert "sqlalchemy" not in again
    assert len(again) <= ONCE_MORE


def test_a_run_loads_what_it_uses(loaded):
    modules = loaded(*RUN, code=69)
    assert {name: who for name, who in NOT_IN_A_RUN.items() if name in modules} == {}
    assert len(modules) <= MOST["run"] + NEWER


def test_the_gate_catches_a_part_that_is_switched_on(loaded):
    modules = loaded(*RUN, "-s", "COOKIES_ENABLED=True", code=69)
    assert "tldextract" in modules


def test_checks_of_articles_are_built_with_the_first():
    """pydantic takes as long for them as for a hundred modules."""
    code = (
        "from crawler.core.article import Article, Author\n"
        "def built(model): return type(model.__pydantic_validator__).__name__\n"
        "before = built(Author)\n"
        "Author(name='a')\n"
        "print(before, built(Author), built(Article))"
    )
    text = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert text.split() == ["MockValSer", "SchemaValidator", "MockValSer"]
