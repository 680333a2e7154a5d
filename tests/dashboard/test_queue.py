"""The queue on the schedule: shown where there is one, and what needs a person stands first."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.dashboard.queries import turns
from crawler.dashboard.queries.turns import Turns
from crawler.dashboard.showing import Showing
from crawler.dashboard.views import queue, schedule
from crawler.queue.members import Member as Joined
from crawler.queue.tables import make_tables
from crawler.store.database import open_database
from crawler.store.queue_state import PUBLISHER, STALLED_AFTER_S, WORKER, QueueState
from tests.dashboard.queue_rows import FULL, NOW, member, queued, state


def told(found: QueueState | None) -> list[tuple[str, str, str]]:
    lead = schedule.shown(Turns([], {}, found), NOW)["lead"]
    return [(each.level, each.key, each.site) for each in lead]


def test_one_machine_has_no_queue():
    assert queue.shown(None) is None
    assert told(None) == [("ok", "schedule.good", "")]


def test_a_queue_that_flows_is_good():
    assert told(state()) == [("ok", "schedule.good", "")]
    shown = queue.shown(state())
    assert (shown["workers"], shown["publishers"], shown["is_late"]) == (2, 1, False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"members": (member("one", silent_s=STALLED_AFTER_S + 1), member("p", PUBLISHER))},
            [("bad", "queue.no_worker", "")],
        ),
        ({"members": (member("one"),)}, [("warn", "queue.no_publisher", "")]),
        (
            {"due": 1, "oldest_due": queued("windows", 901)},
            [("bad", "queue.late", "windows")],
        ),
        ({"due": 1, "oldest_due": queued("windows", 899)}, [("ok", "schedule.good", "")]),
        ({"stalled": (queued("windows", 40),)}, [("warn", "queue.stalled", "windows")]),
    ],
    ids=["no worker", "no publisher", "late", "not late yet", "stalled"],
)
def test_what_is_wrong_is_told(changes, expected):
    assert told(state(**changes)) == expected


@pytest.fixture
def page(engine, monkeypatch):
    """The schedule of an empty store beside a queue."""

    def draw(found: QueueState, language: str) -> LexborHTMLParser:
        monkeypatch.setattr(turns, "queue_state", lambda _connection: found)
        return LexborHTMLParser(Showing(engine, lambda: NOW).page("schedule", language))

    return draw


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_shows_workers_depth_and_what_is_stuck(page, language):
    tree = page(FULL, language)
    numbers = [each.text(strip=True) for each in tree.css(".tiles strong")]
    assert numbers == ["1", "1", "5", "1", "1"]
    rows = tree.css("#t-members ~ tbody tr")
    assert [row.attributes["class"] for row in rows] == ["ok", "bad", "ok"]
    assert "<b>x</b>" in rows[0].text()
    failed = tree.css("#t-failed ~ tbody tr")
    assert ["65" in failed[0].text(), "coast" in failed[0].text()] == [True, True]
    assert "\u202e" not in tree.html
    assert tree.css("b") == []


def test_without_a_queue_the_page_is_as_it_was(engine):
    tree = LexborHTMLParser(Showing(engine, lambda: NOW).page("schedule", "en"))
    assert tree.css(".tiles") == []
    assert tree.css("#t-members") == []


def test_tables_that_nobody_uses_are_no_queue():
    unused = state(members=(), doing=0)
    assert queue.shown(unused) is None
    assert told(unused) == [("ok", "schedule.good", "")]
    assert told(state(members=(), doing=0, due=3))[0] == ("bad", "queue.no_worker", "")


def test_the_page_reads_the_queue_of_postgresql(postgres_url):
    engine = open_database(postgres_url)
    showing = Showing(engine, lambda: NOW)
    make_tables(engine)
    assert LexborHTMLParser(showing.page("schedule", "en")).css(".tiles") == []
    Joined(engine, "one", WORKER).sign()
    tree = LexborHTMLParser(showing.page("schedule", "en"))
    engine.dispose()
    assert [each.text(strip=True) for each in tree.css(".tiles strong")] == ["1", *"0000"]
    assert "No publisher gives a sign" in tree.css_first(".lead").text()
    assert "one" in tree.css_first("#t-members ~ tbody").text()
