"""What the dashboard shows of the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine

from crawler.queue.members import Member, names_alive
from crawler.store.queue_state import PUBLISHER, WORKER, queue_state

INSERT = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, scheduled_at)"
    " VALUES (:queue, 'crawl', :site, jsonb_build_object('site', CAST(:site AS text)),"
    " CAST(:status AS procrastinate_job_status), {at}) RETURNING id"
)
AGE = "UPDATE procrastinate_events SET at = now() - :hours WHERE job_id = :number"
PAST, FUTURE, NONE = "now() - interval '1 hour'", "now() + interval '1 hour'", "NULL"


@pytest.fixture
def state(engine):
    def read():
        with engine.connect() as connection:
            return queue_state(connection)

    return read


@pytest.fixture
def job(rows):
    def insert(site, status="todo", at=NONE, queue="crawl"):
        ((number,),) = rows(INSERT.format(at=at), site=site, status="todo", queue=queue)
        change = "UPDATE procrastinate_jobs SET status = CAST(:status AS procrastinate_job_status)"
        for step in {"todo": (), "failed": ("doing", "failed")}.get(status, (status,)):
            rows(f"{change} WHERE id = :number", status=step, number=number)
        return number

    return insert


@pytest.mark.parametrize("made", ["sqlite", "postgresql"])
def test_no_queue(made, tmp_path, request):
    url = f"sqlite:///{tmp_path}/x.db"
    if made == "postgresql":
        url = request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    with engine.connect() as connection:
        assert queue_state(connection) is None
    engine.dispose()


def test_an_empty_queue(state):
    found = state()
    assert (found.due, found.later, found.doing) == (0, 0, 0)
    assert (found.oldest_due, found.stalled, found.failed, found.members) == (None, (), (), ())


def test_what_waits(state, job, rows):
    job("new")
    rows(AGE, hours=timedelta(hours=2), number=job("old", at=PAST))
    job("later", at=FUTURE)
    job("elsewhere", queue="upkeep")

    found = state()
    assert (found.due, found.later, found.doing) == (2, 1, 0)
    assert found.oldest_due.site == "old"
    assert found.oldest_due.age_s == pytest.approx(3600, abs=60)


def test_the_oldest_by_when_it_came(state, job, rows):
    job("new")
    rows(AGE, hours=timedelta(hours=2), number=job("old"))
    assert state().oldest_due.site == "old"


def test_a_job_that_came_back_at_once_is_not_old(state, job, rows):
    number = job("windows", "doing")
    rows(
        "SELECT procrastinate_retry_job_v2(:number, '2000-01-01', NULL, NULL, NULL)", number=number
    )
    assert state().oldest_due.age_s < 3600


def test_what_is_stuck(state, job, rows):
    ((living,),) = rows("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
    ((dead,),) = rows(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 s')"
        " RETURNING id"
    )
    for site, worker in (("works", living), ("stuck", dead), ("nobodys", None)):
        number = job(site, "doing")
        rows(
            "UPDATE procrastinate_jobs SET worker_id = :worker WHERE id = :number",
            worker=worker,
            number=number,
        )

    found = state()
    assert found.doing == 3
    assert sorted(each.site for each in found.stalled) == ["nobodys", "stuck"]


def test_what_has_failed_in_the_last_day(state, job, rows):
    job("new", "failed")
    rows(AGE, hours=timedelta(hours=25), number=job("old", "failed"))
    assert [(each.site, each.code) for each in state().failed] == [("new", None)]


def test_who_works(engine, state, rows):
    worker, publisher = Member(engine, "one", WORKER), Member(engine, "one", PUBLISHER)
    worker.sign()
    publisher.sign()
    worker.sign()

    found = state()
    assert [each.name for each in found.workers] == ["one"]
    assert [each.role for each in found.publishers] == ["publisher"]
    assert all(each.alive for each in found.members)
    assert names_alive(engine, WORKER) == ["one"]

    rows("UPDATE queue_members SET last_sign = now() - interval '31 s' WHERE role = 'worker'")
    assert not state().workers[0].alive
    assert names_alive(engine, WORKER) == []
    worker.sign()
    assert names_alive(engine, WORKER) == ["one"]

    publisher.leave()
    assert state().publishers == ()


def test_a_member_that_was_forgotten_joins_again(engine, state, rows):
    worker = Member(engine, "one", WORKER)
    worker.sign()
    rows("DELETE FROM queue_members")
    worker.sign()
    assert len(state().members) == 1


def test_one_that_was_killed_makes_room_for_its_successor(engine, state, rows):
    for name in ("one", "two"):
        Member(engine, name, WORKER).sign()
    rows("UPDATE queue_members SET last_sign = now() - interval '31 s'")
    Member(engine, "one", WORKER).sign()
    assert [(each.name, each.alive) for each in state().workers] == [("one", True), ("two", False)]
