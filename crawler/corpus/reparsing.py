"""Reads the archive again, slice by slice on whatever engine; one process compares and writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.core.article import Article
from crawler.core.article_sketch import article_sketch
from crawler.core.dedup import content_key
from crawler.core.reparse_tally import Tally
from crawler.core.site import SiteProfile
from crawler.corpus.archive_slices import ArchiveSlice, slices_of
from crawler.corpus.mind import mind_of
from crawler.corpus.rereading import Order, Reread, read_slice, texts
from crawler.corpus.spread import Engine, spread
from crawler.store import data_dir_of, sketches_of, store_of
from crawler.store.archive.names import FOLDER, OPEN, SUFFIX, day_of, files_in, is_of_site
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.reparsed import Reparsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read and with what. `settings` needs only ours; `engine` says who does the work."""

    settings: BaseSettings
    profiles: Mapping[str, SiteProfile]
    modules: list[str]
    run_id: str
    now: datetime
    engine: Engine = field(default_factory=Engine)
    site: str | None = None
    since: datetime | None = None
    apply: bool = False

    def files(self) -> list[Path]:
        """The files that may have pages of that site and time, also what is still written to."""
        found = files_in(data_dir_of(self.settings) / FOLDER, SUFFIX, OPEN)
        return [path for path in found if self._is_wanted(path)]

    def order(self) -> Order:
        """What workers are told."""
        return Order(
            **mind_of(self.settings, self.engine, self.profiles),
            run_id=self.run_id,
            modules=self.modules,
            since=self.since.isoformat() if self.since else None,
            apply=self.apply,
        )

    def _is_wanted(self, path: Path) -> bool:
        day = day_of(path)
        is_late = self.since is None or day is None or day >= self.since.date()
        return is_late and (self.site is None or is_of_site(path, self.site))


def read_again(reading: Reading) -> Tally:
    """All pages of the archive through today's engine. Raises MachineError for the store.

    Memory does not grow with the archive. A file that breaks off is told in `Tally.damage`.
    """
    tally, files = Tally(), reading.files()
    if not files:
        return tally
    desk = _Desk(reading)
    for answer in spread(read_slice, texts(reading.order(), _slices(files)), reading.engine):
        reread = Reread.of_text(answer)
        tally.add(reread.tally)
        desk.take(reread)
    desk.finish()
    tally.add(desk.tally)
    return tally


def _slices(files: Iterable[Path]) -> Iterator[ArchiveSlice]:
    return (each for path in files for each in slices_of(path))


class _Desk:
    """Takes what workers have read, in the order of the archive, and is the only one who writes."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tally = Tally()
        self._store = Reparsed(store_of(reading.settings), run_id=reading.run_id)
        self._outbox: Outbox | None = None
        self._found: set[str] = set()

    def take(self, reread: Reread) -> None:
        """One slice."""
        for site, line in reread.found:
            self._take_found(site, line)
        if reread.news:
            pairs = [(_article(old), _article(new)) for old, new in reread.news]
            self.tally.applied["updated"] += self._store.write(pairs, self.reading.now)

    def finish(self) -> None:
        """Write what waits."""
        if self._outbox is not None:
            self._count(self._outbox.flush())

    def _take_found(self, site: str, line: str) -> None:
        if not self.reading.apply:
            self.tally.pages["found"] += 1
            return
        article = _article(line)
        if article.identifier in self._found:  # by an earlier page of this reading
            self.tally.pages["superseded"] += 1
            return
        self._found.add(article.identifier)
        self.tally.pages["found"] += 1
        self._count(self._new().add(_row(article, site, self.reading)))

    def _new(self) -> Outbox:
        if self._outbox is None:
            sketches = sketches_of(self.reading.settings)
            self._outbox = Outbox(sketches.engine, sketches=sketches)
        return self._outbox

    def _count(self, stored: Iterable[Any]) -> None:
        for each in stored:
            self.tally.applied[each.outcome] += 1


def _article(line: str) -> Article:
    return Article.model_validate_json(line)


def _row(article: Article, source: str, reading: Reading) -> NewArticle:
    seen = article.metadata.dateFirstSeen
    return NewArticle(
        identifier=article.identifier,
        url=article.url,
        site=source,
        line=article.to_line(),
        content_key=content_key(article.articleBody),
        run_id=reading.run_id,
        first_seen=datetime.fromisoformat(str(seen)),
        sketch=article_sketch(article, source),
    )
