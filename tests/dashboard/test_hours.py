"""Sums of runs by hour: in the ledger's transaction, and equal to what the runs say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from crawler.store import migrations
from crawler.store.database import database_url, open_database, reading, writing
from crawler.store.hours import add_run, row_of
from crawler.store.runs import Runs
from crawler.store.schema import hours, runs

START = datetime(2026, 2, 3, 4, 50, tzinfo=UTC)
FIGURES = {
    "funnel": {"links": 9, "known": 4, "fetched": 5, "extracted": 4, "valid": 4, "new": 3,
               "published": 3},
    "duplicates": 1, "requests": 8, "dropped": {"too_short": 1}, "failed": {"article/timeout": 2},
    "statuses": {"200": 5, "404": 2, "503": 1}, "latency_ms": {"p50": 100, "p95": 200},
    "seen": {"articles": 5, "date": 4, "body_chars_p50": 900, "newest": None}, "bugs": True,
}  # fmt: skip


def run(ledger, key, started, code=0, figures=FIGURES):
    ledger.start(
        run_id=key, site="windows", argv=[], started=started, versions={}, settings_hash="x"
    )
    ledger.finish(
        key, ended=started + timedelta(seconds=40), exit_code=code, reason="r", figures=figures
    )


def rows(engine):
    with reading(engine) as connection:
        query = select(hours).order_by(hours.c.hour)
        return [dict(row) for row in connection.execute(query).mappings()]


def test_runs_of_an_hour_are_added_up(engine):
    ledger = Runs(engine)
    run(ledger, "a", START)
    run(ledger, "b", START + timedelta(minutes=5), code=65)
    run(ledger, "c", START + timedelta(minutes=15), figures={})
    first, second = rows(engine)
    assert (first["hour"], first["runs"], first["good"]) == ("2026-02-03T04", 2, 1)
    assert (first["links"], first["new"], first["published"]) == (18, 6, 6)
    assert (first["duplicates"], first["dropped"], first["failed"], first["refused"]) == (
        2,
        2,
        4,
        6,
    )
    assert first["busy_s"] == 80
    assert first["counts"]["failed"] == {"article/timeout": 4}
    assert first["counts"]["seen"] == {"articles": 10, "date": 8}
    assert "latency_ms" not in first["counts"]
    assert (second["hour"], second["runs"], second["new"], second["counts"]) == (
        "2026-02-03T05",
        1,
        0,
        {},
    )


def test_a_run_that_failed_to_be_written_is_not_counted(engine):
    with pytest.raises(KeyError):
        Runs(engine).finish("none", ended=START, exit_code=0, reason="", figures=FIGURES)
    with writing(engine) as connection:
        add_run(connection, "none")
    assert rows(engine) == []


def test_a_run_without_an_end_takes_no_time():
    row = row_of({"site": "s", "started": START, "ended": None, "exit_code": None, "figures": None})
    assert (row["busy_s"], row["good"], row["counts"]) == (0.0, 0, {})


def test_a_store_of_before_is_summed_up(tmp_path, monkeypatch):
    values = {"site": "windows", "argv": [], "versions": {}, "settings_hash": "x", "exit_code": 0}
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HEAD", "0008")
        engine = open_database(database_url(tmp_path))
        with writing(engine) as connection:
            for number in range(3):
                row = values | {
                    "id": str(number),
                    "started": START,
                    "ended": START,
                    "figures": FIGURES,
                }
                connection.execute(insert(runs).values(row))
            connection.execute(insert(runs).values(values | {"id": "killed", "started": START}))
        engine.dispose()
    engine = open_database(database_url(tmp_path))
    (row,) = rows(engine)
    assert (row["runs"], row["links"], row["counts"]["dropped"]) == (3, 27, {"too_short": 3})
    engine.dispose()
