"""What the ledger makes of a log that lost lines, and of the settings of a run."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from scrapy.settings import BaseSettings, Settings
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.core.site import Expectations
from crawler.extensions.run_ledger import RunLedger, settings_hash, versions
from crawler.framework.logs import LogFile


@pytest.fixture
def ledger(make_crawler):
    """The ledger of a crawl that found nothing wrong."""
    crawler = make_crawler()
    crawler.stats.set_value("rasid/listing/pages", 1)
    crawler.stats.set_value("rasid/links/found", 9)
    made = RunLedger(crawler, runs=None)
    made.closed("finished")
    return made


@pytest.fixture
def log_on_a_full_disk():
    handler = LogFile("/dev/full", encoding="utf-8")
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    handler.close()


def code(ledger):
    ledger._ask_the_log()
    return ledger.judge(Expectations()).code


def test_a_whole_log(ledger):
    assert code(ledger) == 0


def test_a_log_with_holes_ends_with_74(ledger, log_on_a_full_disk):
    assert code(ledger) == 0
    logging.getLogger("rasid.test").error("وصل")
    assert code(ledger) == 74


def test_an_earlier_failure_stays_the_cause(ledger, log_on_a_full_disk):
    ledger.crawler.stats.set_value("rasid/machine/exit_code", 73)
    logging.getLogger("rasid.test").error("وصل")
    assert code(ledger) == 73


def test_a_setting_within_a_setting_counts_by_its_value():
    steps = {"pipelines.cut_noise.CutNoise": 200}
    same = [Settings({"STEPS": BaseSettings(steps)}), Settings({"STEPS": BaseSettings(steps)})]
    assert settings_hash(same[0]) == settings_hash(same[1])
    assert settings_hash(same[0]) == settings_hash(Settings({"STEPS": steps}))
    other = Settings({"STEPS": BaseSettings(steps | {"pipelines.cut_noise.CutNoise": 201})})
    assert settings_hash(other) != settings_hash(same[0])


def test_what_a_run_is_made_with_is_the_same_for_all_of_a_process():
    assert versions() is versions()
    assert {"rasid", "schema", "extractor", "python", "scrapy"} <= versions().keys()


def test_what_a_step_raises_is_a_bug_of_ours_unless_the_machine_failed(ledger):
    for error in (ValueError("no number"), MachineError("disk full"), KeyError("url")):
        ledger.failed(Failure(error))
    assert ledger.crawler.stats.get_value("rasid/bugs") == 2


def test_a_run_that_cannot_be_written_down_at_its_begin_ends_as_a_failure_of_the_machine(
    make_crawler, monkeypatch
):
    def fails(**_given):
        raise MachineError("disk full")

    monkeypatch.setattr(crawl, "end", lambda *_: None)  # there is no engine to stop
    crawler = make_crawler()
    crawler.spider = SimpleNamespace(run_id="run-1", source="windows")
    RunLedger(crawler, runs=SimpleNamespace(start=fails)).opened()
    assert crawler.stats.get_value("rasid/machine/exit_code") == MachineError("").exit_code
