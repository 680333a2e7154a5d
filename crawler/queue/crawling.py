"""The task "crawl this site": a run as a child process, and what its end means."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException, JobAborted
from procrastinate.job_context import AbortReason

from crawler.core.watch.outcome import CANTCREATE
from crawler.queue.child import Crawls
from crawler.queue.endings import AsItEnded, CrawlEndedError, check_end
from crawler.queue.patient import PatientJobs
from crawler.store.queue_state import QUEUE

_NOTE = "UPDATE procrastinate_jobs SET args = args || %(ended)s WHERE id = %(job)s"


async def _at_once() -> None:
    """No rest."""


@dataclass(frozen=True)
class Crawling:
    """The task, on an app that has it registered by `add_to`.

    `rest` waits where this machine itself cannot write: it would fail faster than others crawl, and
    so take all their sites.
    """

    app: App
    jobs: PatientJobs
    crawls: Crawls
    say: Callable[[str], None]
    rest: Callable[[], Awaitable[None]] = _at_once

    def add_to(self) -> None:
        """Register the task."""
        task = self.app.task(name="crawl", queue=QUEUE, pass_context=True, retry=AsItEnded())
        task(self.crawl)

    async def crawl(self, context: JobContext, /, *, site: str, **_earlier_end: Any) -> None:
        """Crawl a site. Raises CrawlEndedError for any end but a good one.

        Cancelled when the worker is shut down: the crawl is ended, and the job comes again. When a
        person has aborted the job it does not.
        """
        try:
            code = await self.crawls.run(site)
            if code == CANTCREATE:
                self.say(
                    f"{site}: this machine cannot write, it rests before it takes another site"
                )
                await self.rest()
        except asyncio.CancelledError:
            if context.abort_reason() is AbortReason.USER_REQUEST:
                self.say(f"{site}: its crawl was aborted")
                raise JobAborted from None
            raise
        try:
            check_end(site, code, context.job.attempts, stopping=self.jobs.stopping)
        except CrawlEndedError as error:
            self.say(str(error))
            if error.again_s is None:
                await self._note(context.job.id, error)
            raise

    async def _note(self, job: int | None, error: CrawlEndedError) -> None:
        """Write the code and its meaning to the job, for those who look at the queue later."""
        ended = {"code": error.code, "why": error.why}
        try:
            await self.app.connector.execute_query_async(_NOTE, ended=ended, job=job)
        except ConnectorException:  # the job itself is noted as failed as soon as it can be
            self.say(f"{error} (not noted: the database is away)")
