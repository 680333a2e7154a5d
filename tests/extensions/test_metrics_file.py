"""The file of metrics: whole, from the store, and what a full disk does to it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy import signals

from crawler import exposition
from crawler.core.article import identifier_of
from crawler.core.errors import MachineError
from crawler.core.site import SiteProfile
from crawler.extensions.metrics_file import MetricsFile
from crawler.store import store_of
from crawler.store.new_article import NewArticle
from crawler.store.outbox import Outbox
from crawler.store.runs import Runs
from tests.tools import program

SITE = SiteProfile(name="windows", start_urls=("http://127.0.0.1/",), every="15m")
START = datetime(2025, 3, 1, 9, tzinfo=UTC)
FIGURES = {
    "funnel": {"links": 40, "extracted": 12, "published": 9},
    "statuses": {"200": 30, "404": 5},
    "coverage": {"date": 0.75},
}


@pytest.fixture
def crawler(make_crawler):
    made = make_crawler(RASID_FREE_DISK_MIN_MB="200")
    made.spider = SimpleNamespace(site=SITE, source="windows", run_id="r9")
    return made


@pytest.fixture
def ledger(crawler):
    """Writes a run down: `ended` False for one that was killed."""
    runs = Runs(store_of(crawler.settings))

    def add(number, *, code=0, ended=True, verdict="healthy"):
        started = START + timedelta(hours=number)
        runs.start(
            run_id=f"r{number}", site="windows", argv=[], versions={}, settings_hash="",
            started=started,
        )  # fmt: skip
        if ended:
            end = started + timedelta(seconds=75)
            runs.finish(
                f"r{number}", ended=end, exit_code=code, reason="", figures=FIGURES,
                verdict=verdict,
            )  # fmt: skip

    return add


@pytest.fixture
def written(crawler, tmp_path):
    """Writes the file; gives its samples."""

    def write():
        MetricsFile(crawler).write()
        text = (tmp_path / "data" / "metrics" / "windows.prom").read_text(encoding="utf-8")
        lines = [line.rpartition(" ") for line in text.splitlines() if line[0] != "#"]
        return {name: float(value) for name, _, value in lines}

    return write


def of(name):
    return f'crawl_{name}{{spider="windows"}}'


def test_the_last_run(ledger, written):
    ledger(1)
    values = written()
    assert values[of("last_run_items_published")] == 9
    assert values[of("last_success_timestamp_seconds")] == values[of("last_run_timestamp_seconds")]
    assert values['crawl_last_run_responses{code="4xx",spider="windows"}'] == 5
    assert values['crawl_last_run_verdict{spider="windows",verdict="healthy"}'] == 1


def test_the_least_of_free_disk_is_in_bytes(ledger, written):
    ledger(1)
    assert written()[of("data_free_min_bytes")] == 200_000_000


@pytest.mark.parametrize("signal", [signals.spider_opened, signals.engine_stopped])
def test_it_is_written_at_both_ends_of_a_run(crawler, ledger, tmp_path, signal):
    ledger(1)
    made = MetricsFile.from_crawler(crawler)
    crawler.signals.send_catch_log(signal)
    assert (tmp_path / "data" / "metrics" / "windows.prom").is_file()
    assert made.crawler is crawler  # receivers are held weakly


def test_a_failed_run_keeps_the_last_good_one(ledger, written):
    ledger(1)
    good = written()[of("last_run_timestamp_seconds")]
    ledger(2, code=65, verdict="broken")
    values = written()
    assert values[of("last_run_success")] == 0
    assert values[of("last_success_timestamp_seconds")] == good
    assert values[of("last_run_timestamp_seconds")] == good + 3600


def test_a_killed_run_shows_by_its_beginning(ledger, written):
    ledger(1)
    ended = written()[of("last_run_timestamp_seconds")]
    ledger(2, ended=False)
    values = written()
    assert values[of("last_run_timestamp_seconds")] == ended
    assert values[of("last_start_timestamp_seconds")] == (START + timedelta(hours=2)).timestamp()


def test_what_waits_for_the_feed(crawler, ledger, written, make_article):
    ledger(1)
    outbox = Outbox(store_of(crawler.settings))
    article = make_article()
    outbox.add(
        NewArticle(
            identifier=identifier_of("http://127.0.0.1/1"),
            url="http://127.0.0.1/1",
            site="windows",
            content_key="k1",
            run_id="r1",
            first_seen=START,
            line=article.model_dump_json(),
        )
    )
    outbox.flush()
    values = written()
    assert values[of("unpublished_articles")] == 1
    assert values[of("unpublished_oldest_timestamp_seconds")] == START.timestamp()
    assert values[of("newest_article_timestamp_seconds")] == START.timestamp()


def test_prometheus_takes_the_file(crawler, ledger, written, tmp_path):
    ledger(1)
    written()
    text = (tmp_path / "data" / "metrics" / "windows.prom").read_bytes()
    done = promtool_check(text)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")
    bad = promtool_check(text.replace(b"crawl_held_runs", b"crawl_held_total"))
    assert bad.returncode == 3


def promtool_check(text):
    command = [program("promtool", "prometheus"), "check", "metrics"]
    return subprocess.run(command, input=text, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(("before", "after"), [(0, 74), (65, 74), (70, 70), (143, 143)])
def test_a_full_disk_is_counted_and_told(crawler, ledger, monkeypatch, before, after):
    ledger(1)
    crawler.stats.set_value("rasid/run/exit_code", before)
    monkeypatch.setattr(exposition, "write_durably", full)
    MetricsFile(crawler).write()

    assert crawler.stats.get_value("rasid/output_failed/metrics") == 1
    assert crawler.stats.get_value("rasid/run/exit_code") == after
    why = crawler.stats.get_value("rasid/run/why")
    assert (why is not None) == (before != after)


def test_at_the_beginning_nothing_is_told_yet(crawler, monkeypatch):
    monkeypatch.setattr(exposition, "write_durably", full)
    MetricsFile(crawler).write()
    assert crawler.stats.get_value("rasid/run/exit_code") is None


def test_an_old_file_stays_whole_on_a_full_disk(crawler, ledger, written, monkeypatch):
    ledger(1)
    before = written()
    monkeypatch.setattr(shutil, "disk_usage", no_disk)
    crawler.stats.set_value("rasid/run/exit_code", 0)
    assert written() == before
    assert crawler.stats.get_value("rasid/run/exit_code") == 74


def full(*_):
    raise MachineError("no space left")


def no_disk(_):
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize(("source", "files"), [("windows", 0), ("windows@127.0.0.1:80", 1)])
def test_where_the_feed_is_elsewhere_no_old_copy_stays_here(make_crawler, tmp_path, source, files):
    made = make_crawler(RASID_FREE_DISK_MIN_MB="200", RASID_PUBLISH="off")
    made.spider = SimpleNamespace(site=SITE, source=source, run_id="r9")
    MetricsFile(made).write()
    assert len(list(tmp_path.glob("data/metrics/*.prom"))) == files
