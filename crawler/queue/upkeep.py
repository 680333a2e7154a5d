"""What any worker does for all: put due sites into the queue, take back the jobs of the dead.

These jobs have a queue and a worker of their own: behind crawls that take an hour they would wait.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status
from sqlalchemy import Engine

from crawler.core.errors import MachineError
from crawler.queue.members import forget_silent
from crawler.queue.planner import Planner
from crawler.store.queue_state import QUEUE, STALLED_AFTER_S

UPKEEP = "upkeep"
REAP = "* * * * * */10"  # cron with seconds: a dead worker's site is crawled again after 30 to 45 s
CLEAN = "17 * * * *"
KEEP_HOURS = 7 * 24  # what has failed is shown for so long


@dataclass(frozen=True)
class Upkeep:
    """The periodic tasks, on an app that has them registered by `add_to`."""

    app: App
    engine: Engine
    planner: Planner
    say: Callable[[str], None]

    def add_to(self, plan_s: int) -> None:
        """Register the tasks; the planner comes every `plan_s` seconds, from 1 to 59.

        None of them has a `lock`: what a dead worker holds of the reaper nobody would reap.
        """
        for task, name, cron in (
            (self.plan, "plan", f"* * * * * */{plan_s}"),
            (self.reap, "reap", REAP),
            (self.clean, "clean", CLEAN),
        ):
            made = self.app.task(name=name, queue=UPKEEP, queueing_lock=name)(task)
            self.app.periodic(cron=cron)(made)

    async def plan(self, timestamp: int) -> None:
        """Put the sites that are due into the queue, each at most once."""
        del timestamp
        try:
            due = await asyncio.to_thread(self.planner.due)
        except MachineError as error:
            self.say(f"nothing is planned now: {error}")
            return
        for site in due:
            job = self.app.configure_task("crawl", queue=QUEUE, lock=site, queueing_lock=site)
            try:
                await job.defer_async(site=site)
            except AlreadyEnqueued:  # by another planner, between its look and ours
                continue

    async def reap(self, timestamp: int) -> None:
        """Take back what workers hold that are gone."""
        del timestamp
        manager = self.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S):
            if job.queue == UPKEEP:  # the clock brings the next one
                await manager.finish_job(job, Status.ABORTED, delete_job=True)
                continue
            self.say(f"{_site(job)}: its worker is gone; the site goes to the next one")
            await manager.retry_job(job)

    async def clean(self, timestamp: int) -> None:
        """Forget what has ended long ago."""
        del timestamp
        await self.app.job_manager.delete_old_jobs(
            KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )
        with contextlib.suppress(MachineError):
            await asyncio.to_thread(forget_silent, self.engine)


def _site(job: Job) -> str:
    return str(job.task_kwargs.get("site", job.task_name))
