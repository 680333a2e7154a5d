"""The feed: sealed parts that readers take by name, each article exactly once.

The protocol: the article's row is committed; the seal is committed; the file is written aside,
flushed, renamed, its folder flushed; the batch is marked as published; the manifest is replaced.
Stopped after any of these steps, the next start goes on from there with the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from crawler.core.errors import FeedAheadError
from crawler.store import batches
from crawler.store.database import epoch, translate_errors
from crawler.store.durable import make_folder, write_durably
from crawler.store.lock import waiting_lock
from crawler.store.manifest import ManifestDamagedError, read_manifest, write_manifest
from crawler.store.part import Part, names_in, newest, read_name, sha256_of
from crawler.store.publisher_lock import only_publisher

__all__ = ["Feed", "Part", "feed_lock"]

LOCK_TIMEOUT_S = 60  # a publication takes milliseconds; a backlog of 100,000 articles some seconds
STALE = (".part-*.tmp", ".manifest*.tmp")


class Feed:
    """Publishes what the store holds into a folder; several processes may do so at once.

    `lock_path` is by default `locks/feed.lock` beside the folder. Not `here`: the folder is another
    machine's, and only seals are made.
    """

    def __init__(
        self,
        engine: Engine,
        feed_dir: Path,
        *,
        lock_path: Path | None = None,
        part_articles_max: int = 1000,
        here: bool = True,
    ) -> None:
        self.here = here
        self._engine = engine
        self._folder = feed_dir
        self._lock_path = lock_path
        self._articles_max = part_articles_max
        self._checked = False

    def start(self) -> list[Part]:
        """Clean up after a stopped run and publish what it had sealed; those parts.

        Raises FeedAheadError when the folder has parts that the store does not know (a restored
        backup, another store): publishing would repeat numbers and articles.
        """
        return list(self.starting())

    def starting(self) -> Iterator[Part]:
        """As `start`, each part when it is published: those before an error are told."""
        if self.here:
            with feed_lock(self._folder, self._lock_path, self._engine) as still_ours:
                yield from self._start(still_ours)

    def publish(self, *, everything: bool = True, run: str = "") -> list[Part]:
        """Seal and publish what waits; the parts that were published by this call.

        `everything=False` leaves what does not fill a part; `run` is the caller's own, which may
        be published before it is judged. Raises MachineError: nothing is lost,
        the next call goes on where this one stopped.
        """
        return list(self.publishing(everything=everything, run=run))

    def publishing(self, *, everything: bool = True, run: str = "") -> Iterator[Part]:
        """As `publish`, each part when it is published: those before an error are told."""
        if not self.here:
            self.seal(everything=everything, run=run)
            return
        with feed_lock(self._folder, self._lock_path, self._engine) as still_ours:
            if not self._checked:
                yield from self._start(still_ours)
            self.seal(everything=everything, run=run)
            yield from self._emit(still_ours)

    def seal(self, *, everything: bool = True, run: str = "") -> int:
        """Seal what waits, and write no file: how many articles `scrapy publisher` finds to write.

        Needs no lock of the folder, which may lie on another machine. Arguments and errors as in
        `publish`.
        """
        return sum(self.sealing(everything=everything, run=run))

    def sealing(self, *, everything: bool = True, run: str = "") -> Iterator[int]:
        """As `seal`, the articles of each part when it is sealed."""
        sealed = self._articles_max
        while sealed == self._articles_max:  # a smaller part is the last one: it has all there is
            sealed = batches.seal(
                self._engine,
                epoch(self._engine),
                articles_max=self._articles_max,
                partly=everything,
                run=run,
            )
            if sealed:
                yield sealed

    def waiting(self) -> int:
        """How many articles are stored, to be published, and in no part yet."""
        return batches.waiting(self._engine)

    def _start(self, still_ours: Callable[[], None]) -> Iterator[Part]:
        make_folder(self._folder)
        for pattern in STALE:
            for path in self._folder.glob(pattern):
                path.unlink()
        self._check_not_ahead()
        self._checked = True
        yield from self._emit(still_ours)

    def _check_not_ahead(self) -> None:
        try:
            listed = set(read_manifest(self._folder))
        except ManifestDamagedError as error:
            message = f"{self._folder}/manifest.json is damaged ({error}): run `scrapy repair`"
            raise FeedAheadError(message) from error
        unknown = (names_in(self._folder) | listed) - batches.known_files(self._engine)
        if unknown:
            raise FeedAheadError(_told(unknown))

    def _check_foreign(self, sealed: Iterable[Part]) -> None:
        if foreign := foreign_parts(self._folder, sealed):
            raise FeedAheadError(_told(foreign))

    def _emit(self, still_ours: Callable[[], None]) -> Iterator[Part]:
        sealed = batches.parts_of(self._engine, published=False)
        if sealed:
            self._check_foreign(sealed)
        for part in sealed:
            with closing(batches.bytes_of(self._engine, part)) as lines:
                write_durably(self._folder / part.file, _all_of(lines, still_ours))
            batches.mark_published(self._engine, part.file)
            yield part
        published = batches.parts_of(self._engine, published=True)
        still_ours()  # an older manifest must not take the place of another publisher's
        write_manifest(self._folder, epoch(self._engine), published)


def _all_of(lines: Iterable[bytes], still_ours: Callable[[], None]) -> Iterator[bytes]:
    """The lines; behind the last one it is looked whether they may be published."""
    yield from lines
    still_ours()


def foreign_parts(folder: Path, sealed: Iterable[Part]) -> set[str]:
    """Parts on the disk that have numbers of parts which are sealed and not published.

    A backup was restored, and who does not see the folder has given these numbers once more:
    readers have what is on the disk. A file of that name with the bytes that were sealed is none:
    who wrote it was stopped before it could say so; nor is a torn one, which nobody can have taken.
    """
    found = set()
    on_disk = list(filter(None, map(read_name, names_in(folder))))
    for part in sealed:
        name = read_name(part.file)
        same = {each.file for each in on_disk if name and each.overlaps(name)}
        if part.file in same and not _is_anothers(folder / part.file, part.sha256):
            same.remove(part.file)
        found |= same
    return found


def _is_anothers(path: Path, sha256: str) -> bool:
    from crawler.store.found_part import BadPartError, read_part

    if sha256_of(path) == sha256:
        return False
    try:
        read_part(path, None)
    except BadPartError:
        return False
    return True


def _told(unknown: set[str]) -> str:
    return (
        f"the feed has {len(unknown)} part(s) that the store does not know, the newest is "
        f"{newest(unknown)!r}: after a restored backup or a new store run `scrapy repair`"
    )


@contextmanager
def feed_lock(
    feed_dir: Path, lock_path: Path | None = None, engine: Engine | None = None
) -> Iterator[Callable[[], None]]:
    """One writer of a feed folder at a time; raises MachineError when one hangs.

    With the `engine` of a PostgreSQL store also among all machines; yields what raises
    MachineError when that is no longer so.
    """
    path = lock_path or feed_dir.absolute().parent / "locks" / "feed.lock"
    with waiting_lock(path, LOCK_TIMEOUT_S), translate_errors():
        if engine is None:
            yield lambda: None
        else:
            with only_publisher(engine) as still_ours:
                yield still_ours
