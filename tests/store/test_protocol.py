"""Every step of the publication may be the last: judged by readers, and by broken variants."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import update

from crawler.store import batches, durable
from crawler.store.database import epoch, open_database, writing
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.part import Part, PartName
from crawler.store.schema import articles
from crawler.store.seen import Seen

ARTICLES = 23
PART_MAX = 5
STEP_NAMES = [
    f"{word}-{when}"
    for word in (
        "seal",
        "seal-rows",
        "seal-number",
        "bytes",
        "write",
        "fsync",
        "rename",
        "fsync-folder",
        "published",
        "manifest",
    )
    for when in ("before", "after")
]


class World:
    """A site of 23 articles, a store, and two readers that look whenever something happened."""

    def __init__(self, folder: Path, url: str, make_article, consumer) -> None:
        self.folder = folder
        self.url = url
        self.articles = [make_article(number) for number in range(ARTICLES)]
        self.readers = [consumer.Reader(folder / "feed", by_name=by) for by in (True, False)]

    def run(self, feed_class: type[Feed] = Feed, *, first: int = ARTICLES) -> None:
        """One run: it lists all articles, skips the seen, publishes now and then and at the end."""
        engine = open_database(self.url)
        try:
            outbox = Outbox(engine, group_max=4)
            feed = feed_class(engine, self.folder / "feed", part_articles_max=PART_MAX)
            feed.start()
            listed = self.articles[:first]
            seen = Seen(engine).known(article.identifier for article in listed)
            for article in listed:
                if article.identifier not in seen and outbox.add(article):
                    feed.publish(everything=False)
            outbox.flush()
            feed.publish()
        finally:
            engine.dispose()
            self.poll()

    def poll(self) -> None:
        for reader in self.readers:
            reader.poll()

    def verdicts(self) -> set:
        expected = {article.identifier for article in self.articles}
        return {reader.judge(expected) for reader in self.readers}


@pytest.fixture
def world(tmp_path, url_of, article, consumer) -> World:
    return World(tmp_path, url_of(tmp_path), article, consumer)


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize("step", STEP_NAMES)
def test_a_run_stopped_at_any_step_is_continued(world, consumer, faults, step, nth):
    with pytest.MonkeyPatch.context() as patch:
        faults.stop_at(patch, faults.STEPS[step], nth)
        with pytest.raises(faults.Stopped):
            world.run(first=20)
    world.run()
    assert world.verdicts() == {consumer.EXACTLY_ONCE}
    assert not list((world.folder / "feed").glob(".*"))


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_run_stopped_in_the_middle_of_a_file_is_continued(world, consumer, faults, nth):
    with pytest.MonkeyPatch.context() as patch:
        faults.stop_in_write(patch, nth)
        with pytest.raises(faults.Stopped):
            world.run(first=20)
    assert len(list((world.folder / "feed").glob(".*.tmp"))) == 1
    world.run()
    assert world.verdicts() == {consumer.EXACTLY_ONCE}
    assert not list((world.folder / "feed").glob(".*"))


def test_a_chain_of_stops_is_continued(world, consumer, faults):
    for count, step in enumerate(STEP_NAMES, 2):
        with pytest.MonkeyPatch.context() as patch:
            faults.stop_at(patch, faults.STEPS[step], 1)
            with pytest.raises(faults.Stopped):
                world.run(first=count)
    world.run()
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


# --- The harness tests something: each wrong order of steps is found ------------------------------


class MarksFirst(Feed):
    """Seen first: the batch is called published before its file is there."""

    def _emit(self, _still_ours: object) -> list[Part]:
        parts = batches.parts_of(self._engine, published=False)
        for part in parts:
            batches.mark_published(self._engine, part.file)
            durable.write_durably(self._folder / part.file, batches.bytes_of(self._engine, part))
        return parts


class FileFirst(Feed):
    """Publish first: the file is there before the seal is committed."""

    def publish(self, *, everything: bool = True) -> list[Part]:
        name = epoch(self._engine)
        with writing(self._engine) as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, line FROM articles WHERE batch IS NULL ORDER BY id"
            ).all()
            if not rows or (not everything and len(rows) < PART_MAX):
                return []
            first = batches.seq_highest(connection) + 1
            lines = [(row.line.encode(), first + at) for at, row in enumerate(rows)]
            data = b"".join(batches.numbered(lines))
            last = first + len(rows) - 1
            file = PartName(first, last, name).file
            durable.write_durably(self._folder / file, data)
            part = Part(file, first, last, len(rows), hashlib.sha256(data).hexdigest())
            batch = batches.add_batch(connection, part, name, published=True)
            for at, row in enumerate(rows):
                mark = update(articles).where(articles.c.id == row.id)
                connection.execute(mark.values(batch=batch, seq=first + at))
            batches.set_seq_highest(connection, last)
        return [part]

    def _check_not_ahead(self) -> None:
        """The guard would notice."""


def in_place(path: Path, data: bytes | Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for piece in [data] if isinstance(data, bytes) else data:
            file.write(piece)


def test_readers_lose_articles_when_the_mark_comes_first(world, faults):
    with pytest.MonkeyPatch.context() as patch:
        faults.stop_at(patch, faults.STEPS["write-before"], 2)
        with pytest.raises(faults.Stopped):
            world.run(MarksFirst)
    world.run(MarksFirst)
    assert all(verdict.lost > 0 for verdict in world.verdicts())


def test_readers_get_articles_twice_when_the_file_comes_first(world, faults):
    with pytest.MonkeyPatch.context() as patch:
        faults.stop_at(patch, faults.STEPS["seal-number-before"], 1)
        with pytest.raises(faults.Stopped):
            world.run(FileFirst, first=9)
    engine = open_database(world.url)
    outbox = Outbox(engine)
    for late in world.articles[9:12]:  # another run's articles came before the next publication
        outbox.add(late)
    outbox.flush()
    engine.dispose()
    world.run(FileFirst)
    by_name = world.readers[0].judge({article.identifier for article in world.articles})
    assert by_name.twice > 0


def test_readers_see_torn_lines_when_files_are_written_in_place(world, faults, monkeypatch):
    monkeypatch.setattr("crawler.store.feed.write_durably", in_place)
    with pytest.MonkeyPatch.context() as patch:
        faults.stop_in_write(patch, 2)  # the first file is the empty manifest
        with pytest.raises(faults.Stopped):
            world.run()
    world.run()
    by_name = world.readers[0].judge({article.identifier for article in world.articles})
    assert by_name.torn > 0
    assert by_name.lost > 0
    assert by_name.changed > 0
