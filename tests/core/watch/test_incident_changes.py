"""Which incidents a run opens, continues and closes."""

from __future__ import annotations

from crawler.core.watch.finding import Finding
from crawler.core.watch.incident_changes import Changes, changes_of
from crawler.core.watch.verdict import Judgement

STRONG, WEAK, NOTED = "challenge", "latency", "robots_changed"


def judgement(*checks, judged=(STRONG, WEAK)):
    findings = tuple(Finding(check, "warning", 1, 0) for check in checks)
    return Judgement("drifting", findings, frozenset(judged))


def test_one_run_is_enough_for_a_strong_sign():
    found = judgement(STRONG)
    assert changes_of(found, (), []) == Changes(opened=((found.findings[0], 1),))


def test_a_weak_sign_needs_two_runs_in_a_row():
    found = judgement(WEAK)
    assert changes_of(found, (), []) == Changes()
    assert changes_of(found, (), [(), (WEAK,)]) == Changes()
    assert changes_of(found, (), [(WEAK,), (WEAK,)]) == Changes(opened=((found.findings[0], 2),))


def test_what_is_only_noted_opens_nothing():
    assert changes_of(judgement(NOTED), (), [(NOTED,)] * 5) == Changes()


def test_an_open_incident_goes_on():
    found = judgement(WEAK)
    assert changes_of(found, {WEAK}, []) == Changes(continued=found.findings)


def test_an_incident_closes_with_the_first_run_that_could_see_it():
    assert changes_of(judgement(), {STRONG}, []) == Changes(closed=(STRONG,))
    assert changes_of(judgement(judged=()), {STRONG}, []) == Changes()
