"""`scrapy notify`: what is due, a test, a unit that failed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.incidents import leave_incident
from tests.webhook import listening

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def hook(settings):
    with listening() as made:
        settings.set("RASID_NOTIFY", f"json://127.0.0.1:{made.port}/", priority="cmdline")
        yield made


@pytest.fixture
def incident(settings):
    leave_incident(settings, NOW)


def test_nobody_is_named(run, settings):
    settings.set("RASID_NOTIFY", "", priority="cmdline")
    code, _, errors = run("notify")
    assert (code, errors) == (0, "rasid: RASID_NOTIFY is empty: nobody is told anything\n")
    assert run("notify", "--test")[0] == 78


def test_nothing_is_due(run, hook):
    assert run("notify") == (0, "", "")
    assert hook.asked == []


def test_what_is_due_goes_out_once(run, hook, incident):
    assert run("notify") == (0, "messages: 1 sent, 0 failed, 0 notices wait\n", "")
    assert run("notify") == (0, "", "")
    assert hook.marks == ["rasid:1:opened"]


def test_an_address_that_takes_nothing_ends_with_69(run, hook, incident):
    hook.status = 500
    code, output, _ = run("notify")
    assert (code, output) == (69, "messages: 0 sent, 1 failed, 1 notices wait\n")


def test_a_test(run, hook):
    assert run("notify", "--test")[0] == 0
    assert hook.marks == ["rasid:test"]


def test_a_unit_that_failed_is_told_beside_what_is_due(run, hook, incident):
    code, output, _ = run("notify", "--failed", "rasid.service\x1b[31m")
    assert (code, output) == (0, "messages: 2 sent, 0 failed, 0 notices wait\n")
    assert hook.told[0]["title"] == "Rasid: rasid.service [31m failed"
    assert hook.marks == ["rasid:failed:rasid.service [31m", "rasid:1:opened"]


def test_a_failed_unit_that_nobody_is_told_of_is_counted_beside_what_is_due(run, hook, incident):
    hook.status = 500
    code, output, _ = run("notify", "--failed", "rasid.service")
    assert (code, output) == (69, "messages: 0 sent, 2 failed, 1 notices wait\n")


def test_an_address_that_cannot_be(run, settings):
    settings.set("RASID_NOTIFY", "nobody://knows", priority="cmdline")
    code, output, errors = run("notify")
    assert (code, output) == (78, "")
    assert "address 1" in errors
