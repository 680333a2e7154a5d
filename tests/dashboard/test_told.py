"""What the pages tell, from which number on, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.dashboard.look import Look, Plan, Source
from crawler.dashboard.queries import source as one_source
from crawler.dashboard.queries import sources
from crawler.dashboard.queries.copies import Copies, Pairs
from crawler.dashboard.queries.letters import Letters
from crawler.dashboard.queries.lines import Line, Newest
from crawler.dashboard.queries.source import OneSource
from crawler.dashboard.queries.storage import Storage
from crawler.dashboard.queries.turns import Turn, Turns
from crawler.dashboard.views import (
    arabic,
    board,
    duplicates,
    freshness,
    run,
    schedule,
    source,
    storage,
)
from crawler.dashboard.views.usual import Beside
from crawler.store.database import reading, writing
from crawler.store.incidents import Seen, open_incident
from tests.dashboard.filled import NOW as FILLED_AT
from tests.dashboard.passed import HOUR, NOW, a_run, week


@pytest.mark.parametrize(
    ("now", "usual", "is_low"),
    [(49, 100, True), (50, 100, False), (1, 4, True), (0, 3, False), (0, None, False)],
)
def test_less_than_half_of_the_usual_is_few(now, usual, is_low):
    assert board.is_low(Beside(now, usual)) is is_low


# --- Copies ---------------------------------------------------------------------------------------


def pairs(site: str, other: str, relation: str, number: int, *, exact: bool = False) -> Pairs:
    return Pairs(site=site, other=other, relation=relation, exact=exact, number=number)


def copies(*found: Pairs, **sites: tuple[float, float]) -> Copies:
    """`sites`: copies an hour of today and of the days before, beside six new ones."""
    made = [
        Source(site=site, last=a_run(), hours=week({"duplicates": today}, new=6, duplicates=usual))
        for site, (today, usual) in sites.items()
    ]
    return Copies(sources=made, looked_at=9, pairs=list(found), groups=[])


@pytest.mark.parametrize(("today", "keys"), [(6, ["copies.good"]), (7, ["copies.jump"])])
def test_over_a_quarter_more_copies_than_usual_is_a_jump(today, keys):
    """2 of 8 are usual; 6 of 12 are a quarter more, and 7 of 13 over a quarter."""
    shown = duplicates.shown(copies(a=(today, 2), b=(1, 1)), NOW)
    assert [each.key for each in shown["lead"]] == keys
    assert [row["site"] for row in shown["rows"]] == ["a", "b"]


def test_a_jump_is_told_with_its_numbers():
    (told,) = duplicates.shown(copies(a=(18, 2)), NOW)["lead"]
    assert (told.site, told.values) == ("a", {"now": ("share", 0.75), "usual": ("share", 0.25)})


def test_who_repeats_whom_leaves_out_itself_and_siblings():
    found = (
        pairs("a", "a", "same", 9),
        pairs("a", "b", "template", 8),
        pairs("a", "b", "same", 2, exact=True),
        pairs("b", "a", "contained", 3),
    )
    shown = duplicates.shown(copies(*found, a=(1, 1), b=(1, 1)), NOW)
    assert [(pair.site, pair.number) for pair in shown["across"]] == [("b", 3), ("a", 2)]
    counts = {row["site"]: dict(row["counts"]) for row in shown["rows"]}
    assert counts == {
        "a": {"within_near": 9, "siblings": 8, "across_exact": 2},
        "b": {"across_near": 3},
    }


# --- Letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lost", "key"), [(10, "arabic.good"), (11, "arabic.lost")])
def test_more_than_one_letter_in_a_thousand_is_lost(lost, key):
    seen = {"letters": 10_000, "arabic": 9_000, "replacement": lost}
    shown = arabic.shown(Letters([Newest("s", ())], {"s": {"seen": seen}}), NOW)
    assert [each.key for each in shown["lead"]] == [key]


# --- Freshness, schedule, storage -----------------------------------------------------------------


@pytest.mark.parametrize(("hours", "key"), [(12, "fresh.good"), (12.1, "fresh.stale")])
def test_a_source_without_news_for_over_twelve_hours_is_stale(hours, key):
    line = Line(
        identifier="i", url="u", headline="h", body="b", first_seen=NOW - HOUR * hours, told=None,
        published=None, precision=None, copy_of=None,
    )  # fmt: skip
    shown = freshness.shown([Newest("s", (line,))], NOW)
    assert [each.key for each in shown["lead"]] == [key]


def test_a_copy_never_comes_into_the_feed():
    def line(name: str, minutes: int, copy_of: str | None = None) -> Line:
        return Line(
            identifier=name, url="u", headline="h", body="b", first_seen=NOW, copy_of=copy_of,
            told=NOW + HOUR * minutes / 60, published=None, precision=None,
        )  # fmt: skip

    (row,) = freshness.shown([Newest("s", (line("a", 3), line("b", 90, copy_of="a")))], NOW)["rows"]
    assert row["told"] == (180, 180)


@pytest.mark.parametrize(
    ("code", "is_good"), [(0, True), (75, True), (65, False), (None, False), (143, False)]
)
def test_a_run_that_left_the_site_to_another_was_no_bad_one(code, is_good):
    turn = Turn("r", NOW - HOUR, NOW - HOUR / 2, code)
    (row,) = schedule.shown(Turns([Source(site="s", last=a_run())], {"s": [turn]}), NOW)["rows"]
    assert [tick["good"] for tick in row["strip"]] == [is_good]


def test_the_most_overdue_stands_first():
    late = {"b": 9, "a": 5, "c": 30}
    plan = Plan("1h", HOUR)
    missed = [Source(site=site, plan=plan, last=a_run(ago)) for site, ago in late.items()]
    assert [row["site"] for row in schedule.shown(Turns(missed, {}), NOW)["rows"]] == list("cba")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"waiting_since": NOW - HOUR / 2}, "storage.good"),
        ({"waiting_since": NOW - HOUR * 0.51}, "storage.waiting"),
        ({"free_bytes": 100}, "storage.good"),
        ({"free_bytes": 99}, "storage.full"),
    ],
)
def test_from_where_on_a_store_is_in_trouble(changes, key):
    """Half an hour of waiting, a tenth of the disk."""
    values = {
        "database_bytes": 5, "log_bytes": 0, "free_bytes": 500, "disk_bytes": 1000, "waiting": 3,
        "held": 0, "waiting_since": None, "unpublished_parts": 0, "parts": 1, "published": 1,
        "articles": 4, "runs": 1, "newest_parts": [], "backed_off": [],
    }  # fmt: skip
    shown = storage.shown(Storage(**(values | changes)), NOW)
    assert [each.key for each in shown["lead"]] == [key]


@pytest.mark.parametrize(
    ("now", "good", "is_told"), [(8, 10, True), (9, 10, False), (10, 8, True), (10, 0, True)]
)
def test_a_fifth_of_the_greater_one_is_a_difference(now, good, is_told):
    found = run.changes({"new": now}, {"new": good})
    assert [(row["now"], row["good"]) for row in found] == [(now, good)] * is_told


# --- The sources ----------------------------------------------------------------------------------


def test_bad_since_the_first_run_after_the_last_good_one(read_only):
    with reading(read_only) as connection:
        found = {each.site: each for each in sources.read(Look(connection, FILLED_AT))}
    harbour, wire = found["harbour_news"], found["market_wire"]
    assert harbour.last_good.started == datetime(2026, 3, 11, 19, 3, tzinfo=UTC)
    assert harbour.bad_since == datetime(2026, 3, 11, 20, 3, tzinfo=UTC)
    assert (wire.last_good, wire.bad_since) == (wire.last, None)


def test_the_newest_incidents_of_a_source_come_first(engine):
    opened = [NOW - HOUR * ago for ago in (9, 3, 6)]
    with writing(engine) as connection:
        for number, moment in enumerate(opened):
            seen = Seen(
                site="windows", cause=f"cause{number}", verdict="broken", level="error", run="r",
                at=NOW, first_run="r", first_at=moment, runs=1, url_bad=None, url_good=None,
                facts={}, command="",
            )  # fmt: skip
            open_incident(connection, seen)
    plans = {"windows": Plan("1h", HOUR)}
    with reading(engine) as connection:
        found = one_source.read(Look(connection, NOW, plans, about="windows"))
    assert [each.opened for each in found.incidents] == sorted(opened, reverse=True)


# --- One source -----------------------------------------------------------------------------------


def day(name: str, **reasons: int) -> dict:
    sums = dict.fromkeys(("new", "duplicates", "failed", "dropped", "refused"), 0)
    return {"day": name, **sums, "counts": {"dropped": reasons}}


def test_what_changed_stands_with_the_run_that_was_the_first_to_have_it():
    newest = a_run(1, id="r3", settings_hash="b", figures={"layout": "cc"})
    middle = a_run(2, id="r2", settings_hash="b", figures={"layout": "bb"})
    oldest = a_run(3, id="r1", settings_hash="a", figures={})
    found = [
        (each["run"].id, each["name"], each["then"], each["now"])
        for each in source.changes([newest, middle, oldest])
    ]
    assert found == [("r3", "layout", "bb", "cc"), ("r2", "settings", "a", "b")]


def test_of_many_changes_the_newest_are_shown():
    runs = [a_run(ago, id=f"r{ago}", settings_hash=f"{ago}") for ago in range(1, 30)]
    assert [each["run"].id for each in source.changes(runs)] == [
        f"r{ago}" for ago in range(1, source.WORDS_MAX + 1)
    ]


def test_what_is_lost_now_stands_before_what_was_lost_once():
    days = [
        day("2026-01-01", old=90, both=1),
        day("2026-02-07", week=5),
        day("2026-02-12", both=2),
    ]
    shown = source.shown(
        OneSource(
            source=Source(site="s", last=a_run()), days=days, runs=[], incidents=[], headlines=[]
        ),
        NOW,
    )
    rows = shown["reasons"]["dropped"]
    assert [(row["word"], row["d2"], row["d90"]) for row in rows] == [
        ("both", 2, 3),
        ("week", 0, 5),
        ("old", 0, 90),
    ]


def test_days_without_a_run_are_days_too():
    """The last two days are those of the calendar, whenever it last ran."""
    days = [day("2026-02-05", lost=3), day("2026-02-06", lost=4)]
    shown = source.shown(
        OneSource(
            source=Source(site="s", last=a_run()), days=days, runs=[], incidents=[], headlines=[]
        ),
        NOW,
    )
    assert shown["reasons"]["dropped"] == [{"word": "lost", "d2": 0, "d7": 0, "d90": 7}]
