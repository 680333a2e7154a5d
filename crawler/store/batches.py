"""Sealing: which articles make up a part, in which order, is decided once and committed.

A cursor (`seq > last`) would lose what commits late with a low number: 36 % in a measurement.
A part holds rows of two tables: new articles first, then later versions of articles, so that no
version is published before the article itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator
from heapq import merge
from operator import attrgetter

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    Select,
    Table,
    cast,
    func,
    insert,
    select,
    update,
)

from crawler.core.errors import MachineError
from crawler.store.database import reading, writing
from crawler.store.likely import likely
from crawler.store.part import Part, PartName
from crawler.store.quarantine import sealable
from crawler.store.schema import articles, batches, state, versions

# By the unique index (batch, seq) all that waits and all copies, which never get a batch, would be
# read and sorted for each part; the indexes of what waits have it in order and nothing else.
_waiting = articles.c.duplicate_of.is_(None) & likely(articles.c.batch.is_(None))
UNSEALED = ((articles, _waiting), (versions, likely(versions.c.batch.is_(None))))
_Row = tuple[Table, int, bytes]  # where it is, its key, its line


def seal(engine: Engine, epoch: str, *, articles_max: int, partly: bool, run: str = "") -> int:
    """Seal the oldest waiting articles as one batch; how many, 0 when there are none to seal.

    `partly` allows a batch of fewer than `articles_max`. What is held back stays, and what
    another run than `run` has stored while it is judged.
    """
    with writing(engine) as connection:
        rows = _unsealed(connection, articles_max, run)
        if not rows or (len(rows) < articles_max and not partly):
            return 0
        first = seq_highest(connection) + 1
        _seal(connection, epoch, first, rows)
    return len(rows)


def _unsealed(connection: Connection, most: int, run: str) -> list[_Row]:
    rows: list[_Row] = []
    for table, unsealed in UNSEALED:
        line = _in_utf8(connection, table)
        query = select(table.c.id, line).where(unsealed, sealable(run, table))
        query = query.order_by(table.c.id).limit(most - len(rows))
        # What somebody changes at this moment comes with the next part; SQLite has no such rows.
        found = connection.execute(query.with_for_update(skip_locked=True, of=table))
        rows += [(table, row.id, row.line) for row in found]
    return rows


def _seal(connection: Connection, epoch: str, first: int, rows: list[_Row]) -> None:
    last = first + len(rows) - 1
    digest = hashlib.sha256()  # of one line after the other: a part of them takes 20 MB in memory
    for data in numbered((line, seq) for seq, (*_, line) in enumerate(rows, first)):
        digest.update(data)
    file = PartName(first, last, epoch).file
    part = Part(file, first, last, len(rows), digest.hexdigest())
    batch = add_batch(connection, part, epoch, published=False)
    for table, _ in UNSEALED:
        keys = [row for where, row, _ in rows if where is table]
        if keys:
            _number(connection, table, keys, batch, first)
        first += len(keys)
    set_seq_highest(connection, last)


def _number(connection: Connection, table: Table, keys: list[int], batch: int, first: int) -> None:
    """Give the rows of these keys, which are in their order, their numbers: one statement."""
    place = func.row_number().over(order_by=table.c.id)
    placed = select(table.c.id, (place + (first - 1)).label("number")).where(table.c.id.in_(keys))
    found = placed.subquery()
    seal = update(table).where(table.c.id == found.c.id)
    connection.execute(seal.values(batch=batch, seq=found.c.number))


def numbered(lines: Iterable[tuple[bytes, int]]) -> Iterator[bytes]:
    """Each stored line with its publication number, as `with_seq` makes it, and its end."""
    for line, seq in lines:
        if not line.endswith(b"}}"):
            message = f"the line does not end with its metadata: {line[-40:]!r}"
            raise ValueError(message)
        yield b'%s,"seq":%d}}\n' % (line[:-2], seq)


def bytes_of(engine: Engine, part: Part) -> Generator[bytes]:
    """The bytes of a sealed part, made again line by line, compared with what was sealed.

    Raises MachineError behind the last when the store gives other bytes now: to be asked for to the
    end before they are of use. All lines of a part would take 12 MB.
    """
    digest = hashlib.sha256()
    with reading(engine) as connection:
        found = [connection.execute(_in(connection, table, part)) for table, _ in UNSEALED]
        rows = merge(*found, key=attrgetter("seq"))
        for data in numbered((row.line, row.seq) for row in rows):
            digest.update(data)
            yield data
    if digest.hexdigest() != part.sha256:
        message = (
            f"{part.file} was sealed with other bytes than the store gives now: the store is "
            "damaged; restore a backup, then `scrapy repair`"
        )
        raise MachineError(message)


def _in(connection: Connection, table: Table, part: Part) -> Select[int, bytes]:
    """The rows of a part that are in this table, in their order: number and line."""
    line = _in_utf8(connection, table)
    joined = select(table.c.seq, line).join(batches, table.c.batch == batches.c.id)
    return joined.where(batches.c.file == part.file).order_by(table.c.seq)


def _in_utf8(connection: Connection, table: Table) -> ColumnElement[bytes]:
    """The line of a row as a part has it.

    To read a text and to write it again as it was takes four times as long.
    """
    if connection.dialect.name == "postgresql":  # its cast would look for escapes
        return func.convert_to(table.c.line, "UTF8", type_=LargeBinary).label("line")
    return cast(table.c.line, LargeBinary).label("line")


def add_batch(connection: Connection, part: Part, epoch: str, *, published: bool) -> int:
    """Write a batch down and return its key."""
    row = part.as_dict() | {"epoch": epoch, "published": published}
    made = connection.execute(insert(batches).values(row).returning(batches.c.id))
    return int(made.scalar_one())


def parts_of(engine: Engine, *, published: bool) -> list[Part]:
    """The parts that are published, or that are sealed and not yet published, oldest first."""
    columns = (batches.c[name] for name in ("file", "first", "last", "count", "sha256"))
    query = select(*columns).where(batches.c.published == published)
    with reading(engine) as connection:
        found = connection.execute(query.order_by(batches.c.first, batches.c.id))
        return [Part(*row) for row in found]


def mark_published(engine: Engine, file: str) -> None:
    """The file is durable under its name: readers may have it."""
    with writing(engine) as connection:
        connection.execute(update(batches).where(batches.c.file == file).values(published=True))


def known_files(engine: Engine) -> set[str]:
    """The names of all parts that this store has sealed or taken in."""
    with reading(engine) as connection:
        return set(connection.scalars(select(batches.c.file)))


def waiting(engine: Engine) -> int:
    """How many articles are to be published and not sealed yet."""
    with reading(engine) as connection:
        counts = (
            select(func.count()).where(free, table.c.id > 0)  # so that it is their index
            for table, free in UNSEALED
        )
        return sum(connection.scalar(count) or 0 for count in counts)


def seq_highest(connection: Connection) -> int:
    """The last publication number that was given out."""
    found = connection.scalar(select(state.c.value).where(state.c.key == "seq_highest"))
    return int(found or 0)


def set_seq_highest(connection: Connection, seq: int) -> None:
    """The next number given out will be the one after this."""
    connection.execute(update(state).where(state.c.key == "seq_highest").values(value=str(seq)))
