"""After a restored backup or with a new store: nothing twice, nothing lost, no file deleted."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.core.errors import FeedAheadError, MachineError
from crawler.store import batches, manifest
from crawler.store import repair as module
from crawler.store.database import epoch, open_database, reading, writing
from crawler.store.feed import Feed, Part
from crawler.store.outbox import Outbox
from crawler.store.part import PartName, names_in
from crawler.store.repair import RepairReport, repair
from crawler.store.schema import articles
from crawler.store.schema import batches as sealed
from crawler.store.seen import Seen
from tests.postgres import backup
from tests.postgres.stores import Stores


class World:
    """A feed folder, a store that can be saved and restored, and two readers."""

    def __init__(
        self, folder: Path, url: str, stores: Stores | None, make_article, consumer
    ) -> None:
        self.folder = folder
        self.url = url
        self.stores = stores  # of PostgreSQL
        self.backups: dict[str, backup.Backup] = {}
        self.feed_dir = folder / "feed"
        self.make_article = make_article
        self.readers = [consumer.Reader(self.feed_dir, by_name=by) for by in (True, False)]
        self.expected: set[str] = set()
        self.engine = open_database(url)

    def store(self, *numbers: int) -> None:
        outbox = Outbox(self.engine)
        made = [self.make_article(number) for number in numbers]
        known = Seen(self.engine).known(each.identifier for each in made)
        for each in made:
            if each.identifier not in known:
                outbox.add(each)
        outbox.flush()
        self.expected |= {each.identifier for each in made}

    def seal(self) -> None:
        assert batches.seal(self.engine, epoch(self.engine), articles_max=50, partly=True)

    def publish(self, *numbers: int) -> list[Part]:
        self.store(*numbers)
        parts = Feed(self.engine, self.feed_dir, part_articles_max=3).publish()
        for reader in self.readers:
            reader.poll()
        return parts

    def repair(self) -> RepairReport:
        return repair(self.engine, self.feed_dir)

    def save(self, name: str) -> None:
        self.engine.dispose()  # all is in the one file then
        if self.stores:
            self.backups[name] = backup.save(self.url)
        else:
            shutil.copy(self.folder / "rasid.db", self.folder / name)
        self.engine = open_database(self.url)

    def restore(self, name: str = "") -> None:
        """Without a name: a new store."""
        self.engine.dispose()
        if self.stores and name:
            backup.restore(self.url, self.backups[name])
        elif self.stores:
            assert self.stores.empty(self.url)
        else:
            (self.folder / "rasid.db").unlink()
            if name:
                shutil.copy(self.folder / name, self.folder / "rasid.db")
        self.engine = open_database(self.url)

    def verdicts(self) -> set:
        return {reader.judge(self.expected) for reader in self.readers}


@pytest.fixture
def world(tmp_path, url_of, stores, article, consumer):
    made = World(tmp_path, url_of(tmp_path), stores, article, consumer)
    yield made
    made.engine.dispose()


def test_store_and_feed_that_agree(world):
    world.publish(1, 2)
    world.store(3)
    assert world.repair() == RepairReport(seq_highest=2)
    assert world.publish()[0].first == 3


def test_a_restored_backup(world, consumer):
    world.publish(1, 2)
    world.save("backup")
    world.publish(3, 4, 5, 6)
    world.restore("backup")
    with pytest.raises(FeedAheadError):
        world.publish()
    report = world.repair()
    assert (report.parts_taken, report.articles_inserted, report.seq_highest) == (2, 4, 6)
    assert world.repair() == RepairReport(seq_highest=6)
    assert world.publish(*range(1, 9))[0].first == 7
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


@pytest.mark.parametrize("again", [(3, 4), (3, 7), (7, 8)], ids=["the same", "some", "others"])
def test_a_restored_backup_in_which_others_have_sealed_before_it_was_repaired(
    world, consumer, again
):
    """A run on another machine does not see the feed: it gives the numbers of a part once more."""
    world.publish(1, 2)
    world.save("backup")
    (published,) = world.publish(3, 4)
    before = (world.feed_dir / published.file).read_bytes()
    world.restore("backup")
    first = world.make_article
    world.make_article = lambda number: first(number, body=f"النص رقم {number} كما هو اليوم.")
    world.store(*again)
    world.seal()
    with pytest.raises(FeedAheadError, match="1 part"):
        world.publish()
    assert (world.feed_dir / published.file).read_bytes() == before
    report = world.repair()
    assert (report.parts_taken, report.batches_reopened) == (1, 1)
    assert world.repair() == RepairReport(seq_highest=4)
    world.publish(9)
    assert (world.feed_dir / published.file).read_bytes() == before
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


@pytest.mark.parametrize("again", [(3, 4), (3,), (3, 4, 5)], ids=["as many", "fewer", "more"])
def test_a_backup_that_is_restored_while_a_publisher_lives(world, consumer, again):
    world.publish(1, 2)
    world.save("backup")
    feed = Feed(world.engine, world.feed_dir)
    feed.publish()
    world.store(3, 4)
    feed.publish()
    before = {path.name: path.read_bytes() for path in world.feed_dir.iterdir()}
    for reader in world.readers:
        reader.poll()
    world.restore("backup")
    feed._engine = world.engine
    first = world.make_article
    world.make_article = lambda number: first(number, body=f"النص رقم {number} كما هو اليوم.")
    world.store(*again)
    with pytest.raises(FeedAheadError, match="1 part"):
        feed.publish()
    assert {path.name: path.read_bytes() for path in world.feed_dir.iterdir()} == before
    assert world.repair().batches_reopened == 1
    world.publish(9)
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


def test_a_new_store_beside_an_old_feed(world, consumer):
    world.publish(*range(7))
    old = epoch(world.engine)
    before = world.make_article(3)
    world.restore()
    report = world.repair()
    assert (report.parts_taken, report.articles_inserted, report.articles_marked) == (3, 7, 0)
    assert report.seq_highest == 7
    with reading(world.engine) as connection:
        row = connection.execute(
            select(articles).where(articles.c.identifier == before.identifier)
        ).one()
    assert {name: getattr(row, name) for name in before.row()} == before.row()
    (part,) = world.publish(*range(9))
    assert (part.first, part.last) == (8, 9)
    assert epoch(world.engine) in part.file
    assert old not in part.file
    assert world.verdicts() == {consumer.EXACTLY_ONCE}
    assert len(manifest.read_manifest(world.feed_dir)) == 4


def test_articles_that_wait_in_the_backup_were_published(world, consumer):
    world.publish(1)
    world.store(2, 3)
    world.save("backup")
    world.publish(4)
    world.restore("backup")
    report = world.repair()
    assert (report.articles_marked, report.articles_inserted) == (2, 1)
    assert world.publish(5)[0].count == 1
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


def test_a_copy_that_the_feed_has_is_no_copy_any_more(world, article):
    world.publish(1)
    world.restore()
    outbox = Outbox(world.engine)
    outbox.add(article(1, duplicate_of="x", relation="near"))
    outbox.flush()
    assert world.repair().articles_marked == 1
    with reading(world.engine) as connection:
        row = connection.execute(select(articles)).one()
    assert (row.duplicate_of, row.relation, row.seq) == (None, None, 1)


def test_a_batch_that_was_sealed_differently_in_the_backup_is_cut_anew(world, consumer):
    world.publish(1)
    world.store(2, 3)
    world.save("backup")
    world.publish(4)  # part 2-4
    world.restore("backup")
    world.seal()  # part 2-3, by a run that did not look
    report = world.repair()
    assert (report.batches_reopened, report.articles_marked) == (1, 2)
    assert world.publish(5)[0].first == 5
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


def test_a_batch_that_holds_published_articles_is_cut_anew(world, consumer):
    world.publish(1, 2)
    world.restore()
    with writing(world.engine) as connection:
        batches.set_seq_highest(connection, 500)
    world.store(2, 3)
    world.seal()  # 501-502, of another epoch: no numbers overlap, an article does
    report = world.repair()
    assert (report.batches_reopened, report.articles_marked) == (1, 1)
    assert world.publish(1)[0].count == 1
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


def test_a_batch_whose_file_is_there_is_never_cut_anew(world, consumer, monkeypatch):
    world.publish(1)
    world.store(2)
    world.save("backup")
    (part,) = world.publish()
    world.restore("backup")
    world.seal()  # the same batch with the same bytes
    shutil.copy(world.feed_dir / part.file, world.feed_dir / PartName(2, 2, "a" * 12).file)
    report = world.repair()
    assert report.batches_reopened == 0
    assert report.articles_known == 1
    assert [each.file for each in world.publish()] == [part.file]


def test_numbers_go_on_above_those_of_parts_that_are_gone(world):
    world.publish(1)
    gone = Part(PartName(40, 90, "b" * 12).file, 40, 90, 51, "0" * 64)
    known = batches.parts_of(world.engine, published=True)
    manifest.write_manifest(world.feed_dir, epoch(world.engine), [*known, gone])
    with pytest.raises(FeedAheadError):
        world.publish()
    report = world.repair()
    assert report.parts_gone == (gone.file,)
    assert str(report).endswith(f"neither on disk nor in the store: {gone.file}")
    assert report.seq_highest == 90
    assert world.publish(2)[0].first == 91
    assert gone.file not in manifest.read_manifest(world.feed_dir)


def test_a_damaged_manifest_is_written_anew(world, consumer):
    world.publish(1)
    (world.feed_dir / "manifest.json").write_text("{")
    report = world.repair()
    assert report.manifest_damaged
    assert str(report).splitlines()[4:] == [
        "new numbers begin at 2",
        "the manifest was damaged and is written anew",
    ]
    assert report.as_dict()["parts_taken"] == 0
    world.publish(2)
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


# --- Files that are no parts of ours --------------------------------------------------------------


def line_of(article, seq: object = 7, number: int = 1) -> str:
    return f'{article(number).line[:-2]},"seq":{seq}}}}}\n'


@pytest.mark.parametrize(
    ("reason", "make"),
    [
        ("torn", lambda article: line_of(article)[:-1]),
        ("torn", lambda _: ""),
        ("line", lambda article: line_of(article)[:-9] + "\n"),
        ("line", lambda _: "\n"),
        ("line", lambda _: "[]\n"),
        ("line", lambda _: "[" * 100_000 + "\n"),
        ("line", lambda _: '{"identifier":"a","url":"u","metadata":{}}\n'),
        ("line", lambda _: '{"url":"u","articleBody":"","metadata":{"seq":7}}\n'),
        (
            "line",
            lambda _: '{"identifier":1,"url":"u","articleBody":"","metadata":{"a":1,"seq":7}}\n',
        ),
        ("line", lambda _: '{"metadata":{"seq":7},"identifier":"a","url":"u","articleBody":""}\n'),
        ("line", lambda article: line_of(article, '"7"')),
        ("line", lambda article: line_of(article).replace("+00:00", "").replace("Z", "")),
        ("range", lambda article: line_of(article, 8)),
        ("range", lambda article: line_of(article, 7) + line_of(article, 7, 2)),
    ],
)
def test_a_file_that_is_no_whole_part_is_set_aside(world, article, reason, make):
    world.publish(1)
    file = PartName(7, 7, "c" * 12).file
    content = make(article).encode()
    (world.feed_dir / file).write_bytes(content)
    report = world.repair()
    assert report.quarantined == ((file, reason),)
    assert f"set aside in quarantine/ ({reason}): {file}" in str(report)
    assert (world.feed_dir / "quarantine" / file).read_bytes() == content
    assert file not in names_in(world.feed_dir)
    assert report.seq_highest == 7
    assert world.publish(2)[0].first == 8


@pytest.mark.parametrize(("field", "value"), [("sha256", "0" * 64), ("count", 3)])
def test_a_part_that_is_not_what_the_manifest_says(world, field, value):
    (part,) = world.publish(1)
    world.restore()
    listed = Part(**(part.as_dict() | {field: value}))
    manifest.write_manifest(world.feed_dir, "d" * 12, [listed])
    assert world.repair().quarantined == ((part.file, field),)


def test_a_name_that_is_no_range_is_set_aside_each_time(world):
    file = "part-cccccccccccc-000000009-000000001.jsonl"
    world.feed_dir.mkdir()
    for _ in range(3):
        (world.feed_dir / file).write_text("x")
        assert world.repair().quarantined == ((file, "name"),)
    kept = {path.name for path in (world.feed_dir / "quarantine").iterdir()}
    assert kept == {file, f"{file}.1", f"{file}.2"}


def test_a_part_that_cannot_be_read(world):
    (world.feed_dir / PartName(1, 1, "c" * 12).file).mkdir(parents=True)
    with pytest.raises(MachineError, match="cccccccccccc"):
        world.repair()


def test_an_article_without_a_first_time_gets_that_of_its_file(world, article):
    bare = article(1)
    line = line_of(article).replace('"dateFirstSeen":', '"etag":')
    path = world.feed_dir / PartName(7, 7, "c" * 12).file
    world.feed_dir.mkdir()
    path.write_text(line, encoding="utf-8")
    assert world.repair().articles_inserted == 1
    with reading(world.engine) as connection:
        row = connection.execute(select(articles)).one()
    assert row.identifier == bare.identifier
    assert row.first_seen.timestamp() == pytest.approx(path.stat().st_mtime, abs=1e-3)


# --- Stopped, and by chance -----------------------------------------------------------------------


def test_a_repair_that_was_stopped_goes_on(world, consumer, faults, monkeypatch):
    world.publish(*range(7))
    world.restore()
    for _ in range(2):
        with monkeypatch.context() as patch:
            faults.stop_at(patch, faults.Step(module, "take_in", after=True), 1)
            with pytest.raises(faults.Stopped):
                world.repair()
        with pytest.raises(FeedAheadError):
            Feed(world.engine, world.feed_dir).start()
    world.restore()  # the two that were taken are forgotten again
    assert world.repair().parts_taken == 3
    world.publish(*range(9))
    assert world.verdicts() == {consumer.EXACTLY_ONCE}


@pytest.mark.parametrize("seed", range(6))
def test_backups_restored_at_any_moment(world, consumer, seed):
    dice = random.Random(seed)  # noqa: S311 - a test's choices
    highest, saved = 0, [""]
    for step in range(14):
        highest += dice.randrange(6)
        match dice.choice(["publish", "publish", "store", "seal", "save", "restore"]):
            case "publish":
                world.publish(*range(highest))
            case "store":
                world.store(*range(highest))
            case "seal":
                batches.seal(world.engine, epoch(world.engine), articles_max=4, partly=True)
            case "save":
                saved.append(f"backup-{step}")
                world.save(saved[-1])
            case "restore":
                world.restore(dice.choice(saved))
                world.repair()
    world.publish(*range(highest))
    assert world.verdicts() == {consumer.EXACTLY_ONCE}
    with reading(world.engine) as connection:
        batch_of = select(articles.c.batch).join(sealed, isouter=True).where(sealed.c.id.is_(None))
        lost = connection.scalars(batch_of.where(articles.c.batch.is_not(None))).all()
    assert lost == []
