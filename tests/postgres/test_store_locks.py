"""Locks that all machines keep: one run of a site, one publisher, and what is lost with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text

from crawler.calls.lock_watch import LockWatch
from crawler.calls.running import SiteRuns
from crawler.core.errors import LockedError, MachineError
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.store import batches, feed
from crawler.store.database import database_url, open_database
from crawler.store.feed import Feed
from crawler.store.lock import SiteLock
from crawler.store.outbox import Outbox
from crawler.store.publisher_lock import only_publisher
from crawler.store.runs import Runs
from crawler.store.shared_locks import LostLockError, SharedLocks
from crawler.store.under_way import lives_of
from tests.store.conftest import make_article
from tests.store.consumer import EXACTLY_ONCE, Reader

HOLDERS = text(
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_locks WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
SESSIONS = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE application_name LIKE 'rasid run-%' AND datname = current_database()"
)


@pytest.fixture
def machines(postgres_url) -> Iterator[tuple[Engine, Engine]]:
    """Two machines on one store."""
    made = open_database(postgres_url), open_database(postgres_url)
    yield made
    for engine in made:
        engine.dispose()


def cut(engine: Engine) -> None:
    """Whoever holds an advisory lock loses its connection, as when the server starts again."""
    with engine.begin() as connection:
        assert connection.scalars(HOLDERS).all()


class TestSites:
    def test_a_run_on_another_machine_is_seen_to_live(self, machines, tmp_path):
        first, second = machines
        runs = Runs(first)
        for hour in (9, 10):
            runs.start(
                run_id=f"r{hour}", site="windows", argv=[], versions={}, settings_hash="",
                started=datetime(2025, 3, 1, hour, tzinfo=UTC),
            )  # fmt: skip
        found = runs.recent(2)
        with SharedLocks(first).site("windows", "run-1"):
            assert lives_of(second, tmp_path, found) == {"r9": False, "r10": True}
        assert lives_of(second, tmp_path, found) == {"r9": False, "r10": False}

    def test_one_machine_at_a_time(self, machines):
        first, second = map(SharedLocks, machines)
        with first.site("windows", "run-1"):
            with (
                pytest.raises(LockedError, match=r"site windows is held by rasid run-1 on .*127"),
                second.site("windows", "run-2"),
            ):
                pytest.fail("two machines at once")
            with second.site("doors", "run-2"):
                first.check()
                second.check()
        with second.site("windows", "run-2"):
            second.check()

    def test_many_sites_on_one_connection(self, machines):
        first, second = map(SharedLocks, machines)
        with first.site("windows", "run-1"), first.site("doors", "run-1"):
            with machines[1].begin() as connection:
                assert connection.scalar(SESSIONS) == 1
            first.check()
        with second.site("doors", "run-2"), second.site("windows", "run-2"):
            pass

    def test_a_site_that_is_done_is_free_while_another_goes_on(self, machines):
        first, second = map(SharedLocks, machines)
        with first.site("windows", "run-1"):
            with first.site("doors", "run-1"):
                pass
            with second.site("doors", "run-2"), pytest.raises(LockedError, match="run-1"):
                second.site("windows", "run-2").__enter__()
            with machines[0].begin() as connection:
                assert connection.scalar(SESSIONS) == 1  # the first still holds its other site

    def test_who_lost_it_is_told_each_time_and_another_has_it(self, machines):
        first, second = map(SharedLocks, machines)
        with first.site("windows", "run-1"):
            cut(machines[1])
            with second.site("windows", "run-2"):
                for _ in range(2):
                    with pytest.raises(LostLockError, match="lock in the database is lost") as lost:
                        first.check()
                assert lost.value.exit_code == os.EX_IOERR
            with pytest.raises(LostLockError):  # free again, and not ours again
                first.check()
        first.check()  # the next run begins anew
        with first.site("windows", "run-3"):
            first.check()

    def test_a_lost_connection_is_not_made_anew_behind_our_back(self, machines):
        first, second = map(SharedLocks, machines)
        with first.site("windows", "run-1"):
            cut(machines[1])
            for _ in range(2):
                with pytest.raises(LostLockError), first.site("doors", "run-1"):
                    pytest.fail("a lock on a broken connection")
            with pytest.raises(LostLockError), second.site("windows", "run-2"):
                first.check()

    def test_a_site_that_ends_after_the_loss_hides_nothing(self, machines):
        first = SharedLocks(machines[0])
        with first.site("windows", "run-1"):
            with first.site("doors", "run-1"), first.site("walls", "run-1"):
                cut(machines[1])
            with pytest.raises(LostLockError, match="its connection was closed"):
                first.check()

    def test_a_store_of_one_machine_has_none(self, tmp_path):
        engine = open_database(database_url(tmp_path))
        locks, other = SharedLocks(engine), SharedLocks(engine)
        with locks.site("windows", "run-1"), other.site("windows", "run-2"):
            locks.check()
            assert locks._connection is other._connection is None
        engine.dispose()


class TestCrawls:
    """What a crawl does when the lock is lost."""

    @pytest.fixture
    def ended(self, monkeypatch) -> list[str]:
        """Why crawls were ended."""
        reasons: list[str] = []
        monkeypatch.setattr("crawler.crawl.end", lambda _, reason: reasons.append(reason))
        return reasons

    @pytest.fixture
    def lost(self, machines):
        locks = SharedLocks(machines[0])
        with locks.site("windows", "run-1"):
            cut(machines[1])
            yield locks

    def test_it_ends(self, lost, ended, make_crawler):
        crawler = make_crawler()
        LockWatch(crawler, lost).look()
        assert ended == ["machine_error"]
        assert crawler.stats.get_value("rasid/machine/exit_code") == os.EX_IOERR
        assert "lock in the database is lost" in crawler.stats.get_value("rasid/machine/message")

    def test_it_publishes_nothing(  # noqa: PLR0913, PLR0917 - fixtures
        self, lost, ended, machines, make_crawler, tmp_path, monkeypatch
    ):
        monkeypatch.setattr("crawler.extensions.feed_publisher.create_looping_call", lambda _: None)
        outbox = Outbox(machines[0])
        outbox.add(make_article(1))
        outbox.flush()
        publisher = FeedPublisher(make_crawler(), Feed(machines[0], tmp_path / "feed"), 0)
        publisher.locks = lost
        publisher.publish()
        assert batches.waiting(machines[0]) == 1
        assert ended == ["machine_error"]
        publisher.locks = None  # the look is what kept it back
        publisher.publish()
        assert batches.waiting(machines[0]) == 0


def test_a_run_of_a_site_that_another_machine_crawls(
    machines, postgres_url, make_crawler, tmp_path
):
    runs = SiteRuns(make_crawler(RASID_DATABASE_URL=postgres_url).settings, {})
    with SharedLocks(machines[0]).site("windows", "run-1"), ExitStack() as locks:
        assert not runs._lock("windows", tmp_path, locks)
        with SiteLock(tmp_path / "locks" / "windows.lock", "another"):
            pass  # what is not crawled here is not held here
    assert runs.codes == [75]
    assert "site windows is held by rasid run-1" in runs.lines[0]
    with ExitStack() as locks:
        assert runs._lock("windows", tmp_path, locks)


class TestPublishers:
    def test_the_second_waits(self, machines, postgres_url):
        hurried = open_database(f"{postgres_url}?options=-c%20lock_timeout%3D50")
        with (
            only_publisher(machines[0]) as still_ours,
            pytest.raises(MachineError, match="held the store too long"),
            only_publisher(hurried),
        ):
            pytest.fail("two publishers at once")
        with only_publisher(hurried) as still_ours:
            still_ours()
        hurried.dispose()

    def test_a_lock_goes_with_its_connection(self, machines):
        with pytest.raises(MachineError), only_publisher(machines[0]) as still_ours:
            self._overtaken(machines[1], still_ours)
        with only_publisher(machines[0]) as still_ours:
            still_ours()

    def _overtaken(self, other, still_ours):
        cut(other)
        with only_publisher(other):
            still_ours()

    def test_who_lost_the_lock_after_the_seal_writes_nothing(self, machines, tmp_path, monkeypatch):
        reader = Reader(tmp_path / "feed", by_name=True)
        given = [make_article(number) for number in range(7)]
        outbox = Outbox(machines[0])
        for each in given:
            outbox.add(each)
        outbox.flush()
        real = batches.bytes_of

        def slow(engine, part):
            cut(machines[1])
            Feed(machines[1], tmp_path / "feed", lock_path=tmp_path / "other.lock").publish()
            return real(engine, part)

        with monkeypatch.context() as patch:
            patch.setattr(feed, "only_publisher", _once(patch, slow))
            with pytest.raises(MachineError):
                Feed(machines[0], tmp_path / "feed", part_articles_max=3).publish()
        reader.poll()
        assert reader.judge({each.identifier for each in given}) == EXACTLY_ONCE
        assert not list((tmp_path / "feed").glob(".*"))


def _once(patch, slow):
    """The first publisher is slow; who comes then is not."""

    def taking(engine):
        first = not taking.taken
        taking.taken = True
        if first:
            patch.setattr(batches, "bytes_of", _first_call(patch, slow))
        return only_publisher(engine)

    taking.taken = False
    return taking


def _first_call(patch, slow):
    real = batches.bytes_of

    def called(engine, part):
        patch.setattr(batches, "bytes_of", real)
        return slow(engine, part)

    return called
