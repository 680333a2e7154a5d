"""A person ends the crawl of a site, whichever worker runs it, and the job that waits for one."""

from __future__ import annotations

from collections.abc import Callable

from scrapy.settings import BaseSettings
from sqlalchemy import text

from crawler.core.watch.outcome import OK, USAGE
from crawler.queue.address import queue_address
from crawler.queue.tables import make_tables
from crawler.store import store_of
from crawler.store.database import translate_errors
from crawler.store.queue_state import QUEUE

_ABORT = """
    SELECT status::text AS status, procrastinate_cancel_job_v1(id, true, false)
    FROM procrastinate_jobs
    WHERE queue_name = :queue AND lock = :site AND status IN ('todo', 'doing')
"""


def abort(settings: BaseSettings, site: str, say: Callable[[str], None]) -> int:
    """Ask for it; its worker looks every 5 s. The exit code: 64 when nothing waits or runs.

    Raises ConfigError and MachineError.
    """
    queue_address(settings)
    engine = store_of(settings)
    make_tables(engine)
    with translate_errors(), engine.begin() as connection:
        asked = {"queue": QUEUE, "site": site}
        found = [row.status for row in connection.execute(text(_ABORT), asked)]
    for status in found:
        word = "is asked to end" if status == "doing" else "will not begin"
        say(f"{site}: its crawl {word}")
    if not found:
        say(f"{site}: no crawl of it waits or runs")
    return OK if found else USAGE
