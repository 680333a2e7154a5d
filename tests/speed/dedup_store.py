"""A store with many made-up articles: rows of the real tables, written in bulk.

The keys and digests are random, so that every search goes to another place, as it does in use. The
words are those of a few real sketches, since only candidates are ever compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from crawler.core.dedup.sketch import Sketch
from crawler.core.dedup.sketch_bytes import to_bytes
from crawler.store.database import writing
from crawler.store.schema import articles, sketches
from crawler.store.sketch_log import next_mark

BULK = 10_000  # rows of a transaction
SEEN = datetime(2026, 1, 15, tzinfo=UTC)


def another(sketch: Sketch, draw: Random) -> Sketch:
    """The words of a sketch under keys and a digest of its own."""
    return Sketch(
        exact=draw.randbytes(16),
        keys=[draw.getrandbits(32) for _ in sketch.keys],
        words=sketch.words,
        repeated=sketch.repeated,
        title=sketch.title,
        numbers=sketch.numbers,
        dates=sketch.dates,
        day=sketch.day,
    )


def fill(engine: Engine, until: int, models: Sequence[Sketch]) -> None:
    """Add rows until there are so many; the same rows whatever the steps."""
    with writing(engine) as connection:
        first, mark = _last(connection)
    for start in range(first, until, BULK):
        numbers = range(start + 1, min(start + BULK, until) + 1)
        made = [_bytes_of(number, models) for number in numbers]
        with writing(engine) as connection:
            connection.execute(insert(articles), list(map(_article, numbers)))
            rows = list(_rows(numbers, made, mark))
            connection.execute(insert(sketches), rows)
        mark = rows[-1]["mark"]


def _last(connection: Connection) -> tuple[int, int]:
    row = connection.execute(select(func.max(sketches.c.id))).scalar() or 0
    mark = connection.scalar(select(sketches.c.mark).where(sketches.c.id == row))
    return row, mark or 0


def _bytes_of(number: int, models: Sequence[Sketch]) -> bytes:
    draw = Random(number)  # noqa: S311 - nothing secret
    return to_bytes(another(models[number % len(models)], draw))


def name_of(number: int) -> str:
    return f"{number:032x}"


def _article(number: int) -> dict[str, Any]:
    name = name_of(number)
    return {
        "id": number,
        "identifier": name,
        "url": f"https://news.example/{number}",
        "site": "made_up",
        "content_key": name,
        "run_id": "run-1",
        "first_seen": SEEN,
        "line": "{}",
    }


def _rows(numbers: range, made: list[bytes], mark: int) -> Iterator[dict[str, Any]]:
    for number, data in zip(numbers, made, strict=True):
        columns = {"id": number, "head": number, "searched": True, "data": data}
        mark = next_mark(mark, name_of(number), columns)
        yield columns | {"article": number, "mark": mark}
