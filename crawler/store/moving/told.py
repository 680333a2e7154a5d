"""From where to where a store is moved, and what a person is told of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, select
from sqlalchemy.engine import make_url

from crawler.core.errors import ConfigError
from crawler.store.database import database_url, engine_of, open_database, reading, translate_errors
from crawler.store.moved import mark_of
from crawler.store.moving.copying import TABLES
from crawler.store.moving.move import Move
from crawler.store.moving.quiet import running
from crawler.store.moving.target import why_not

MB = 1_000_000
SIDES = ("", "-wal")


@dataclass(frozen=True, slots=True)
class Told:
    """Says a thing once, however often it is told in a row."""

    write: Callable[[str], object]
    last: list[str] = field(default_factory=list)

    def __call__(self, words: str) -> None:
        """A line, unless it is the one before."""
        if self.last != [words]:
            self.last[:] = [words]
            self.write(f"{words}\n")


@dataclass(slots=True)
class Way:
    """A data folder, its SQLite store (empty: `rasid.db` in it), and the address of the target."""

    folder: Path
    source_url: str
    target_url: str
    opened: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Refuse what cannot be moved, before anything is opened. Raises ConfigError."""
        if not self.file.is_file():
            message = f"there is no store to move: {self.file} does not exist"
            raise ConfigError(message)
        engine = self._closed_after(engine_of(self.target_url))
        if engine.dialect.name != "postgresql":
            message = f"a store is moved to PostgreSQL, not to {engine.dialect.name}"
            raise ConfigError(message)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close what was opened."""
        self.opened.close()

    @property
    def file(self) -> Path:
        """The old store."""
        url = make_url(database_url(self.folder, self.source_url))
        return Path(str(url.database))

    def source(self) -> Engine:
        """The old store, opened even when it was moved."""
        url = database_url(self.folder, self.source_url)
        return self._closed_after(open_database(url, moving=True))

    def target(self) -> Engine:
        """The target as it is: no table is made."""
        return self._closed_after(engine_of(self.target_url))

    def move(self, wait_s: float, say: Callable[[str], None]) -> Move:
        """Both opened, with our tables in the target."""
        target = self._closed_after(open_database(self.target_url, moving=True))
        return Move(
            self.source(),
            target,
            self.folder / "locks",
            f"{target.url.host}:{target.url.port or 5432}/{target.url.database}",
            wait_s,
            say,
        )

    def _closed_after(self, engine: Engine) -> Engine:
        self.opened.callback(engine.dispose)
        return engine


def sizes(way: Way) -> str:
    """What a move would copy, what it would wait for, and whether the target can be used."""
    with translate_errors(), reading(way.source()) as connection:
        epoch = mark_of(connection, "epoch") or ""
        counts = [
            (table.name, connection.scalar(select(func.count()).select_from(table)) or 0)
            for table in TABLES
        ]
    size = sum(path.stat().st_size for path in _files(way.file))
    sites = running(way.folder / "locks")
    lines = [f"{name:12} {rows:>11,}" for name, rows in counts]
    lines.append(f"{way.file.name} with its log: {size / MB:,.1f} MB")
    lines.append(f"crawling now, to be waited for: {', '.join(sites) or 'none'}")
    lines.append(f"target: {why_not(way.target(), epoch) or 'can be used'}")
    return "\n".join(lines)


def _files(path: Path) -> list[Path]:
    sides = [path.with_name(path.name + side) for side in SIDES]
    return [side for side in sides if side.exists()]
