"""The task in a real worker: what becomes of a job when its crawl ends in one way or another."""

from __future__ import annotations

import asyncio

import pytest

from crawler.queue.crawling import Crawling
from crawler.store.queue_state import queue_state
from tests.queue.conftest import defer, until

WORKER = {"listen_notify": False, "install_signal_handlers": False, "delete_jobs": "successful"}


class Crawls:
    """Ends as told; without a code it runs until it is cancelled."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        self.begun = asyncio.Event()
        self.cancelled = False

    async def run(self, site: str) -> int:
        self.begun.set()
        try:
            if self.code is None:
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return self.code or 0


@pytest.fixture
def work(in_app, engine):
    """Crawls a site whose crawl ends as told; what was said."""

    def run(code, *, attempts=0, meanwhile=None, **options):
        said = []

        async def main(app):
            crawls = Crawls(code)

            async def rest():
                said.append("rests")

            Crawling(app, app.job_manager, crawls, said.append, rest).add_to()
            await defer(app, "windows")
            change = "UPDATE procrastinate_jobs SET attempts = %(attempts)s"
            await app.connector.execute_query_async(change, attempts=attempts)
            worker = asyncio.create_task(
                app.run_worker_async(wait=meanwhile is not None, **WORKER, **options)
            )
            if meanwhile:
                await crawls.begun.wait()
                await meanwhile(app, worker)
            await asyncio.gather(worker, return_exceptions=True)
            assert crawls.cancelled == (code is None)

        in_app(main)
        return said

    return run


def test_a_good_end(work, jobs):
    assert work(0) == []
    assert jobs() == []


def test_another_run_holds_the_site(work, jobs, rows):
    assert work(75) == ["windows: another run holds the site (exit 75): again in 15 s"]
    assert jobs() == [("windows", "todo", 1)]
    waits = "SELECT scheduled_at > now() + interval '5 s' FROM procrastinate_jobs"
    assert rows(waits) == [(True,)]


def test_others_crawl_it_for_a_quarter_of_an_hour(work, jobs):
    assert work(75, attempts=60) == []
    assert jobs() == []


def test_a_machine_whose_disk_is_full_rests_before_it_takes_the_sites_of_others(work, jobs):
    resting, rests, ended = work(73)
    assert resting.startswith("windows: this machine cannot write, it rests")
    assert (rests, ended.rpartition(": ")[2]) == ("rests", "again in 10 s")
    assert jobs() == [("windows", "todo", 1)]


def test_a_database_that_is_away_makes_no_machine_rest(work):
    assert work(74) == ["windows: the disk or the store failed (exit 74): again in 10 s"]


def test_a_failure_says_why_to_those_who_look_later(work, jobs, engine):
    assert work(78) == ["windows: the configuration is wrong (exit 78): failed"]
    assert jobs() == [("windows", "failed", 1)]
    with engine.connect() as connection:
        (failed,) = queue_state(connection).failed
    assert (failed.site, failed.code, failed.why) == ("windows", 78, "the configuration is wrong")


def test_a_failed_job_can_be_done_again_with_its_note(work, jobs, rows):
    work(78)
    rows("SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs")
    rows("DELETE FROM procrastinate_jobs WHERE attempts = 0")
    rows("UPDATE procrastinate_jobs SET queueing_lock = NULL")
    assert work(0) == []
    assert jobs() == []


def test_a_crawl_that_was_killed(work, jobs):
    assert work(-9) == ["windows: the crawl was killed (signal 9): again in 5 s"]
    assert jobs() == [("windows", "todo", 1)]


def test_a_crawl_that_is_killed_each_time(work, jobs):
    assert work(-9, attempts=3) == ["windows: the crawl was killed (signal 9): failed"]
    assert jobs() == [("windows", "failed", 4)]


def test_a_worker_that_is_shut_down_ends_its_crawl_and_the_job_comes_again(work, jobs):
    async def shut_down(app, worker):
        worker.cancel()

    work(None, meanwhile=shut_down, shutdown_graceful_timeout=0.01)
    assert jobs() == [("windows", "todo", 1)]


def test_a_person_aborts_it(work, jobs):
    async def abort(app, worker):
        (number,) = [job.id for job in await app.job_manager.list_jobs_async()]
        await app.job_manager.cancel_job_by_id_async(number, abort=True)
        await until(lambda: app.job_manager.list_jobs_async(status="aborted"))
        worker.cancel()

    said = work(None, meanwhile=abort, abort_job_polling_interval=0.05)
    assert said == ["windows: its crawl was aborted"]
    assert jobs() == [("windows", "aborted", 1)]
