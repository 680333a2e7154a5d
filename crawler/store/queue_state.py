"""How the queue stands: who works, what waits, what is stuck. Read from its tables by plain SQL.

The tables are Procrastinate's, and `queue_members` beside them (`crawler.queue.tables`). All ages
are by the clock of the database: the machines' own clocks may differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

QUEUE = "crawl"  # the planner's and the reaper's own jobs are in another one
WORKER, PUBLISHER = "worker", "publisher"
HEARTBEAT_S = 10.0
STALLED_AFTER_S = 30.0  # three heartbeats: whoever is silent for so long does not come back
FAILED_WITHIN = timedelta(days=1)

_EXISTS = """
    SELECT to_regclass('procrastinate_jobs') IS NOT NULL
           AND to_regclass('queue_members') IS NOT NULL
"""
_MEMBERS = """
    SELECT name, role, pid, started, last_sign,
           extract(epoch FROM now() - last_sign)::float AS silent_s
    FROM queue_members ORDER BY role DESC, name, started
"""
_COUNTS = """
    SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at <= now(), true)) AS due,
           count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()) AS later,
           count(*) FILTER (WHERE status = 'doing') AS doing
    FROM procrastinate_jobs WHERE queue_name = :queue AND status IN ('todo', 'doing')
"""
_OLDEST = """
    SELECT args->>'site' AS site, since, extract(epoch FROM now() - since)::float AS age_s
    FROM (SELECT args, greatest(
                     scheduled_at,
                     (SELECT max(at) FROM procrastinate_events AS e
                      WHERE e.job_id = j.id AND e.type IN ('deferred', 'deferred_for_retry'))
                 ) AS since
          FROM procrastinate_jobs AS j WHERE queue_name = :queue AND status = 'todo') AS waiting
    WHERE since <= now() ORDER BY since LIMIT 1
"""
_STALLED = """
    SELECT args->>'site' AS site, since, extract(epoch FROM now() - since)::float AS age_s
    FROM (SELECT args, (SELECT max(at) FROM procrastinate_events AS e
                        WHERE e.job_id = j.id AND e.type = 'started') AS since
          FROM procrastinate_jobs AS j LEFT JOIN procrastinate_workers AS w ON w.id = j.worker_id
          WHERE queue_name = :queue AND status = 'doing'
            AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :stalled))
         ) AS stuck
    ORDER BY since
"""
_FAILED = """
    SELECT site, at, code, why
    FROM (SELECT args->>'site' AS site, (args->>'code')::int AS code, args->>'why' AS why,
                 (SELECT max(e.at) FROM procrastinate_events AS e
                  WHERE e.job_id = j.id AND e.type = 'failed') AS at
          FROM procrastinate_jobs AS j
          WHERE queue_name = :queue AND status = 'failed') AS failed
    WHERE at > now() - make_interval(secs => :within) ORDER BY at DESC, site
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A `scrapy worker` or a `scrapy publisher`: its last sign, and how long it is silent since."""

    name: str
    role: str
    pid: int
    started: datetime
    last_sign: datetime
    silent_s: float

    @property
    def alive(self) -> bool:
        """True when it gave a sign in the last 30 seconds."""
        return self.silent_s <= STALLED_AFTER_S


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedSite:
    """A site whose job waits, or is stuck, since a moment: `age_s` seconds by now."""

    site: str
    since: datetime
    age_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSite:
    """A job that ended as failed: the exit code of its crawl and what that code means."""

    site: str
    at: datetime
    code: int | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """`due` jobs wait for a worker, `later` ones for their moment, `doing` ones are under way.

    `oldest_due` is None when nothing waits. `stalled` jobs belong to workers that are gone: they
    are handed out again within a minute as long as any worker lives. `failed`: in the last day.
    """

    members: tuple[Member, ...]
    due: int
    later: int
    doing: int
    oldest_due: QueuedSite | None
    stalled: tuple[QueuedSite, ...]
    failed: tuple[FailedSite, ...]

    @property
    def workers(self) -> tuple[Member, ...]:
        """Those that crawl."""
        return tuple(each for each in self.members if each.role == WORKER)

    @property
    def publishers(self) -> tuple[Member, ...]:
        """Those that publish."""
        return tuple(each for each in self.members if each.role == PUBLISHER)


def queue_state(connection: Connection) -> QueueState | None:
    """The state of the queue now; None where there is none: another database, or no worker yet."""
    if connection.dialect.name != "postgresql" or not connection.scalar(text(_EXISTS)):
        return None
    queue = {"queue": QUEUE}
    stalled = {**queue, "stalled": STALLED_AFTER_S}
    failed = {**queue, "within": FAILED_WITHIN.total_seconds()}
    counts = connection.execute(text(_COUNTS), queue).mappings().one()
    oldest = [QueuedSite(**row) for row in connection.execute(text(_OLDEST), queue).mappings()]
    return QueueState(
        members=tuple(Member(**row) for row in connection.execute(text(_MEMBERS)).mappings()),
        **counts,
        oldest_due=oldest[0] if oldest else None,
        stalled=tuple(
            QueuedSite(**row) for row in connection.execute(text(_STALLED), stalled).mappings()
        ),
        failed=tuple(
            FailedSite(**row) for row in connection.execute(text(_FAILED), failed).mappings()
        ),
    )
