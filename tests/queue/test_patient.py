"""A worker's talk with a database that does not answer, or whose answer gets lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from procrastinate import PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status

from crawler.queue import patient
from tests.queue.conftest import defer

HEARTBEATS = "SELECT now() - last_heartbeat AS age FROM procrastinate_workers"
SILENT = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
FAR = datetime(2100, 1, 1, tzinfo=UTC)


class Flaky(PsycopgConnector):
    """`faults` takes a word for each of the next calls: lost (done, no answer), away, or ok."""

    faults: list[str]

    async def open_async(self, pool=None) -> None:
        self.faults = []
        await super().open_async(pool)

    async def _faulty(self, call, query, arguments):
        fault = self.faults.pop(0) if self.faults else "ok"
        if fault == "away":
            raise ConnectorException from psycopg.OperationalError("connection refused")
        answer = await call(query, **arguments)
        if fault == "lost":
            raise ConnectorException from psycopg.OperationalError("server closed the connection")
        return answer

    async def execute_query_async(self, query, **arguments):
        return await self._faulty(super().execute_query_async, query, arguments)

    async def execute_query_one_async(self, query, **arguments):
        return await self._faulty(super().execute_query_one_async, query, arguments)

    async def execute_query_all_async(self, query, **arguments):
        return await self._faulty(super().execute_query_all_async, query, arguments)


@pytest.fixture
def flaky(in_app, engine):
    """Runs a coroutine with an app, its manager of jobs, and the list of faults."""
    naps: list[float] = []

    async def sleep(seconds):
        naps.append(seconds)

    def run(work, **options):
        async def main(app):
            return await work(app, app.job_manager, app.connector.faults)

        return in_app(main, connector=Flaky, sleep=sleep, **options)

    run.naps = naps
    return run


def test_no_job_without_an_answer(flaky, caplog):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        faults += ["away"] * 2
        nothing = [await manager.fetch_job(None, worker) for _ in range(2)]
        job = await manager.fetch_job(None, worker)
        return nothing, job.lock

    assert flaky(work) == ([None, None], "windows")
    said = [record.message for record in caplog.records if record.name.startswith("crawler")]
    assert said == [
        "the queue's database does not answer: connection refused",
        "the queue's database answers again",
    ]


def test_a_job_that_was_given_without_a_word_is_not_doing_for_ever(flaky, jobs):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "held")
        held = await manager.fetch_job(None, worker)
        await defer(app, "windows")
        faults.append("lost")
        nothing = await manager.fetch_job(None, worker)
        job = await manager.fetch_job(None, worker)
        return held.lock, nothing, job.lock

    assert flaky(work) == ("held", None, "windows")
    assert jobs() == [("held", "doing", 0), ("windows", "doing", 1)]


def test_it_goes_when_the_next_one_of_its_site_waits_already(flaky, jobs):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        first = await defer(app, "windows")
        faults.append("lost")
        await manager.fetch_job(None, worker)
        second = await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        return job.id == second > first

    assert flaky(work)
    assert jobs() == [("windows", "doing", 0)]


def test_an_end_is_written_down_as_soon_as_it_can_be(flaky, jobs):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        faults += ["away"] * 6
        await manager.finish_job(job, Status.FAILED, delete_job=False)

    flaky(work)
    assert jobs() == [("windows", "failed", 1)]
    assert flaky.naps == [0.5, 1.0, 2.0, 5.0, 5.0, 5.0]


def test_an_end_whose_answer_was_lost_is_written_down(flaky, jobs):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        faults.append("lost")
        await manager.finish_job(job, Status.SUCCEEDED, delete_job=True)

    flaky(work)
    assert jobs() == []


def test_a_worker_that_ends_does_not_wait_for_ever(flaky, jobs):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        manager.stopping = True
        faults += ["away"] * 9
        with pytest.raises(ConnectorException):
            await manager.finish_job(job, Status.FAILED, delete_job=False)
        await manager.unregister_worker(worker)
        return len(faults)

    assert flaky(work) == 9 - 3 - 1
    assert jobs() == [("windows", "doing", 0)]  # for the reaper of another worker


def test_again_when_the_next_one_waits_already(flaky, jobs):
    """Without this the job would be `doing` for ever, and its site never asked again."""

    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        await defer(app, "windows")
        await manager.retry_job(job)
        return (await manager.fetch_job(None, worker)).id != job.id

    assert flaky(work)
    assert jobs() == [("windows", "doing", 0)]


def test_again_at_once_with_a_clock_that_runs_ahead(flaky, monkeypatch):
    ahead = datetime.now(UTC) + timedelta(hours=1)

    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        monkeypatch.setattr(patient, "utcnow", lambda: ahead)
        await manager.retry_job(job, retry_at=ahead)
        return (await manager.fetch_job(None, worker)).lock

    assert flaky(work) == "windows"


def test_again_after_a_while(flaky, rows):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await defer(app, "windows")
        job = await manager.fetch_job(None, worker)
        await manager.retry_job(job, retry_at=FAR)
        return await manager.fetch_job(None, worker)

    assert flaky(work) is None
    assert rows("SELECT status::text, scheduled_at FROM procrastinate_jobs") == [("todo", FAR)]


def test_a_worker_that_was_taken_off_the_list_is_on_it_again(flaky, rows):
    """Or it would be refused each job for ever, by a foreign key, and look as if it lived."""

    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await app.connector.execute_query_async("DELETE FROM procrastinate_workers")
        await defer(app, "windows")
        nothing = await manager.fetch_job(None, worker)
        job = await manager.fetch_job(None, worker)
        await app.connector.execute_query_async("DELETE FROM procrastinate_workers")
        await manager.update_heartbeat(worker)
        return nothing, job.lock, worker

    nothing, lock, worker = flaky(work)
    assert (nothing, lock) == (None, "windows")
    assert rows("SELECT id FROM procrastinate_workers") == [(worker,)]


def test_a_heartbeat_signs_and_may_fail(flaky, rows):
    signs = []

    async def sign():
        signs.append(1)

    async def work(app, manager, faults):
        worker = await manager.register_worker()
        await app.connector.execute_query_async(SILENT)
        faults.append("away")
        await manager.update_heartbeat(worker)
        await manager.update_heartbeat(worker)

    flaky(work, on_sign=sign)
    assert len(signs) == 2  # with its registration
    ((age,),) = rows(HEARTBEATS)
    assert age < timedelta(minutes=50)


def test_a_worker_that_ends_signs_until_it_has_left(flaky, rows):
    async def work(app, manager, faults):
        worker = await manager.register_worker()
        beats = []

        async def sleep(_seconds):
            beats.append(await app.connector.execute_query_all_async(HEARTBEATS))
            await app.connector.execute_query_async(SILENT)
            if len(beats) == 2:
                await manager.unregister_worker(worker)

        manager._sleep = sleep
        await manager.beat(10)
        return [row["age"] < timedelta(minutes=5) for beat in beats for row in beat]

    assert flaky(work) == [True, True]
    assert rows("SELECT id FROM procrastinate_workers") == []


def test_the_clock_and_the_aborts_may_fail(flaky):
    async def work(app, manager, faults):
        async def tick(timestamp):
            del timestamp

        app.periodic(cron="* * * * *")(app.task(name="tick", queueing_lock="tick")(tick))
        job = app.tasks["tick"].configure(task_kwargs={"timestamp": 60}).job
        faults += ["away", "away"]
        assert list(await manager.list_jobs_to_abort_async()) == []
        assert await manager.defer_periodic_job(job, "", 60) is None
        assert await manager.defer_periodic_job(job, "", 60) is not None
        later = job.evolve(task_kwargs={"timestamp": 120})
        with pytest.raises(AlreadyEnqueued):
            await manager.defer_periodic_job(later, "", 120)

    flaky(work)


def test_two_that_ask_at_once_get_one_job(in_app, engine, jobs):
    async def work(app):
        manager = app.job_manager
        workers = [await manager.register_worker() for _ in range(2)]
        await defer(app, "windows")
        return await asyncio.gather(*(manager.fetch_job(None, each) for each in workers))

    assert sorted(job is None for job in in_app(work)) == [False, True]
    assert jobs() == [("windows", "doing", 0)]
