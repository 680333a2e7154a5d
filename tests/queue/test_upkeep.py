"""What any worker does for all: due sites go into the queue, jobs of the dead go back."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from croniter import croniter

from crawler.core.errors import MachineError
from crawler.queue.upkeep import REAP, Upkeep
from tests.queue.conftest import defer


@pytest.fixture
def upkeep(in_app, engine):
    """Runs a coroutine with the tasks; `due` is what the planner says."""

    def run(work, *, due=(), said=None):
        async def main(app):
            planner = SimpleNamespace(due=lambda: list(due))
            made = Upkeep(app, engine, planner, (said if said is not None else []).append)
            made.add_to(20)
            return await work(app, made)

        return in_app(main)

    return run


def test_due_sites_wait_once_however_often_they_are_planned(upkeep, jobs):
    async def work(app, made):
        await made.plan(0)
        await made.plan(1)

    upkeep(work, due=["windows", "mirror"])
    assert jobs() == [("windows", "todo", 0), ("mirror", "todo", 0)]


def test_a_site_that_waits_already_does_not_stop_the_others(upkeep, jobs):
    async def work(app, made):
        await defer(app, "windows")
        await made.plan(0)

    upkeep(work, due=["windows", "mirror"])
    assert [site for site, *_ in jobs()] == ["windows", "mirror"]


def test_never_two_jobs_of_a_site_are_given_out(upkeep):
    async def work(app, made):
        worker = await app.job_manager.register_worker()
        await made.plan(0)
        first = await app.job_manager.fetch_job(None, worker)
        await made.plan(1)  # the planner itself would not say so; the lock holds all the same
        return first.lock, await app.job_manager.fetch_job(None, worker)

    assert upkeep(work, due=["windows"]) == ("windows", None)


def test_no_plan_without_a_store(in_app, engine):
    said = []

    def fails():
        raise MachineError("the store is away")

    async def main(app):
        await Upkeep(app, engine, SimpleNamespace(due=fails), said.append).plan(0)

    in_app(main)
    assert said == ["nothing is planned now: the store is away"]


SILENT = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'"


@pytest.mark.parametrize(
    ("happens", "after"),
    [
        (None, ("windows", "doing", 0)),
        (SILENT, ("windows", "todo", 1)),
        ("DELETE FROM procrastinate_workers", ("windows", "todo", 1)),  # by a worker that started
    ],
)
def test_the_jobs_of_a_worker_that_is_gone_go_back(upkeep, jobs, happens, after):
    said = []

    async def work(app, made):
        worker = await app.job_manager.register_worker()
        await defer(app, "windows")
        await app.job_manager.fetch_job(None, worker)
        if happens:
            await app.connector.execute_query_async(happens)
        await made.reap(0)

    upkeep(work, said=said)
    assert jobs() == [after]
    assert bool(said) == bool(happens)


def test_not_when_the_next_one_of_that_site_waits(upkeep, jobs):
    async def work(app, made):
        worker = await app.job_manager.register_worker()
        await defer(app, "windows")
        await app.job_manager.fetch_job(None, worker)
        await defer(app, "windows")
        await app.connector.execute_query_async(SILENT)
        await made.reap(0)

    upkeep(work)
    assert jobs() == [("windows", "todo", 0)]


def test_the_reaper_of_a_dead_worker_is_nobodys_burden(upkeep, rows):
    """With a lock of its own it would keep all other reapers out for ever."""

    async def work(app, made):
        worker = await app.job_manager.register_worker()
        await app.tasks["reap"].defer_async(timestamp=0)
        await app.job_manager.fetch_job(None, worker)
        await app.connector.execute_query_async(SILENT)
        living = await app.job_manager.register_worker()
        await app.tasks["reap"].defer_async(timestamp=10)
        assert (await app.job_manager.fetch_job(None, living)).task_name == "reap"
        await made.reap(10)
        return [app.tasks[name].lock for name in ("plan", "reap", "clean")]

    assert upkeep(work) == [None] * 3
    assert rows("SELECT status::text, args->>'timestamp' FROM procrastinate_jobs") == [
        ("doing", "10")
    ]


AGED = (
    "UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %(job)s",
    "UPDATE procrastinate_events SET at = now() - %(age)s WHERE job_id = %(job)s",
    """
    INSERT INTO queue_members (name, role, pid, last_sign)
    VALUES (%(site)s, 'worker', 1, now() - %(age)s / 7)
    """,
)


def test_old_failures_and_silent_members_are_forgotten(upkeep, rows):
    async def work(app, made):
        for site, days in (("old", 8), ("new", 6)):
            worker = await app.job_manager.register_worker()
            number = await defer(app, site)
            await app.job_manager.fetch_job(None, worker)
            for statement in AGED:
                await app.connector.execute_query_async(
                    statement, job=number, site=site, age=timedelta(days=days)
                )
        await made.clean(0)

    upkeep(work)
    assert rows("SELECT lock FROM procrastinate_jobs") == [("new",)]
    assert rows("SELECT name FROM queue_members") == [("new",)]


def test_the_clock_has_seconds():
    assert croniter(REAP, start_time=1000).get_next(float) == 1010
    assert croniter("* * * * * */20", start_time=1001).get_next(float) == 1020
