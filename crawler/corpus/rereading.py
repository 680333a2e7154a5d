"""One slice of the archive through today's engine, in whichever process: reads, writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, Self

from crawler.core.article import identifier_of
from crawler.core.errors import NotAnArticle
from crawler.core.reparse import differences, replay
from crawler.core.reparse_tally import Tally
from crawler.core.site import SiteProfile
from crawler.core.stamps import moment_of
from crawler.core.urls import canonical_url
from crawler.corpus.archive_slices import ArchiveSlice
from crawler.corpus.mind import Mind, answer, check_mark, opened, profiles_of, told
from crawler.store import data_dir_of
from crawler.store.archive.names import FOLDER
from crawler.store.archive.reader import DamagedError, Kept
from crawler.store.reparsed import Held, Reparsed

CHUNK_PAGES = 20  # looked up together; a page may have 3 MiB
DROPPED = "dropped:"  # outcome of an article that a step did not let pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Mind):
    """What all slices are read with; `modules` are those of the spiders."""

    run_id: str
    modules: list[str]
    since: str | None = None
    apply: bool = False


@dataclass(slots=True)
class Reread:
    """What became of a slice.

    `news` are pairs of lines, published and read today, where they differ; `found` are the sites
    and lines of new articles. Lines are only given when they are to be written.
    """

    tally: Tally = field(default_factory=Tally)
    news: list[tuple[str, str]] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)

    def to_plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"tally": self.tally.to_plain(), "news": self.news, "found": self.found}

    @classmethod
    def of_text(cls, text: str) -> Self:
        """What a worker answered. Raises the worker's ConfigError or MachineError."""
        plain = told(text)
        return cls(
            Tally.of_plain(plain["tally"]),
            [(old, new) for old, new in plain["news"]],
            [(site, line) for site, line in plain["found"]],
        )


def texts(order: Order, slices: Iterator[ArchiveSlice]) -> Iterator[str]:
    """What `read_slice` takes, for each slice."""
    line = json.dumps(asdict(order), ensure_ascii=False)
    return (f"{line}\n{json.dumps(each.to_plain())}" for each in slices)


def read_slice(text: str) -> str:
    """The answer for one of `texts`."""
    return answer(_read, text)


def _read(order: dict[str, Any], piece: list[Any]) -> dict[str, Any]:
    return _Reader(Order(**order)).read(ArchiveSlice.of_plain(piece)).to_plain()


@lru_cache(maxsize=2)
def _profiles(modules: tuple[str, ...]) -> Mapping[str, SiteProfile]:
    """Loaded once in a process, not for each slice."""
    return profiles_of(list(modules))[0]


class _Reader:
    """Reads pages again and counts what came of them."""

    def __init__(self, order: Order) -> None:
        self._profiles = _profiles(tuple(order.modules))
        check_mark(order, self._profiles)
        store, settings = opened(order)
        self._order = order
        self._folder = data_dir_of(settings) / FOLDER
        self._since = moment_of(order.since) if order.since else None
        self._store = Reparsed(store, run_id=order.run_id)
        self._made = Reread()

    def read(self, piece: ArchiveSlice) -> Reread:
        """All its pages; where the file breaks off is counted."""
        try:
            for pages in _chunks(piece.kept(self._folder)):
                self._read(pages)
        except DamagedError as error:
            if not piece.is_open:  # of a running crawl: its last record is under way
                self._made.tally.pages["damaged"] += 1
                self._made.tally.damage.append(str(error))
        return self._made

    def _read(self, pages: list[Kept]) -> None:
        """Some pages: looked up together, then compared."""
        names = [identifier_of(canonical_url(each.page.url)) for each in pages]
        held = self._store.held(names)
        outcomes = self._store.outcomes(set(names) - held.keys())
        for name, kept in zip(names, pages, strict=True):
            profile = self._profiles.get(kept.known.site.partition("@")[0])
            if not self._is_late(kept.known.observed):
                continue
            if profile is None:
                self._made.tally.pages["no_profile"] += 1
            elif name in held:
                self._again(kept, profile, held[name])
            elif kept.known.identifier is None or outcomes.get(name, "").startswith(DROPPED):
                self._perhaps(kept, profile)
            else:
                self._made.tally.pages["left"] += 1

    def _is_late(self, observed: str) -> bool:
        """True for a page that was read at `since` or later."""
        moment = moment_of(observed)
        return self._since is None or moment is None or moment >= self._since

    def _again(self, kept: Kept, profile: SiteProfile, held: Held) -> None:
        """A page whose article was published: compare."""
        tally = self._made.tally
        if held.article.metadata.archive != kept.place:
            tally.pages["superseded"] += 1
            return
        try:
            today = replay(kept.page, kept.known, profile, held.article)
        except NotAnArticle as error:
            tally.pages[f"gone/{error.reason}"] += 1
            return
        found = differences(held.article, today)
        tally.compared(kept.page.url, found)
        if found and self._order.apply:
            self._made.news.append((held.article.to_line(), today.to_line()))

    def _perhaps(self, kept: Kept, profile: SiteProfile) -> None:
        """A page that gave no article when it was fetched; who writes counts what is found."""
        try:
            today = replay(kept.page, kept.known, profile)
        except NotAnArticle:
            self._made.tally.pages["none"] += 1
            return
        today.metadata.archive = kept.place
        today.metadata.runId = self._order.run_id
        self._made.found.append((kept.known.site, today.to_line() if self._order.apply else ""))


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
