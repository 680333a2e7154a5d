"""What the ledger makes of a log that lost lines."""

from __future__ import annotations

import logging

import pytest

from crawler.core.site import Expectations
from crawler.extensions.run_ledger import RunLedger
from crawler.logs import LogFile


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
