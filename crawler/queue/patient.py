"""A worker's talk with the database, which may be away for a while: the worker lives on.

Procrastinate's worker ends, with exit code 0, at the first heartbeat that fails. What each method
does without an answer is said there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.utils import utcnow
from psycopg.errors import RaiseException

logger = logging.getLogger(__name__)
AGAIN_S = (0.5, 1.0, 2.0, 5.0)  # then always the last
# At once, whatever the clock of this machine says beside that of the database.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LAST_TRIES = 3  # when the worker ends: the reaper of another one does the rest

# A worker that was silent for too long has been taken off the list by another one that started;
# its number must be on it, or it is given no job.
_HEARTBEAT = """
    INSERT INTO procrastinate_workers (id, last_heartbeat) OVERRIDING SYSTEM VALUE
    VALUES (%(worker_id)s, now())
    ON CONFLICT (id) DO UPDATE SET last_heartbeat = now()
"""
_MINE = "SELECT id FROM procrastinate_jobs WHERE worker_id = %(worker_id)s AND status = 'doing'"


async def _no_sign() -> None:
    """Nobody is told that the worker lives."""


class PatientJobs(JobManager):
    """Procrastinate's manager of jobs for one worker; `on_sign` is called with each heartbeat."""

    def __init__(
        self,
        connector: BaseConnector,
        *,
        on_sign: Callable[[], Awaitable[None]] = _no_sign,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(connector)
        self.stopping = False
        self._on_sign = on_sign
        self._sleep = sleep
        self._held: set[int] = set()
        self._worker_id: int | None = None
        self._unsure = False  # the database may have given us a job whose name we never got
        self._away = False

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next job; None without an answer, the worker asks again in some seconds."""
        try:
            if self._unsure:
                await self._give_back(worker_id)
            job = await super().fetch_job(queues, worker_id)
        except UniqueViolation:  # two workers asked for a site at once: the other one has it
            return None
        except ConnectorException as error:
            self._unsure = True
            self._told(error)
            return None
        self._is_back()
        if job is not None and job.id is not None:
            self._held.add(job.id)
        return job

    async def _give_back(self, worker_id: int) -> None:
        """Jobs that are ours by the database and that nobody runs would be `doing` for ever."""
        await self.connector.execute_query_async(_HEARTBEAT, worker_id=worker_id)
        rows = await self.connector.execute_query_all_async(_MINE, worker_id=worker_id)
        for row in rows:
            if row["id"] not in self._held:
                logger.info(
                    "job %s was given to this worker without a word; back it goes", row["id"]
                )
                await self._put_back(row["id"])
        self._unsure = False

    async def _put_back(self, job_id: int) -> None:
        try:
            await super().retry_job_by_id_async(job_id, LONG_AGO)
        except UniqueViolation:  # the next job of that site waits already
            await super().finish_job_by_id_async(job_id, Status.ABORTED, delete_job=True)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:  # noqa: FBT001
        """Write down how a job ended: as often as it takes, unless the worker ends itself."""
        await self._until_done(lambda: super(PatientJobs, self).finish_job(job, status, delete_job))
        self._held.discard(job.id or 0)

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Have a job done again, as often tried as `finish_job`.

        When the next job of the same site waits already, that one does it.
        """
        at_once = retry_at is None or retry_at <= utcnow()
        moment = LONG_AGO if at_once else retry_at
        try:
            await self._until_done(
                lambda: super(PatientJobs, self).retry_job(job, moment, priority, queue, lock)
            )
        except UniqueViolation:
            await self.finish_job(job, Status.ABORTED, delete_job=True)
        self._held.discard(job.id or 0)

    async def _until_done(self, write: Callable[[], Awaitable[None]]) -> None:
        tried = 0
        while True:
            try:
                await write()
            except UniqueViolation:
                raise
            except ConnectorException as error:
                # The answer to an earlier try was lost, or the reaper of another worker was here.
                if isinstance(error.__cause__, RaiseException):
                    return
                tried += 1
                if self.stopping and tried >= LAST_TRIES:
                    raise
                self._told(error)
                await self._sleep(AGAIN_S[min(tried, len(AGAIN_S)) - 1])
            else:
                self._is_back()
                return

    async def register_worker(self) -> int:
        """The number of this worker. Raises ConnectorException: the start is tried again."""
        worker_id = self._worker_id = await super().register_worker()
        self._held.clear()
        await self._on_sign()
        return worker_id

    async def update_heartbeat(self, worker_id: int) -> None:
        """Sign; without an answer the next heartbeat does."""
        try:
            await self.connector.execute_query_async(_HEARTBEAT, worker_id=worker_id)
            await self._on_sign()
        except ConnectorException as error:
            self._told(error)
        else:
            self._is_back()

    async def beat(self, every_s: float) -> None:
        """Go on signing until the worker has left: it stops doing so when it begins to end.

        Its crawls may take minutes from then on, and after 30 s they would be given to others.
        """
        while self._worker_id is not None:
            await self.update_heartbeat(self._worker_id)
            await self._sleep(every_s)

    async def unregister_worker(self, worker_id: int) -> None:
        """Leave; without an answer we are taken off the list for our silence."""
        self._worker_id = None
        try:
            await super().unregister_worker(worker_id)
        except ConnectorException as error:
            self._told(error)

    async def defer_periodic_job(self, job: Job, periodic_id: str, defer_timestamp: int) -> Any:
        """Put a job of the clock into the queue; None without an answer, the next tick does."""
        try:
            return await super().defer_periodic_job(job, periodic_id, defer_timestamp)
        except ConnectorException as error:
            self._told(error)
            return None

    async def list_jobs_to_abort_async(self, queue: str | None = None) -> Iterable[int]:
        """The jobs that a person wants to end; none without an answer."""
        try:
            return await super().list_jobs_to_abort_async(queue)
        except ConnectorException as error:
            self._told(error)
            return []

    def _told(self, error: ConnectorException) -> None:
        """Say once that the database is away."""
        if not self._away:
            self._away = True
            logger.warning("the queue's database does not answer: %s", error.__cause__ or error)

    def _is_back(self) -> None:
        if self._away:
            self._away = False
            logger.warning("the queue's database answers again")
