"""The long form: a schedule that is compressed, then the same while what works is killed."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from crawler.store.queue_state import QueueState, queue_state
from tests.queue.cluster import Cluster, children, site_of

HOURS_A_SECOND = 1 / 60  # of the sites' clocks: an article every half minute on each site
RECOVERY_S_MAX = 600.0
CONNECTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass
class Watched:
    """What was seen of the queue, once a second."""

    looks: int = 0
    due_most: int = 0
    late_most_s: float = 0.0
    connections_most: int = 0

    def look(self, made: Cluster) -> None:
        with suppress(DBAPIError), made.engine.connect() as connection:  # it may start again
            state = queue_state(connection)
            connections = connection.scalar(text(CONNECTIONS)) or 0
            self.connections_most = max(self.connections_most, connections)
            if state:
                self._note(state)

    def _note(self, state: QueueState) -> None:
        self.looks += 1
        self.due_most = max(self.due_most, state.due)
        if state.oldest_due:
            self.late_most_s = max(self.late_most_s, state.oldest_due.age_s)


@dataclass
class Recoveries:
    """Seconds until the work of what was killed went on."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    pending: list[tuple[str, float, Callable[[], bool]]] = field(default_factory=list)

    def expect(self, what: str, done: Callable[[], bool]) -> None:
        """Something was killed now; `done` says that its work goes on."""
        self.pending.append((what, time.monotonic(), done))

    def look(self) -> None:
        for each in list(self.pending):
            what, since, done = each
            if done():
                self.pending.remove(each)
                self.seconds.setdefault(what, []).append(time.monotonic() - since)

    def row(self, what: str) -> str:
        found = self.seconds.get(what, [])
        if not found:
            return f"{what:<22} {0:>5}"
        return f"{what:<22} {len(found):>5} {median(found):>8.1f} {max(found):>8.1f}"


@dataclass
class Killer:
    """Kills workers, crawls and publishers, restarts the database, and starts what it killed."""

    made: Cluster
    dice: random.Random
    recoveries: Recoveries

    def worker(self) -> bool:
        name = self.dice.choice([each for each in self.made.processes if each != "publisher"])
        sites = self._crawled_by(name)
        self.made.kill(name)
        self.made.start("worker")
        for site in sites:
            self.recoveries.expect("worker", self._asked_again(site))
        return True

    def crawl(self) -> bool:
        pids = [pid for pid in self.made.crawls() if site_of(pid)]
        if not pids:
            return False
        pid = self.dice.choice(pids)
        site = site_of(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            self.recoveries.expect("crawl", self._asked_again(site))
        return bool(site)

    def publisher(self) -> bool:
        self.made.kill("publisher")
        self.made.consumer.poll()
        taken = len(self.made.consumer.taken)
        self.made.start("publisher")

        def published() -> bool:
            self.made.consumer.poll()
            return len(self.made.consumer.taken) > taken

        self.recoveries.expect("publisher", published)
        return True

    def database(self) -> bool:
        self.made.database.stop("immediate")
        self.made.database.start()
        before = self._crawls()
        self.recoveries.expect("database", lambda: self._crawls() > before)
        return True

    def _crawled_by(self, name: str) -> list[str]:
        pids = children(self.made.processes[name].pid)
        return [site for site in map(site_of, pids) if site]

    def _asked_again(self, site: str) -> Callable[[], bool]:
        before = len(self.made.seen().get(site, ()))
        return lambda: len(self.made.seen()[site]) > before

    def _crawls(self) -> int:
        return sum(len(each) for each in self.made.seen().values())


def calm(made: Cluster, seconds: float) -> Watched:
    """Let the schedule run, undisturbed."""
    watched = Watched()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.monotonic()
        watched.look(made)
        time.sleep(1)
        made.move((time.monotonic() - begun) * HOURS_A_SECOND)
    return watched


def disturbed(made: Cluster, kills: int, restarts: int, pause_s: float, seed: int) -> Recoveries:
    """Kill and restart at random moments; ends when the work of all that died goes on."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    killer = Killer(made, dice, Recoveries())
    faults: list[Callable[[], bool]] = [killer.database] * restarts
    kinds = (
        killer.crawl,
        killer.crawl,
        killer.crawl,
        killer.worker,
        killer.worker,
        killer.publisher,
    )
    faults += [kinds[number % len(kinds)] for number in range(kills)]
    dice.shuffle(faults)
    for fault in faults:
        _watch(made, killer.recoveries, dice.uniform(0.5, 1.5) * pause_s)
        while not fault():
            _watch(made, killer.recoveries, 0.5)
    end = time.monotonic() + RECOVERY_S_MAX
    while killer.recoveries.pending and time.monotonic() < end:
        _watch(made, killer.recoveries, 1)
    return killer.recoveries


def _watch(made: Cluster, recoveries: Recoveries, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.25)
        made.move(0.25 * HOURS_A_SECOND)
        recoveries.look()


def ended(made: Cluster) -> dict[str, Any]:
    """Wait for what is still to come, end everything, and ask the readers."""
    made.until_complete(RECOVERY_S_MAX)
    codes = {name: made.end(name) for name in list(made.processes)}
    found: dict[str, Any] = made.verdict()
    found["two crawls at once"] = len(made.met())
    found["crawls"] = sum(len(each) for each in made.seen().values())
    found["articles"] = len(made.consumer.identifiers)
    found["wrong exit codes"] = sum(code != 0 for code in codes.values())
    return found
