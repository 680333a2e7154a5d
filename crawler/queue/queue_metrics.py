"""What Prometheus is told of the queue: who works, what waits, since when, as gauges of one file.

Written by whoever publishes. `crawl_queue_observed_timestamp_seconds` says when: the other numbers
of a file that nobody renews any more look well for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from crawler.exposition import FOLDER
from crawler.store.database import reading
from crawler.store.durable import make_folder, write_durably
from crawler.store.queue_state import QueueState, queue_state

FILE = "_queue.prom"  # the name of a site begins with a letter
# Name to what it says and its label, "" for none.
METRICS: dict[str, tuple[str, str]] = {
    "crawl_queue_observed_timestamp_seconds": ("When the queue was looked at", ""),
    "crawl_queue_members": ("Processes that gave a sign in the last 30 seconds", "role"),
    "crawl_queue_jobs": ("Sites in the queue by what becomes of them", "state"),
    "crawl_queue_oldest_due_seconds": ("How long the oldest due site has waited, 0 for none", ""),
}


def write_queue(engine: Engine, data_dir: Path, now: datetime) -> bool:
    """Replace `metrics/_queue.prom`; False where there is no queue. Raises MachineError."""
    with reading(engine) as connection:
        state = queue_state(connection)
    if state is None:
        return False
    make_folder(data_dir / FOLDER)
    write_durably(data_dir / FOLDER / FILE, text_of(state, now))
    return True


def text_of(state: QueueState, now: datetime) -> bytes:
    """The queue in the text format of Prometheus."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    gauges = {
        name: Gauge(name, told, (label,) if label else (), registry=registry)
        for name, (told, label) in METRICS.items()
    }
    for name, label, value in _samples(state, now):
        gauge = gauges[name]
        (gauge.labels(label) if label else gauge).set(value)
    return generate_latest(registry)


def _samples(state: QueueState, now: datetime) -> Iterator[tuple[str, str, float]]:
    yield "crawl_queue_observed_timestamp_seconds", "", now.timestamp()
    for role, members in (("worker", state.workers), ("publisher", state.publishers)):
        yield "crawl_queue_members", role, sum(each.alive for each in members)
    jobs = {
        "due": state.due,
        "later": state.later,
        "doing": state.doing,
        "stalled": len(state.stalled),
        "failed": len(state.failed),
    }
    for name, number in jobs.items():
        yield "crawl_queue_jobs", name, number
    oldest = state.oldest_due
    yield "crawl_queue_oldest_due_seconds", "", oldest.age_s if oldest else 0.0
