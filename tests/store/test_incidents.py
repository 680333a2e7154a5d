"""Incidents from the first run to the last, what is told of them, and what is muted."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from crawler.core.watch.finding import Finding
from crawler.core.watch.verdict import Judgement
from crawler.store.database import writing
from crawler.store.incidents import Incidents
from crawler.store.mutes import Mutes
from crawler.store.notices import Notices
from crawler.store.past import Past, PastRun
from crawler.store.run_incidents import JudgedRun, command_for, note_run

HOUR = timedelta(hours=1)
BAD, GOOD = "http://windows.example/", "http://windows.example/good"


class Ledger:
    """Notes runs of a site one after another, an hour apart."""

    def __init__(self, engine, now):
        self.engine = engine
        self.now = now
        self.past = [PastRun("good", now - HOUR, {"examples": {"listing": GOOD, "article": GOOD}})]
        self.number = 0

    def run(self, *checks, site="windows", judged=("challenge", "latency", "coverage_date")):
        self.number += 1
        self.now += HOUR
        run = f"run-{self.number}"
        findings = tuple(Finding(check, "error", self.number, 0) for check in checks)
        figures = {"examples": {"bad": {"listing": BAD}}}
        note = JudgedRun(
            run,
            site,
            self.now,
            self.now + HOUR / 4,
            Judgement("broken", findings, frozenset(judged)),
            figures,
            Past(tuple(self.past), tuple(self.past[-1:])),
        )
        with writing(self.engine) as connection:
            note_run(connection, note)
        self.past.insert(0, PastRun(run, self.now, figures, checks))


@pytest.fixture
def ledger(engine, now):
    return Ledger(engine, now)


@pytest.fixture
def incidents(engine):
    return Incidents(engine)


@pytest.fixture
def notices(engine):
    return Notices(engine)


def test_what_comes_and_goes_is_told_as_one(ledger, incidents, notices):
    for _ in range(6):
        ledger.run("challenge")
        ledger.run()
    assert [each.cause for each in incidents.open()] == ["challenge"]
    told = [each.kind for each in notices.due(ledger.now + HOUR)]
    assert told == ["opened", "closed", "opened"]
    ledger.run()
    ledger.run()
    assert len(incidents.open()) == 1
    ledger.run()  # four hours after the end of the run that has seen it
    assert incidents.open() == []


def test_what_is_back_after_more_than_a_day_is_over_at_once(ledger, incidents):
    ledger.run("challenge")
    ledger.run()
    ledger.now += 23 * HOUR
    ledger.run("challenge")
    ledger.run()
    assert len(incidents.open()) == 1
    ledger.now += 28 * HOUR
    ledger.run()
    ledger.run("challenge", site="doors")
    ledger.run(site="doors")
    assert incidents.open() == []
    ledger.now += 24 * HOUR
    ledger.run("challenge")
    ledger.run()
    assert incidents.open() == []


def test_what_was_seen_by_a_clock_that_was_ahead_does_not_stay_open(ledger, incidents):
    ledger.run("challenge")
    ledger.run()
    ledger.now += 9 * HOUR
    ledger.run("challenge")
    ledger.now -= 9 * HOUR
    ledger.run()
    assert incidents.open() == []


def test_the_life_of_an_incident(ledger, incidents, now):
    ledger.run()
    ledger.run("challenge")
    ledger.run("challenge")
    ledger.run("challenge", judged=())
    (lasting,) = incidents.open()
    assert (lasting.cause, lasting.verdict, lasting.runs) == ("challenge", "blocked", 3)
    assert (lasting.opened, lasting.opened_run) == (now + 2 * HOUR, "run-2")
    assert (lasting.last_run, lasting.closed) == ("run-4", None)
    assert (lasting.url_bad, lasting.url_good) == (BAD, GOOD)
    assert lasting.facts["value"] == 4
    assert lasting.facts["good_run"] == "good"
    assert lasting.command == f"scrapy doctor {BAD} --site windows"

    ledger.run(judged=())
    assert len(incidents.open("windows")) == 1
    ledger.run()
    assert incidents.open() == []
    (over,) = incidents.recent(5)
    assert over.closed_run == "run-6"
    json.dumps(over.as_dict())


def test_a_weak_sign_begins_with_the_run_that_showed_it_first(ledger, incidents, now):
    ledger.run("latency")
    assert incidents.open() == []
    ledger.run("latency")
    (lasting,) = incidents.open()
    assert (lasting.opened_run, lasting.opened, lasting.runs) == ("run-1", now + HOUR, 2)


def test_each_site_and_cause_has_its_own(ledger, incidents):
    ledger.run("challenge", "coverage_date")
    ledger.run("challenge", site="doors")
    assert [(each.site, each.cause) for each in incidents.open()] == [
        ("windows", "challenge"),
        ("windows", "coverage_date"),
        ("doors", "challenge"),
    ]
    assert [each.site for each in incidents.recent(9, "doors")] == ["doors"]
    assert len(incidents.open("doors")) == 1
    assert set(incidents.get([1, 3, 99])) == {1, 3}


def test_a_cause_that_comes_back_is_another_incident(ledger, incidents, notices, now):
    for checks in (("challenge",), (), ("challenge",)):
        ledger.run(*checks)
    assert [each.closed is None for each in incidents.recent(9)] == [True, False]
    assert [each.kind for each in notices.due(now)] == ["opened", "closed", "opened"]


def test_the_store_refuses_a_second_open_one(ledger, engine):
    ledger.run("challenge")
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO incidents (site, cause, verdict, level, opened, opened_run, last_seen,"
            " last_run, runs, facts, command) SELECT site, cause, verdict, level, opened,"
            " opened_run, last_seen, last_run, runs, facts, command FROM incidents"
        )


def test_a_notice_is_due_until_it_is_sent(ledger, notices, now):
    ledger.run("challenge")
    (notice,) = notices.due(now)
    assert (notice.kind, notice.site, notice.cause, notice.attempts) == (
        "opened",
        "windows",
        "challenge",
        0,
    )
    notices.trying(notice.id, now)
    notices.failed(notice.id, "refused")
    (tried,) = notices.due(now)
    assert (tried.attempts, tried.tried, tried.last_error) == (1, now, "refused")
    notices.sent(notice.id, now)
    assert notices.due(now) == []


def test_two_messages_for_each_incident(ledger, notices, now):
    for _ in range(3):
        ledger.run("challenge", "coverage_date")
    ledger.run()
    assert len(notices.due(now)) == 4
    assert len(notices.due(now, limit=3)) == 3


class TestMutes:
    """What is muted is not told, and what lasts longer is told when the mute ends."""

    @pytest.fixture
    def mutes(self, engine):
        return Mutes(engine)

    def test_what_begins_and_ends_under_a_mute_is_never_told(self, ledger, mutes, notices, now):
        mutes.add("windows", None, until=now + 9 * HOUR, reason="it is rebuilt", now=now)
        ledger.run("challenge")
        assert notices.due(now + HOUR) == []
        ledger.run()
        assert notices.due(now + 99 * HOUR) == []

    def test_what_lasts_is_told_when_the_mute_ends(self, ledger, mutes, notices, now):
        mutes.add("windows", "challenge", until=now + 3 * HOUR, reason="known", now=now)
        ledger.run("challenge", "coverage_date")
        assert [each.cause for each in notices.due(now + HOUR)] == ["coverage_date"]
        assert len(notices.due(now + 3 * HOUR)) == 2

    def test_what_was_told_before_the_mute_is_told_to_be_over(self, ledger, mutes, notices, now):
        ledger.run("challenge")
        notices.trying(1, now)
        notices.sent(1, now)
        mutes.add("windows", None, until=now + 9 * HOUR, reason="known", now=now)
        ledger.run()
        assert [each.kind for each in notices.due(now + 9 * HOUR)] == ["closed"]

    def test_a_mute_can_be_ended(self, mutes, now):
        for cause in (None, "challenge", "latency"):
            mutes.add("windows", cause, until=now + HOUR, reason="known", now=now)
        mutes.add("doors", None, until=now + 2 * HOUR, reason="known", now=now)
        assert mutes.end("windows", "latency", now=now) == 1
        assert [each.cause for each in mutes.active(now, "windows")] == [None, "challenge"]
        assert mutes.end("windows", None, now=now) == 2
        assert [each.site for each in mutes.active(now)] == ["doors"]
        assert mutes.active(now + 2 * HOUR) == []
        json.dumps([each.as_dict() for each in mutes.active(now)])


@pytest.mark.parametrize(
    ("check", "url", "command"),
    [
        ("listing_gone", None, "scrapy run windows"),
        ("listing_gone", BAD, f"scrapy doctor {BAD} --site windows"),
        ("robots_forbids", BAD, f"scrapy doctor --receipt {BAD} --site windows"),
        ("soft_404", "http://w.example/?a=1&b='$(x)", None),
    ],
)
def test_the_command_that_shows_it(check, url, command):
    found = command_for("windows@127.0.0.1:80", check, url)
    if command:
        assert found == command
    else:
        assert found == """scrapy doctor 'http://w.example/?a=1&b='"'"'$(x)' --site windows"""
