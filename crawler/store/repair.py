"""After a restored backup or a new store beside an old feed: the store learns what was published.

What readers have is the truth: the articles of unknown parts become published rows, so that
nothing is published twice, and new numbers begin above every number that was ever given out.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete

from crawler.store import batches
from crawler.store.database import epoch, writing
from crawler.store.durable import make_folder, sync_folder
from crawler.store.feed import feed_lock, foreign_parts
from crawler.store.found_part import BadPartError, FoundPart, read_part
from crawler.store.manifest import ManifestDamagedError, read_manifest, write_manifest
from crawler.store.part import Part, PartName, names_in, read_name
from crawler.store.schema import sketches
from crawler.store.sketch_log import is_whole
from crawler.store.take_in import reopen_overlapping, take_in

QUARANTINE = "quarantine"


@dataclass(slots=True)
class RepairReport:
    """What was found and done; all zero when store and feed agree."""

    parts_taken: int = 0
    articles_inserted: int = 0  # the store did not have them
    articles_marked: int = 0  # they waited in the store and had been published already
    articles_known: int = 0  # published in another part as well
    batches_reopened: int = 0  # sealed, not published, and in conflict with what was
    quarantined: tuple[tuple[str, str], ...] = ()  # file and reason word
    parts_gone: tuple[str, ...] = ()  # the manifest lists them, neither disk nor store has them
    manifest_damaged: bool = False
    sketches_dropped: bool = False  # the log of sketches was damaged and begins anew
    seq_highest: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON and for the ledger."""
        return asdict(self)

    def __str__(self) -> str:
        """For a person at 3 a.m.: what was done, then what is still wrong, one thing a line."""
        lines = [
            f"{self.parts_taken} part(s) taken in",
            f"{self.articles_inserted} article(s) in them were new to the store",
            f"{self.articles_marked} had waited in it, {self.articles_known} were known",
            f"{self.batches_reopened} sealed batch(es) opened again",
            f"new numbers begin at {self.seq_highest + 1}",
        ]
        lines += [f"set aside in {QUARANTINE}/ ({why}): {file}" for file, why in self.quarantined]
        lines += [
            f"listed, but neither on disk nor in the store: {file}" for file in self.parts_gone
        ]
        if self.manifest_damaged:
            lines.append("the manifest was damaged and is written anew")
        if self.sketches_dropped:
            lines.append("the sketches were damaged: near copies of earlier articles are not found")
        return "\n".join(lines)


def repair(engine: Engine, feed_dir: Path, *, lock_path: Path | None = None) -> RepairReport:
    """Reconcile the store with the parts in `feed_dir`; may be run again at any time.

    Torn and foreign files go to `quarantine/` in the feed folder and are never deleted.
    Raises MachineError; then running it again goes on where it stopped.
    """
    report = RepairReport()
    with feed_lock(feed_dir, lock_path, engine):
        make_folder(feed_dir)
        report.sketches_dropped = _drop_damaged_sketches(engine)
        listed = _listed(feed_dir, report)
        on_disk = names_in(feed_dir)
        foreign = foreign_parts(feed_dir, batches.parts_of(engine, published=False))
        known = batches.known_files(engine) - foreign
        names = sorted(filter(None, map(read_name, on_disk | set(listed) | known)))
        # First of all: whatever happens below, no number is given out a second time.
        _raise_seq(engine, names, report)
        reopened_for = [name for name in names if name.file in on_disk - known]
        report.batches_reopened += reopen_overlapping(engine, reopened_for, on_disk - foreign)
        for file in sorted(on_disk - known):
            found = _read(feed_dir, file, listed.get(file), report)
            if found:
                _take_in(engine, found, on_disk - foreign, report)
        report.parts_gone = tuple(sorted(set(listed) - on_disk - known))
        published = batches.parts_of(engine, published=True)
        write_manifest(feed_dir, epoch(engine), published)
    return report


def _listed(feed_dir: Path, report: RepairReport) -> dict[str, Part]:
    try:
        return read_manifest(feed_dir)
    except ManifestDamagedError:
        report.manifest_damaged = True
        return {}


def _drop_damaged_sketches(engine: Engine) -> bool:
    """Without them copies are found word for word only, and runs go on."""
    if is_whole(engine):
        return False
    with writing(engine) as connection:
        connection.execute(delete(sketches))
    return True


def _raise_seq(engine: Engine, names: list[PartName], report: RepairReport) -> None:
    with writing(engine) as connection:
        given = batches.seq_highest(connection)
        report.seq_highest = max([given, *(name.last for name in names)])
        if report.seq_highest > given:
            batches.set_seq_highest(connection, report.seq_highest)


def _read(feed_dir: Path, file: str, listed: Part | None, report: RepairReport) -> FoundPart | None:
    try:
        return read_part(feed_dir / file, listed)
    except BadPartError as error:
        _set_aside(feed_dir, file)
        report.quarantined += ((file, str(error)),)
        return None


def _set_aside(feed_dir: Path, file: str) -> None:
    folder = feed_dir / QUARANTINE
    make_folder(folder)
    target, copies = folder / file, 1
    while target.exists():
        target = folder / f"{file}.{copies}"
        copies += 1
    (feed_dir / file).rename(target)
    sync_folder(folder)
    sync_folder(feed_dir)


def _take_in(engine: Engine, found: FoundPart, on_disk: set[str], report: RepairReport) -> None:
    taken = take_in(engine, found, on_disk)
    report.parts_taken += 1
    report.articles_inserted += taken.inserted
    report.articles_marked += taken.marked
    report.articles_known += taken.known
    report.batches_reopened += taken.reopened
