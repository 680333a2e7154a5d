"""What the ledger writes of a run, at its beginning and at its end."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.core.errors import MachineError
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.extensions.run_ledger import RunLedger, command_line
from crawler.extensions.signs import Signs
from crawler.extensions.watch import Watch
from crawler.store.feed import Part
from crawler.store.incidents import Incidents
from crawler.store.runs import Runs

COMMAND = ["scrapy", "run", "windows", "-s", "RASID_NOTIFY=tgram://1:a/2"]
POPPED = ["scrapy", "windows", "-s", "RASID_NOTIFY=tgram://1:a/2"]  # as Scrapy leaves it


@pytest.fixture
def ledger(watch, monkeypatch):
    """The ledger of the crawl, which has begun."""
    monkeypatch.setattr(sys, "argv", POPPED)
    monkeypatch.setattr(sys, "orig_argv", ["python", *COMMAND])
    made = RunLedger.from_crawler(watch.crawler)
    made.opened()
    return made


def end(ledger, watch, *, dated=30, reason="finished"):
    """The crawl ends as the engine ends it; the row of its run."""
    watch.crawler.get_extension(Signs).counts.update({"seen/articles": 30, "seen/date": dated})
    watch.closed(reason)
    ledger.closed(reason)
    ledger.stopped()
    (row,) = Runs(watch.engine).recent(9)
    return row


def test_a_run_that_has_begun_has_a_row_without_secrets(ledger, watch):
    (row,) = Runs(watch.engine).recent(9)
    assert (row.id, row.site, row.ended, row.exit_code) == ("run-1", "windows", None, None)
    assert row.argv == ("scrapy", "run", "windows", "-s", "RASID_NOTIFY=***")


@pytest.mark.parametrize(
    ("days", "before", "stays"),
    [
        ("400", datetime(2002, 6, 1, tzinfo=UTC), False),
        ("400", datetime(2001, 6, 1, tzinfo=UTC), True),  # else a clock that is ahead forgets all
        ("0", datetime(2002, 6, 1, tzinfo=UTC), True),
    ],
)
def test_the_beginning_of_a_run_forgets_runs_of_long_ago(watch, monkeypatch, days, before, stays):
    monkeypatch.setattr("crawler.store.forgetting.GOOD_RUNS", 1)
    runs, values = Runs(watch.engine), {"site": "windows", "versions": {}, "settings_hash": ""}
    for name, began in (("old", datetime(2001, 1, 1, tzinfo=UTC)), ("before", before)):
        runs.start(run_id=name, argv=(), started=began, **values)
    watch.crawler.settings.frozen = False
    watch.crawler.settings.set("RASID_RUNS_DAYS", days)
    RunLedger.from_crawler(watch.crawler).opened()

    assert ("old" in {run.id for run in runs.recent(9)}) is stays
    assert watch.crawler.stats.get_value("rasid/run/forgotten", 0) == int(not stays)


@pytest.mark.parametrize(
    ("original", "left", "told"),
    [
        (["python", "-m", "scrapy", "run"], ["scrapy"], ["scrapy", "run"]),
        (
            ["python", "bin/scrapy", "-s", "A=1", "crawl", "windows"],
            ["bin/scrapy", "-s", "A=1", "windows"],
            ["bin/scrapy", "-s", "A=1", "crawl", "windows"],
        ),
        (["python", "-c", "import x"], ["scrapy", "windows"], ["scrapy", "windows"]),
        (["python"], ["scrapy"], ["scrapy"]),
    ],
    ids=["no argument", "options first", "another process", "embedded"],
)
def test_the_name_of_the_command_is_missing_in_the_ledger(original, left, told, monkeypatch):
    monkeypatch.setattr(sys, "orig_argv", original)
    monkeypatch.setattr(sys, "argv", left)
    assert command_line() == told


def test_a_good_end(ledger, watch):
    row = end(ledger, watch)
    assert (row.exit_code, row.reason, row.complete) == (0, "finished: all good", True)
    assert (row.verdict, row.findings) == ("healthy", ())
    assert row.figures["funnel"]["new"] == 30
    assert row.figures["peak_memory_bytes"] > 1_000_000
    folder = Path(watch.crawler.settings["RASID_DATA_DIR"])
    told = json.loads((folder / "report" / "last_run.json").read_text("utf-8"))
    assert (told["run"], told["exit_code"]) == ("run-1", 0)


def test_a_doubted_run_has_its_finding_and_opens_an_incident(ledger, watch):
    row = end(ledger, watch, dated=0)
    assert (row.exit_code, row.verdict) == (65, "drifting")
    assert [finding["check"] for finding in row.findings] == ["coverage_date"]
    assert [each.cause for each in Incidents(watch.engine).open()] == ["coverage_date"]


def test_a_dry_run_says_nothing_of_the_site(ledger, watch, monkeypatch):
    """It has no publisher of a feed."""
    parts = {Signs: watch.crawler.get_extension(Signs), Watch: watch}
    monkeypatch.setattr(watch.crawler, "get_extension", parts.get)
    row = end(ledger, watch, dated=0)
    assert (row.exit_code, row.parts) == (65, ())
    assert Incidents(watch.engine).open() == []


def test_the_parts_of_a_run_stand_in_its_row(ledger, watch):
    part = Part("part-aa-1-2.jsonl", 1, 2, 2, "0" * 64)
    watch.crawler.get_extension(FeedPublisher).parts.append(part)
    assert [each["file"] for each in end(ledger, watch).parts] == [part.file]


def test_a_run_that_nobody_could_judge_is_a_bug(ledger, watch):
    ledger.closed("finished")
    ledger.stopped()
    (row,) = Runs(watch.engine).recent(9)
    assert (row.exit_code, row.verdict) == (70, None)


def test_an_end_that_cannot_be_written_is_the_end_of_the_run(ledger, watch, monkeypatch):
    def fails(*_given, **_named):
        raise MachineError("disk full")

    monkeypatch.setattr(ledger.runs, "finish", fails)
    end(ledger, watch)
    assert watch.crawler.stats.get_value("rasid/run/exit_code") == 74
    assert watch.crawler.stats.get_value("rasid/run/why") == "disk full"
