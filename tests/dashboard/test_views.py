"""What the views make of rows: states, usual days, culprits, lags."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from crawler.dashboard.look import Plan, Source
from crawler.dashboard.queries.letters import Letters
from crawler.dashboard.queries.lines import Line, Newest
from crawler.dashboard.queries.storage import Storage
from crawler.dashboard.queries.turns import Turn, Turns
from crawler.dashboard.views import arabic, board, freshness, funnel, run, schedule, storage
from crawler.dashboard.views.state import state_of, word_of
from crawler.dashboard.views.usual import beside, line, share_beside, windows
from crawler.store.incidents import Incident
from crawler.store.mutes import Mute
from tests.dashboard.passed import HOUR, NOW, a_run, hour, week

PLAN = Plan("1h", HOUR)


# --- A usual day ----------------------------------------------------------------------------------


def test_a_day_beside_the_seven_before():
    found = beside(windows(week({"new": 1}, new=4), NOW), "new")
    assert (found.now, found.usual) == (24, 96)


def test_a_night_is_compared_with_nights():
    nights = [hour(ago, runs=1, new=0 if (NOW - HOUR * ago).hour < 6 else 10) for ago in range(192)]
    found = beside(windows(nights[::-1], NOW, 3), "new")
    assert (found.now, found.usual) == (0, 0)


def test_few_days_are_no_habit():
    rows = [hour(ago, new=1) for ago in range(24 * 3)]
    assert beside(windows(rows, NOW), "new").usual is None
    assert beside([], "new").now == 0
    assert share_beside([], "new", ("new",)) == (None, None)


def test_shares_and_lines():
    rows = week({"duplicates": 6}, new=4, duplicates=1)
    assert share_beside(windows(rows, NOW), "duplicates", ("new", "duplicates")) == (0.6, 0.2)
    assert line(rows[-10:], NOW, "new", points=4, each_h=4) == [None, 8, 16, 16]


# --- States ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "healthy"),
        ({"verdict": "quiet"}, "quiet"),
        ({"verdict": "blocked", "exit_code": 65}, "blocked"),
        ({"verdict": "drifting"}, "drifting"),
        ({"verdict": "healthy", "exit_code": 74}, "failed"),
        ({"verdict": "healthy", "exit_code": 143}, "stopped"),
        ({"verdict": "new word"}, "unproven"),
        ({"exit_code": 65}, "broken"),
        ({"exit_code": 69}, "down"),
        ({"exit_code": 70}, "failed"),
        ({"ended": None, "exit_code": None}, "running"),
    ],
)
def test_the_word_of_a_run(changes, word):
    assert word_of(a_run(**changes), NOW) == word


def test_a_run_without_an_end_was_killed_in_the_end():
    assert word_of(a_run(30, ended=None, exit_code=None), NOW) == "killed"
    assert word_of(a_run(30, ended=None, exit_code=None), NOW, HOUR * 48) == "running"


def test_a_source_without_runs_is_late_then_gone():
    assert state_of(Source(site="s", plan=PLAN), NOW).word == "never"
    late = state_of(Source(site="s", plan=PLAN, last=a_run(5)), NOW)
    assert (late.word, late.level) == ("late", "bad")
    assert late.since is not None
    assert NOW - HOUR * 4 < late.since < NOW
    assert state_of(Source(site="s", plan=PLAN, last=a_run(1.5)), NOW).word == "healthy"
    assert state_of(Source(site="s", last=a_run(24 * 20)), NOW).word == "healthy"
    assert state_of(Source(site="s", last=a_run(24 * 40)), NOW).word == "gone"


def test_since_when():
    broken = a_run(exit_code=65)
    first = NOW - HOUR * 4
    assert state_of(Source(site="s", last=broken, bad_since=first), NOW).since == first
    assert state_of(Source(site="s", last=broken), NOW).since == broken.started
    opened = incident(NOW - HOUR * 9)
    known = Source(site="s", last=broken, bad_since=first, incidents=(opened,))
    assert state_of(known, NOW).since == NOW - HOUR * 9
    both = Source(site="s", last=broken, incidents=(incident(first), opened))
    assert state_of(both, NOW).since == NOW - HOUR * 9


def incident(opened: datetime) -> Incident:
    return Incident(
        id=1, site="s", cause="listing_gone", verdict="broken", level="error", opened=opened,
        opened_run="a", last_seen=NOW, last_run="b", runs=3,
    )  # fmt: skip


def test_what_is_muted_stands_behind():
    mute = Mute(id=1, site="m", cause=None, until=NOW + HOUR, reason="r", made=NOW)
    muted = state_of(Source(site="m", last=a_run(exit_code=69), mutes=(mute,)), NOW)
    broken = state_of(Source(site="b", last=a_run(exit_code=65)), NOW)
    assert muted.muted_until == mute.until
    assert broken.place < muted.place
    rows = board.shown(
        [
            Source(site="m", last=a_run(exit_code=69), mutes=(mute,)),
            Source(site="b", last=a_run(exit_code=65)),
        ],
        NOW,
    )["rows"]
    assert [row["site"] for row in rows] == ["b", "m"]


def test_the_board_marks_far_fewer_articles():
    sources = [
        Source(site=name, last=a_run(), hours=week({"new": new}, new=4))
        for name, new in (("a", 4), ("z", 1))
    ]
    shown = board.shown(sources, NOW)
    assert [(row["site"], row["is_low"]) for row in shown["rows"]] == [("z", True), ("a", False)]
    assert (shown["tiles"]["new"].now, shown["tiles"]["new"].usual) == (120, 192)


def test_the_board_says_what_changed_since_the_last_good_run():
    good = a_run(3, settings_hash="old", versions={"rasid": "1"}, figures={"layout": "aa"})
    bad = a_run(exit_code=65, settings_hash="new", versions={"rasid": "1"}, figures={"layout": "b"})
    changed = {
        row["site"]: row["changed"]
        for row in board.shown(
            [
                Source(site="bad", last=bad, last_good=good),
                Source(site="good", last=a_run(), last_good=good),
                Source(site="never_good", last=bad),
            ],
            NOW,
        )["rows"]
    }
    assert changed == {"bad": ["settings", "layout"], "good": [], "never_good": []}


def test_more_sources_than_a_page_can_carry_are_counted():
    many = [Source(site=f"s{number:03d}", last=a_run()) for number in range(board.ROWS_MAX + 7)]
    worst_one = Source(site="zz", last=a_run(exit_code=65))
    for view in (board, funnel):
        shown = view.shown([*many, worst_one], NOW)
        assert (len(shown["rows"]), shown["rest"]) == (board.ROWS_MAX, 8)
        assert shown["rows"][0]["site"] == "zz"


# --- The funnel -----------------------------------------------------------------------------------

USUAL = {"links": 40, "fetched": 6, "extracted": 6, "valid": 6, "new": 5, "published": 5}


@pytest.mark.parametrize(
    ("today", "culprit"),
    [
        ({}, None),
        ({"links": 0, "fetched": 0, "extracted": 0, "valid": 0, "new": 0, "published": 0}, "links"),
        ({"extracted": 1, "valid": 1, "new": 1, "published": 1}, "extracted"),
        ({"valid": 0, "new": 0, "published": 0}, "valid"),
        ({"published": 0}, "published"),
        # Nothing was new: a quiet night is no fault.
        ({"fetched": 0, "extracted": 0, "valid": 0, "new": 0, "published": 0}, None),
    ],
)
def test_the_first_stage_that_fell_is_the_culprit(today, culprit):
    rows = funnel.shown([Source(site="s", last=a_run(), hours=week(today, **USUAL))], NOW)
    assert rows["rows"][0]["culprit"] == culprit
    assert rows["lead"][0].level == ("bad" if culprit else "ok")


def test_what_has_just_broken_does_not_drown_in_the_day():
    gone = dict.fromkeys(USUAL, 0)
    rows = week(gone, since_h=3, **USUAL)
    assert funnel.culprit(windows(rows, NOW)) is None
    shown = funnel.shown([Source(site="s", last=a_run(), hours=rows)], NOW)["rows"][0]
    assert (shown["culprit"], shown["span_s"]) == ("links", 3 * 3600)
    assert funnel.culprit([]) is None


# --- Freshness, letters, schedule, storage, runs --------------------------------------------------


def a_line(published: str | None, precision: str | None = "minute", **changes: Any) -> Line:
    values = {
        "identifier": "i", "url": "u", "headline": "عنوان", "body": "نص الخبر", "first_seen": NOW,
        "told": NOW + timedelta(minutes=3), "published": published, "precision": precision,
        "copy_of": None,
    }  # fmt: skip
    return Line(**(values | changes))


@pytest.mark.parametrize(
    ("published", "precision", "lag"),
    [
        ("2026-02-13T03:00:00Z", "minute", 600),
        ("2026-02-13T04:00:00Z", "minute", 0),  # a clock ahead of ours
        ("2026-02-12T00:00:00Z", "day", None),
        ("2026-02-13T03:00:00", "minute", None),
        ("yesterday", "minute", None),
        (None, "minute", None),
    ],
)
def test_lags(published, precision, lag):
    assert freshness.lag_s(a_line(published, precision)) == lag


def test_freshness_of_a_source():
    lines = tuple(a_line(f"2026-02-13T02:{minute:02d}:00Z") for minute in range(0, 60, 6))
    rows = freshness.shown([Newest("s", lines), Newest("empty", ())], NOW)["rows"]
    assert rows[0]["seen"] == (40 * 60, 70 * 60)
    assert rows[0]["told"] == (180, 180)
    assert (rows[1]["newest"], rows[1]["seen"], rows[1]["dated"]) == (None, None, None)
    old = a_line(None, first_seen=NOW - HOUR * 20)
    assert freshness.shown([Newest("s", (old, old))], NOW)["lead"][0].key == "fresh.stale"


def test_lost_letters_are_told():
    lost = a_line(None, body="سقط \ufffd\ufffd من النص\u202e", headline="Ø§Ù„ عنوان")
    letters = Letters(
        [Newest("s", (lost,)), Newest("none", ())], {"s": {"encoding": {"cp1256": 2}}}
    )
    shown = arabic.shown(letters, NOW)
    row = shown["rows"][0]
    assert (row["bidi"], row["suspects"], row["worst"]) == (1, 1, lost)
    assert row["lost_shown"] == pytest.approx(2 / 19, abs=0.02)
    assert (shown["lead"][0].key, shown["lead"][0].level) == ("arabic.lost", "bad")


def test_a_day_of_another_script_is_told():
    seen = {"s": {"seen": {"letters": 1000, "arabic": 400, "replacement": 0}}}
    shown = arabic.shown(Letters([Newest("s", (a_line(None),))], seen), NOW)
    assert [each.key for each in shown["lead"]] == ["arabic.foreign"]
    good = {"s": {"seen": {"letters": 1000, "arabic": 990, "replacement": 0}}}
    assert arabic.shown(Letters([Newest("s", (a_line(None),))], good), NOW)["lead"][0].level == "ok"


def test_the_schedule_of_a_day():
    runs = [
        Turn(f"r{n}", NOW - HOUR * n, NOW - HOUR * n + timedelta(minutes=2), 0)
        for n in (9, 8, 7, 3)
    ]
    sources = [
        Source(site="missed", plan=PLAN, last=a_run(3)),
        Source(site="free", last=a_run(1)),
        Source(site="asleep", plan=Plan("2d", HOUR * 48), last=a_run(10)),
        Source(site="new", plan=PLAN),
    ]
    shown = schedule.shown(Turns(sources, {"missed": runs}), NOW)
    rows = {row["site"]: row for row in shown["rows"]}
    assert rows["missed"]["state"] == "missed"
    assert rows["missed"]["counts"]["missed"] == 3
    assert rows["missed"]["longest_s"] == 120
    assert rows["missed"]["strip"][-1]["at"] == 210
    assert {name: row["state"] for name, row in rows.items()} == {
        "missed": "missed", "free": "unplanned", "asleep": "waiting", "new": "never",
    }  # fmt: skip
    assert [each.site for each in shown["lead"]] == ["missed"]


@pytest.mark.parametrize(("weeks", "state"), [(1, "missed"), (3, "due")])
def test_a_wait_that_an_adaptive_cadence_may_plan_is_not_missed(weeks, state):
    plan = Plan("1h", HOUR, since=NOW - timedelta(weeks=weeks))
    source = Source(site="windows", plan=plan, last=a_run(2))
    (row,) = schedule.shown(Turns([source], {}), NOW)["rows"]
    assert row["state"] == state


def test_what_waits_too_long_and_a_full_disk_are_told():
    values: dict[str, Any] = {
        "database_bytes": 5, "log_bytes": 0, "free_bytes": 10, "disk_bytes": 1000, "waiting": 3,
        "held": 0, "waiting_since": NOW - HOUR, "unpublished_parts": 1, "parts": 1,
        "published": 1, "articles": 4, "runs": 1, "newest_parts": [], "backed_off": [],
    }  # fmt: skip
    shown = storage.shown(Storage(**values), NOW)
    assert [each.key for each in shown["lead"]] == [
        "storage.waiting",
        "storage.full",
        "storage.unpublished",
    ]
    fine = values | {"waiting_since": None, "free_bytes": 900, "unpublished_parts": 0}
    assert [each.key for each in storage.shown(Storage(**fine), NOW)["lead"]] == ["storage.good"]
    elsewhere = fine | {"free_bytes": None, "disk_bytes": None}
    assert storage.shown(Storage(**elsewhere), NOW)["free_share"] is None


def test_the_figures_that_differ_most_come_first():
    now = {
        "funnel": {"new": 0, "links": 41},
        "failed": {"dns": 9},
        "seen": {"letters": 5},
        "flag": True,
    }
    good = {"funnel": {"new": 30, "links": 40}, "seen": {"letters": 9000}}
    assert [(row["path"], row["now"], row["good"]) for row in run.changes(now, good)] == [
        ("funnel.new", 0, 30),
        ("failed.dns", 9, 0),
    ]
