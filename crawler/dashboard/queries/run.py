"""One run beside the good one before it, with the worst lines of its log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from crawler.dashboard.look import Look
from crawler.dashboard.queries.sources import last_good, run_of
from crawler.store.runs import Run
from crawler.store.schema import runs

LOG_BYTES = 2_000_000  # of the end of a day's log
LOG_LINES = 30
LEVELS = {"CRITICAL": 0, "ERROR": 1, "WARNING": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A line of the log; `stamp` is text as the log has it."""

    stamp: str
    level: str
    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneRun:
    """`before` and `after` are the keys of the runs of that source around it."""

    run: Run
    good: Run | None
    before: str | None
    after: str | None
    log: list[LogLine]


def read(look: Look) -> OneRun | None:
    """The run that is asked for, "" asks for the newest of all; None when there is none."""
    newest = select(runs).order_by(runs.c.started.desc()).limit(1)
    asked = select(runs).where(runs.c.id == look.about) if look.about else newest
    row = look.connection.execute(asked).mappings().first()
    if row is None:
        return None
    run = run_of(row)
    around = select(runs.c.id).where(runs.c.site == run.site).limit(1)
    earlier = around.where(runs.c.started < run.started).order_by(runs.c.started.desc())
    later = around.where(runs.c.started > run.started).order_by(runs.c.started)
    return OneRun(
        run=run,
        good=last_good(look.connection, run.site, before=run.started),
        before=look.connection.scalar(earlier),
        after=look.connection.scalar(later),
        log=_log(look.data_dir, run),
    )


def _log(data_dir: Path | None, run: Run) -> list[LogLine]:
    """The worst lines first; [] when the day's file is gone."""
    path = data_dir / "logs" / f"{run.started:%Y-%m-%d}.jsonl" if data_dir else None
    if path is None or not path.is_file():
        return []
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - LOG_BYTES, 0))
        raw = file.read()
    key = run.id.encode()
    lines = [
        _parsed(line) for line in raw.split(b"\n") if key in line and b"INFO" not in line[:200]
    ]
    bad = [line for line in lines if line and line.level in LEVELS]
    return sorted(bad, key=lambda line: LEVELS[line.level])[:LOG_LINES]


def _parsed(line: bytes) -> LogLine | None:
    try:
        told = json.loads(line)
        return LogLine(
            stamp=str(told.get("asctime", "")),
            level=str(told.get("level", "")),
            name=str(told.get("name", "")),
            message=str(told.get("message", "")),
        )
    except (ValueError, AttributeError):  # a line that a full disk cut
        return None
