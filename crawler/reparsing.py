"""Reads the archive again, file by file, in as many processes as wanted; nothing is asked."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.core.article import Article, identifier_of
from crawler.core.article_sketch import article_sketch
from crawler.core.dedup import content_key
from crawler.core.errors import NotAnArticle
from crawler.core.reparse import differences, replay
from crawler.core.reparse_tally import Tally
from crawler.core.site import SiteProfile
from crawler.core.stamps import moment_of
from crawler.core.urls import canonical_url
from crawler.store import data_dir_of, sketches_of, store_of
from crawler.store.archive.names import FOLDER, OPEN, SUFFIX, day_of, files_in, is_of_site
from crawler.store.archive.reader import DamagedError, Kept, pages_of
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.reparsed import Held, Reparsed

CHUNK_PAGES = 20  # looked up together; a page may have 3 MiB
DROPPED = "dropped:"  # outcome of an article that a step did not let pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read and with what; goes to other processes. `settings` needs only ours."""

    settings: BaseSettings
    profiles: Mapping[str, SiteProfile]
    run_id: str
    now: datetime
    site: str | None = None
    since: datetime | None = None
    apply: bool = False

    def files(self) -> list[Path]:
        """The files that may have pages of that site and time, also what is still written to."""
        found = files_in(data_dir_of(self.settings) / FOLDER, SUFFIX, OPEN)
        return [path for path in found if self._is_wanted(path)]

    def profile_of(self, source: str) -> SiteProfile | None:
        """The profile of a site as it is today; None when there is none any more."""
        return self.profiles.get(source.partition("@")[0])

    def is_late(self, observed: str) -> bool:
        """True for a page that was read at `since` or later."""
        moment = moment_of(observed)
        return self.since is None or moment is None or moment >= self.since

    def _is_wanted(self, path: Path) -> bool:
        day = day_of(path)
        is_late = self.since is None or day is None or day >= self.since.date()
        return is_late and (self.site is None or is_of_site(path, self.site))


def read_again(reading: Reading, *, jobs: int = 1) -> Tally:
    """All pages of the archive through today's engine. Raises MachineError for the store.

    Memory does not grow with the archive. A file that breaks off is told in `Tally.damage`.
    """
    files, tally = reading.files(), Tally()
    if jobs <= 1 or len(files) <= 1:
        for path in files:
            tally.add(read_file(reading, path))
        return tally
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(files)), mp_context=context) as pool:
        for done in as_completed([pool.submit(read_file, reading, path) for path in files]):
            tally.add(done.result())
    return tally


def read_file(reading: Reading, path: Path) -> Tally:
    """The pages of one file."""
    again = _Again(reading)
    try:
        for pages in _chunks(pages_of(path)):
            again.read(pages)
    except DamagedError as error:
        if not path.name.endswith(OPEN):  # of a running crawl: its last record is under way
            again.tally.pages["damaged"] += 1
            again.tally.damage.append(str(error))
    again.finish()
    return again.tally


class _Again:
    """Reads the pages of one file again and counts what came of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tally = Tally()
        engine = store_of(reading.settings)
        self._store = Reparsed(engine, run_id=reading.run_id)
        self._outbox: Outbox | None = None

    def read(self, pages: list[Kept]) -> None:
        """Some pages: looked up together, compared, and written when asked for."""
        names = [identifier_of(canonical_url(each.page.url)) for each in pages]
        held = self._store.held(names)
        outcomes = self._store.outcomes(set(names) - held.keys())
        news: list[tuple[Article, Article]] = []
        for name, kept in zip(names, pages, strict=True):
            profile = self.reading.profile_of(kept.known.site)
            if not self.reading.is_late(kept.known.observed):
                continue
            if profile is None:
                self.tally.pages["no_profile"] += 1
            elif name in held:
                news += self._again(kept, profile, held[name])
            elif kept.known.identifier is None or outcomes.get(name, "").startswith(DROPPED):
                self._perhaps(kept, profile)
            else:
                self.tally.pages["left"] += 1
        if self.reading.apply and news:
            self.tally.applied["updated"] += self._store.write(news, self.reading.now)

    def finish(self) -> None:
        """Write what waits."""
        if self._outbox is not None:
            self._count(self._outbox.flush())

    def _again(
        self, kept: Kept, profile: SiteProfile, held: Held
    ) -> Iterator[tuple[Article, Article]]:
        """Compare; the pair of readings where they differ."""
        if held.article.metadata.archive != kept.place:
            self.tally.pages["superseded"] += 1
            return
        try:
            today = replay(kept.page, kept.known, profile, held.article)
        except NotAnArticle as error:
            self.tally.pages[f"gone/{error.reason}"] += 1
            return
        found = differences(held.article, today)
        self.tally.compared(kept.page.url, found)
        if found:
            yield held.article, today

    def _perhaps(self, kept: Kept, profile: SiteProfile) -> None:
        """A page that gave no article when it was fetched."""
        try:
            today = replay(kept.page, kept.known, profile)
        except NotAnArticle:
            self.tally.pages["none"] += 1
            return
        self.tally.pages["found"] += 1
        if self.reading.apply:
            today.metadata.archive = kept.place
            today.metadata.runId = self.reading.run_id
            self._count(self._new().add(_row(today, kept.known.site, self.reading)))

    def _new(self) -> Outbox:
        if self._outbox is None:
            sketches = sketches_of(self.reading.settings)
            self._outbox = Outbox(sketches.engine, sketches=sketches)
        return self._outbox

    def _count(self, stored: Iterable[Any]) -> None:
        for each in stored:
            self.tally.applied[each.outcome] += 1


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


def _chunks(pages: Iterator[Kept]) -> Iterator[list[Kept]]:
    """A few pages at a time; where a file breaks off, those before come before the error."""
    chunk: list[Kept] = []
    try:
        for kept in pages:
            chunk.append(kept)
            if len(chunk) >= CHUNK_PAGES:
                yield chunk
                chunk = []
    except DamagedError:
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk
