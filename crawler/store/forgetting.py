"""Rows of the ledger that nobody asks for any more.

The sums of their hours stay (`hours.py`), and so does all that is known of articles.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select

from crawler.store.database import writing
from crawler.store.past import GOOD_MAX, GOOD_RUNS
from crawler.store.quarantine import HELD, JUDGING
from crawler.store.schema import quarantine, runs

LEAST = GOOD_MAX + timedelta(days=1)  # a run is judged by those of this time
AT_ONCE = 500  # rows of one run's beginning: the first after an update may find years


def forget_runs(engine: Engine, site: str, now: datetime, days: float) -> int:
    """Remove the runs of a site that began more than `days` ago; how many went.

    Its newest runs stay, however old they are, and so do those whose articles wait for a decision.
    Raises MachineError.
    """
    of_site = select(runs.c.id).where(runs.c.site == site)
    newest = of_site.order_by(runs.c.started.desc(), runs.c.id.desc()).limit(GOOD_RUNS)
    waiting = select(quarantine.c.run).where(quarantine.c.state.in_((HELD, JUDGING)))
    old = of_site.where(
        runs.c.started < now - max(timedelta(days=days), LEAST),
        runs.c.id.not_in(select(newest.subquery().c.id)),
        runs.c.id.not_in(waiting),
    )
    chosen = old.order_by(runs.c.started, runs.c.id).limit(AT_ONCE).subquery()
    with writing(engine) as connection:
        return connection.execute(delete(runs).where(runs.c.id.in_(select(chosen.c.id)))).rowcount
