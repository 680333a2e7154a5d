"""The metrics of all sites beside the feed: of the newest run, whichever machine made it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from scrapy.settings import Settings

from crawler.queue import site_files
from crawler.queue.site_files import SiteFiles
from crawler.store.runs import Runs

START = datetime(2025, 3, 1, 9, tzinfo=UTC)
EVERY = {name: timedelta(minutes=15) for name in ("windows", "mirror", "never")}
SECONDS = "crawl_last_run_timestamp_seconds"


@pytest.fixture
def files(engine, monkeypatch, tmp_path):
    """Those of a publisher on the store."""
    monkeypatch.setattr("crawler.site_metrics.store_of", lambda _: engine)
    settings = Settings(
        {
            "RASID_DATA_DIR": str(tmp_path),
            "RASID_CADENCE": "fixed",
            "RASID_FREE_DISK_MIN_MB": "200",
        }
    )
    return SiteFiles(settings, engine, EVERY)


@pytest.fixture
def ran(engine):
    """Writes a run down, as any machine does; `ended` False for one under way."""
    runs = Runs(engine)

    def run(site, hour, *, ended=True):
        started, name = START + timedelta(hours=hour), f"{site}-{hour}"
        runs.start(run_id=name, site=site, argv=[], versions={}, settings_hash="", started=started)
        if ended:
            finish(name, started + timedelta(minutes=1))

    def finish(name, moment):
        runs.finish(name, ended=moment, exit_code=0, reason="", figures={}, verdict="quiet")

    run.finish = finish
    return run


def told(tmp_path, site):
    text = (tmp_path / "metrics" / f"{site}.prom").read_text(encoding="utf-8")
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
    return {name.partition("{")[0]: float(value) for name, value in values.items()}


def test_a_site_that_has_run_anywhere_has_a_file_here(files, ran, tmp_path):
    ran("windows", 1)
    assert files.renew() == ["windows"]
    values = told(tmp_path, "windows")
    assert values[SECONDS] == (START + timedelta(hours=1, minutes=1)).timestamp()
    assert values["crawl_data_free_min_bytes"] == 200e6
    assert sorted(path.name for path in (tmp_path / "metrics").iterdir()) == [
        "_notices.prom", "windows.prom",
    ]  # fmt: skip


def test_after_a_run_of_a_clock_that_was_ahead_the_file_is_renewed_all_the_same(
    files, ran, tmp_path, monkeypatch
):
    monkeypatch.setattr(site_files.crawl, "now", lambda _: START + timedelta(hours=3))
    ran("windows", 1)
    ran("windows", 24 * 3650)
    assert files.renew() == ["windows"]
    assert told(tmp_path, "windows")[SECONDS] == (START + timedelta(hours=1, minutes=1)).timestamp()
    ran("windows", 2)
    assert files.renew() == ["windows"]
    assert told(tmp_path, "windows")[SECONDS] == (START + timedelta(hours=2, minutes=1)).timestamp()


def test_messages_that_a_machine_could_not_send_are_told_until_another_one_has(
    files, monkeypatch, tmp_path
):
    told = iter([{"windows": 2}, {"windows": 2}, {}])
    monkeypatch.setattr(site_files, "unsent_of", lambda _: next(told))
    file = tmp_path / "metrics" / "_notices.prom"
    files.renew()
    assert 'crawl_notices_unsent{spider="windows"} 2.0' in file.read_text(encoding="utf-8")
    file.unlink()
    files.renew()
    assert not file.exists()  # nothing has changed
    files.renew()
    assert file.read_bytes() == b""


def test_a_file_is_written_again_when_a_run_begins_and_when_it_ends(files, ran, tmp_path):
    ran("windows", 1)
    ran("mirror", 1)
    assert sorted(files.renew()) == ["mirror", "windows"]
    assert files.renew() == []
    ran("windows", 2, ended=False)
    assert files.renew() == ["windows"]
    values = told(tmp_path, "windows")
    assert values["crawl_last_start_timestamp_seconds"] > values[SECONDS]
    ran.finish("windows-2", START + timedelta(hours=2, minutes=3))
    assert files.renew() == ["windows"]
    assert told(tmp_path, "windows")[SECONDS] == (START + timedelta(hours=2, minutes=3)).timestamp()


def test_of_many_the_one_that_waits_longest_comes_first(files, ran, monkeypatch):
    monkeypatch.setattr(site_files, "AT_ONCE_MAX", 1)
    ran("windows", 2)
    ran("mirror", 1)
    assert [files.renew(), files.renew(), files.renew()] == [["mirror"], ["windows"], []]


def test_a_site_waits_since_its_run_ended_or_since_one_began_that_goes_on(files, ran, monkeypatch):
    monkeypatch.setattr(site_files, "AT_ONCE_MAX", 1)
    ran("windows", 1, ended=False)
    ran.finish("windows-1", START + timedelta(hours=3))
    ran("mirror", 2, ended=False)
    assert [files.renew(), files.renew()] == [["mirror"], ["windows"]]


def test_a_file_that_could_not_be_written_is_written_with_the_next_look(files, ran, monkeypatch):
    ran("windows", 1)
    with monkeypatch.context() as broken:
        broken.setattr(site_files, "write_site", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            files.renew()
    assert files.renew() == ["windows"]
