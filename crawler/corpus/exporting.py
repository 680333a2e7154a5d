"""Writes published articles into files of another form: one, or one for each day."""

from __future__ import annotations

import os
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from crawler.core.article import Article
from crawler.core.errors import MachineError
from crawler.core.export.channel import Channel
from crawler.core.export.days import day_of
from crawler.core.export.plain import renewed_at
from crawler.core.export.rights import Purpose, Takedown, objection, without_private_text
from crawler.store.durable import make_folder, sync_folder
from crawler.store.published import Wanted, published, those

FORMATS = {
    "rss": "rss", "atom": "atom", "jsonfeed": "json_feed", "jsonld": "json_ld", "ninjs": "ninjs",
    "zyte": "zyte", "parquet": "parquet",
}  # fmt: skip
KEEPS_WITHDRAWN = frozenset(("ninjs", "parquet"))  # they can say that an article is withdrawn
WITHDRAWN = "canceled"
NO_ADDRESS = "about:blank"  # a feed needs one, and there is no article that would give it
OUT = "-"
NAMED = "articles"
Write = Callable[[BinaryIO, Iterable[Article], Channel], None]


@dataclass(slots=True)
class Export:
    """What is wanted; `left_out` counts what was not written, by its reason."""

    engine: Engine
    form: str
    wanted: Wanted
    channel: Channel
    purpose: Purpose = "monitoring"
    takedown: Takedown = field(default_factory=Takedown)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def to_file(self, path: str) -> None:
        """Write one file, whole or not at all; `-` is standard output. Raises MachineError."""
        if path == OUT:
            self._write(sys.stdout.buffer, self.articles())
            sys.stdout.buffer.flush()
            return
        with whole_file(Path(path)) as file:
            self._write(file, self.articles())

    def to_days(self, folder: Path) -> list[Path]:
        """Write a file for each day of publication; its folder says `day=2025-03-01`.

        A file of a day that has articles is replaced, other files stay. Raises MachineError.
        """
        days: dict[str, list[str]] = {}
        for article in self.articles():
            days.setdefault(day_of(article, self.zone), []).append(article.identifier)
        made = []
        for day, identifiers in sorted(days.items()):
            path = folder / f"day={day}" / f"{NAMED}{self._module.SUFFIX}"
            make_folder(path.parent)
            with whole_file(path) as file:
                self._write(file, map(without_private_text, those(self.engine, identifiers)))
            made.append(path)
        return made

    def articles(self) -> Iterator[Article]:
        """What may be written, in the order that the form wants."""
        found = published(self.engine, self.wanted, newest_first=self._module.NEWEST_FIRST)
        for article in found:
            if why := self._objection(article):
                self.left_out[why] += 1
            else:
                yield without_private_text(article)

    def _objection(self, article: Article) -> str | None:
        if article.pubStatus == WITHDRAWN and self.form not in KEEPS_WITHDRAWN:
            return "withdrawn"
        if self.takedown.covers(article):
            return "takedown"
        return objection(article, self.purpose)

    def _write(self, file: BinaryIO, articles: Iterable[Article]) -> None:
        rest = iter(articles)
        first = next(rest, None)
        write: Write = self._module.write
        write(file, self._counted(chain([first] if first else [], rest)), self._head(first))

    def _counted(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            self.written += 1
            yield article

    def _head(self, first: Article | None) -> Channel:
        """The channel as its newest article completes it."""
        if first is None:
            return replace(self.channel, url=self.channel.url or NO_ADDRESS)
        url = self.channel.url or first.provider.url
        return replace(self.channel, url=url, updated=renewed_at(first) or self.channel.updated)

    @property
    def _module(self) -> Any:
        return import_module(f"crawler.core.export.{FORMATS[self.form]}")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that has its name when it is whole and durable. Raises MachineError.

    Nobody else has the name of the temp file: not a second export, not a link that waits there.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise MachineError.from_os(error, f"{path} could not be written") from error
    finally:
        temporary.unlink(missing_ok=True)
