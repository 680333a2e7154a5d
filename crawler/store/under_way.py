"""Whether a run that has no end yet goes on: its site's lock is held as long as it lives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine

from crawler.store.database import reading
from crawler.store.lock import is_held
from crawler.store.runs import Run
from crawler.store.shared_locks import is_site_held


def lives_of(engine: Engine, locks: Path, runs: Iterable[Run]) -> dict[str, bool]:
    """For each run without an end, by its id: True while `scrapy run` goes on with it.

    False for one that was killed; a plain `scrapy crawl` holds no lock, and cannot be told from it.
    Of the runs of a site only the newest can go on. Raises MachineError.
    """
    lives: dict[str, bool] = {}
    seen = set()
    for run in sorted(runs, key=lambda each: each.started, reverse=True):
        site = run.site.partition("@")[0]
        if run.ended is None:
            lives[run.id] = site not in seen and _is_held(engine, locks, site)
        seen.add(site)
    return lives


def _is_held(engine: Engine, locks: Path, site: str) -> bool:
    lock = locks / f"{site}.lock"
    if lock.exists() and is_held(lock):
        return True
    with reading(engine) as connection:
        return is_site_held(connection, site)
