"""The queue as Prometheus reads it."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from crawler.queue.queue_metrics import FILE, METRICS, text_of, write_queue
from crawler.queue.tables import make_tables
from crawler.store.database import database_url, open_database
from tests.dashboard.queue_rows import FULL, NOW, state


def numbers(text: bytes) -> dict[tuple[str, str], float]:
    """Each sample by its name and the value of its label."""
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_everything_is_told_with_its_unit():
    found = numbers(text_of(FULL, NOW))
    assert {name for name, _ in found} == set(METRICS)
    assert found["crawl_queue_observed_timestamp_seconds", ""] == NOW.timestamp()
    assert found["crawl_queue_members", "worker"] == 1  # the other one is silent
    assert found["crawl_queue_members", "publisher"] == 1
    assert found["crawl_queue_oldest_due_seconds", ""] == 4000
    jobs = {label: value for (name, label), value in found.items() if name == "crawl_queue_jobs"}
    assert jobs == {"due": 5, "later": 1, "doing": 2, "stalled": 1, "failed": 2}


def test_nothing_that_waits_is_told_as_zero():
    assert numbers(text_of(state(), NOW))["crawl_queue_oldest_due_seconds", ""] == 0


def test_without_a_queue_there_is_no_file(tmp_path):
    engine = open_database(database_url(tmp_path))
    assert write_queue(engine, tmp_path, NOW) is False
    engine.dispose()
    assert not (tmp_path / "metrics").exists()


def test_the_queue_of_postgresql_is_written(tmp_path, postgres_url):
    engine = open_database(postgres_url)
    make_tables(engine)
    assert write_queue(engine, tmp_path, NOW) is True
    engine.dispose()
    found = numbers((tmp_path / "metrics" / FILE).read_bytes())
    assert found["crawl_queue_members", "worker"] == 0
    assert found["crawl_queue_jobs", "due"] == 0
