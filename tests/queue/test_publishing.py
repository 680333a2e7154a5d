"""The publisher: what all crawls have stored comes into the feed, through absences of the store."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from crawler.core.errors import FeedAheadError, MachineError
from crawler.queue import publishing as module
from crawler.queue.planner import Sites
from crawler.queue.publishing import Publishing
from crawler.store.queue_state import queue_state
from crawler.store.runs import Runs

START = datetime(2025, 3, 1, 9, tzinfo=UTC)
PART = SimpleNamespace(file="part-1.jsonl", count=3)


class Feed:
    """Answers in turn: parts, or an error that is raised; then `stop` is set."""

    def __init__(self, publishing, *answers):
        self.publishing = publishing
        self.answers = list(answers)
        self.calls = []

    def publish(self, *, everything=True):
        self.calls.append(everything)
        if not self.answers:
            return []
        answer = self.answers.pop(0)
        if not self.answers:
            self.publishing.stop.set()
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def life(engine, monkeypatch, tmp_path):
    """Lives until the feed has given all its answers; the feed, and what was said."""
    monkeypatch.setattr(module, "LOOK_S", 0.0)
    monkeypatch.setattr(module, "BACK_OFF_S", (0.0,))
    monkeypatch.setattr(module, "store_of", lambda _: engine)

    def run(*answers, seal_after_s="60", clock=lambda: 0.0):
        said = []
        data = {"RASID_DATA_DIR": str(tmp_path / "data"), "RASID_FREE_DISK_MIN_MB": "200"}
        settings = Settings({"RASID_SEAL_AFTER_S": seal_after_s, **data})
        publishing = Publishing(settings, "one", said.append, monotonic=clock)
        feed = Feed(publishing, *answers)
        monkeypatch.setattr(module, "feed_of", lambda _, **_here: feed)
        try:
            publishing.run()
        finally:
            feed.said = said[1:]
        return feed

    return run


def test_it_says_what_it_has_published(life):
    assert life([PART], [], [PART]).said == ["published part-1.jsonl: 3 articles"] * 2


def test_parts_are_cut_when_their_time_has_come(life):
    moments = iter([0, 0, 30, 30, 60, 60, 61, 61, 62, 62])
    feed = life([], [], [], [], clock=lambda: next(moments))
    assert feed.calls == [True, False, True, False, True]  # the last when it ends


def test_without_a_time_only_full_parts_are(life):
    assert life([], [], seal_after_s="0").calls == [False, False, True]


def test_it_lives_through_an_absence(life):
    feed = life([], MachineError("the store is away"), [PART], [])
    assert feed.said == [
        "the store is away; trying again in 0 s",
        "published part-1.jsonl: 3 articles",
    ]


def test_each_absence_begins_with_the_shortest_wait(life, monkeypatch):
    monkeypatch.setattr(module, "BACK_OFF_S", (0.0, 1e-9))
    away = MachineError("away")
    feed = life(away, away, [], away, [])
    assert [line.partition("again in ")[2] for line in feed.said] == ["0 s", "1e-09 s", "0 s"]


def test_a_feed_that_only_a_person_can_mend_ends_it(life):
    with pytest.raises(FeedAheadError):
        life([], FeedAheadError("run `scrapy repair`"), [])


def test_it_signs_every_ten_seconds_and_leaves(life, engine, monkeypatch):
    signs = []
    moments = iter([0, 0, 5, 5, 10, 10, 11])

    signed = module.Member.sign

    def sign(member):
        signs.append(1)
        signed(member)

    monkeypatch.setattr(module.Member, "sign", sign)
    life([], [], [], clock=lambda: next(moments))

    assert len(signs) == 2
    with engine.connect() as connection:
        assert queue_state(connection).publishers == ()


def test_it_writes_the_metrics_of_sites_that_others_have_crawled(
    life, engine, monkeypatch, tmp_path
):
    sites = Sites({"windows": timedelta(minutes=15)}, {"windows": "windows.example"})
    monkeypatch.setattr(module, "sites_of", lambda _: sites)
    monkeypatch.setattr("crawler.site_metrics.store_of", lambda _: engine)
    Runs(engine).start(
        run_id="r1", site="windows", argv=[], versions={}, settings_hash="", started=START
    )
    life([], [])
    assert b'spider="windows"' in (tmp_path / "data" / "metrics" / "windows.prom").read_bytes()


def test_a_signal_ends_it():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    publishing = Publishing(Settings({}), "one", print)
    try:
        publishing.until_signalled()
        signal.raise_signal(signal.SIGTERM)
        assert publishing.stop.wait(60)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
