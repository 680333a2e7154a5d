"""Sick sites get their right names, and the check of that is no check that cannot fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.demo.faults import FAULTS
from tests.commandline import completed
from tests.watch.matrix import score, table
from tests.watch.plan import EXPECTED, QUIET_NIGHT, Stage, short_plan, whole_plan
from tests.watch.runs import Told


def test_the_plan_has_fifty_runs_and_every_fault():
    assert len(whole_plan()) == 50
    assert {stage.fault for stage in whole_plan()} == {"", *FAULTS, QUIET_NIGHT}
    assert set(EXPECTED) == {*FAULTS, QUIET_NIGHT}
    assert len(short_plan()) <= 12


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_three_faults_are_named_right(tmp_path):
    done = completed("--short", program="tests.watch", timeout_s=280)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "named right within 2 runs: 3 of 3" in done.stdout
    assert "false alarms: 0; left open: 0" in done.stdout
    assert "messages: 6 for 3 incidents" in done.stdout
    assert "of 1 runs, 0 came too soon; after their release 0 lost, 0 twice" in done.stdout


def told(fault, number=0, **changes):
    verdict, cause = EXPECTED.get(fault, ("healthy", ""))
    opened = (cause,) if cause and not number else ()
    run = Told(Stage(fault, number), "run", verdict, 0, (), opened, ())
    return replace(run, **changes)


def well(closed=()):
    return told("", closed=closed)


GOOD = [well(), told("challenge"), told("challenge", 1), well(("challenge",)), told(QUIET_NIGHT)]


def test_what_is_right_is_perfect():
    found = score(GOOD)
    assert found.is_perfect
    assert "named right within 2 runs: 2 of 2" in table(found)


def test_a_fault_may_be_named_by_the_second_run():
    late = [
        told("challenge", verdict="healthy", opened=()),
        told("challenge", 1, opened=("challenge",)),
    ]
    assert score([*late, well(("challenge",))]).is_perfect


@pytest.mark.parametrize(
    "runs",
    [
        [told("challenge", opened=("listing_gone",)), well(("listing_gone",))],
        [told("challenge", verdict="down"), well(("challenge",))],
        [told("challenge", opened=())],
        [told("challenge")],  # and never closed
        [well(), told("", opened=("latency",), closed=("latency",))],
        [told(QUIET_NIGHT, opened=("silence",)), well(("silence",))],
        [told(QUIET_NIGHT, verdict="broken")],
    ],
)
def test_what_is_wrong_is_seen(runs):
    assert not score(runs).is_perfect
