"""Parts, their names and bytes, the manifest, and the guard before the first publication."""

from __future__ import annotations

import dataclasses
import hashlib
import json

import pytest
from sqlalchemy import text

from crawler.core.article import with_seq
from crawler.core.errors import CreateError, FeedAheadError, MachineError
from crawler.store import batches, durable, manifest, part
from crawler.store.database import epoch, reading, writing
from crawler.store.feed import Feed, Part
from crawler.store.lock import waiting_lock
from crawler.store.outbox import Outbox


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "feed"


@pytest.fixture
def fill(engine, article):
    def store(*numbers, **changes):
        outbox = Outbox(engine)
        for number in numbers:
            outbox.add(article(number, **changes))
        return outbox.flush()

    return store


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("articles", "seals"), [(0, 1), (2, 1), (3, 2), (5, 2)])
def test_after_a_part_with_room_nothing_more_is_looked_for(engine, folder, fill, articles, seals):
    fill(*range(articles))
    feed = Feed(engine, folder, part_articles_max=3)
    calls, seal = [], batches.seal
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "seal", lambda *a, **k: calls.append(1) or seal(*a, **k))
        assert sum(part.count for part in feed.publish()) == articles
    assert len(calls) == seals
    assert feed.waiting() == 0


def test_a_part_and_its_manifest(engine, folder, fill, article):
    fill(1, 2)
    feed = Feed(engine, folder)
    assert feed.start() == []
    assert feed.waiting() == 2
    (made,) = feed.publish()
    assert made.file == f"part-{epoch(engine)}-000000001-000000002.jsonl"
    assert (made.first, made.last, made.count) == (1, 2, 2)
    data = (folder / made.file).read_bytes()
    assert made.sha256 == hashlib.sha256(data).hexdigest()
    assert data.endswith(b"\n")
    assert "القافلة" in data.decode()
    published = lines(folder / made.file)
    assert [line["metadata"].pop("seq") for line in published] == [1, 2]
    assert published == [json.loads(article(number).line) for number in (1, 2)]
    assert json.loads((folder / "manifest.json").read_bytes()) == {
        "schemaVersion": "1.0",
        "epoch": epoch(engine),
        "parts": [made.as_dict()],
    }
    assert feed.waiting() == 0
    assert feed.publish() == []


def test_parts_are_cut_at_their_size_and_the_rest_may_wait(engine, folder, fill):
    fill(*range(7))
    feed = Feed(engine, folder, part_articles_max=3)
    assert [(each.first, each.last) for each in feed.publish(everything=False)] == [(1, 3), (4, 6)]
    assert feed.waiting() == 1
    assert feed.publish(everything=False) == []
    assert [(each.first, each.last) for each in feed.publish()] == [(7, 7)]
    listed = manifest.read_manifest(folder)
    assert [each.count for each in listed.values()] == [3, 3, 1]


def test_copies_are_not_published(engine, folder, fill):
    fill(1, duplicate_of="a" * 32, relation="near")
    fill(2)
    feed = Feed(engine, folder)
    assert feed.waiting() == 1
    (made,) = feed.publish()
    assert made.count == 1


def test_nothing_is_cut_from_nothing(engine, folder):
    feed = Feed(engine, folder)
    assert feed.publish() == []
    assert part.names_in(folder) == set()
    assert manifest.read_manifest(folder) == {}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_manifest_is_written_as_json_writes_it(tmp_path, count):
    """A release that wrote other bytes for the same parts would replace every manifest."""
    parts = [
        part.Part(part.PartName(n, n + 6, "0123456789ab").file, n, n + 6, 7, f"{n:064x}")
        for n in range(1, count * 7, 7)
    ]
    assert manifest.write_manifest(tmp_path, "0123456789ab", parts)
    content = {"schemaVersion": "1.0", "epoch": "0123456789ab"}
    content |= {"parts": [dataclasses.asdict(each) for each in parts]}
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert text == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    assert list(manifest.read_manifest(tmp_path).values()) == parts


def test_the_manifest_is_left_alone_when_nothing_is_new(engine, folder, fill):
    fill(1)
    Feed(engine, folder).publish()
    before = (folder / "manifest.json").stat().st_ino
    Feed(engine, folder).publish()
    assert (folder / "manifest.json").stat().st_ino == before


def test_a_sealed_batch_comes_out_with_the_same_bytes(engine, folder, fill):
    fill(1, 2)
    feed = Feed(engine, folder)
    feed.start()
    assert batches.seal(engine, epoch(engine), articles_max=10, partly=True)
    fill(3)  # what comes later is no part of it
    (redone,) = Feed(engine, folder).start()
    assert (redone.first, redone.last) == (1, 2)
    assert batches.parts_of(engine, published=True) == [redone]


def test_a_part_says_what_is_stored_whatever_characters_are_in_it(engine, folder, fill):
    r"""PostgreSQL's cast of a text to bytes would read `\\n` and refuse `\"`."""
    fill(1, body='قال "نعم" \\ ثم \\101 \x01 😀\n\nوعاد.')
    with reading(engine) as connection:
        stored = connection.scalar(text("SELECT line FROM articles"))
    (made,) = Feed(engine, folder).publish()
    assert "\\" in stored
    written = (folder / made.file).read_text(encoding="utf-8")
    assert written == f"{with_seq(stored, 1)}\n"


def test_a_line_without_metadata_at_its_end_gets_no_number():
    with pytest.raises(ValueError, match="does not end with its metadata"):
        list(batches.numbered([(b'{"metadata":{"spider":"s"},"url":"u"}', 1)]))


def test_publish_starts_by_itself_and_tells_what_it_redid(engine, folder, fill):
    fill(1)
    assert batches.seal(engine, epoch(engine), articles_max=10, partly=True)
    fill(2)
    assert [each.last for each in Feed(engine, folder).publish()] == [1, 2]


def test_a_sealed_batch_whose_rows_changed_is_never_published(engine, folder, fill):
    fill(1)
    assert batches.seal(engine, epoch(engine), articles_max=10, partly=True)
    with writing(engine) as connection:
        connection.execute(text("UPDATE articles SET line = replace(line, 'تصل', 'تغرق')"))
    with pytest.raises(MachineError, match="other bytes"):
        Feed(engine, folder).start()
    assert part.names_in(folder) == set()


def test_left_overs_are_removed_and_strangers_are_not(engine, folder):
    folder.mkdir()
    part, listing = ".part-0123456789ab-000000001-000000002.1f.tmp", ".manifest.2e.tmp"
    for name in (part, listing, ".other.tmp", "a"):
        (folder / name).write_text("half")
    Feed(engine, folder).start()
    assert {path.name for path in folder.iterdir()} == {".other.tmp", "a", "manifest.json"}


# --- The guard ------------------------------------------------------------------------------------


def test_a_newer_part_than_the_store_knows(engine, folder, fill):
    fill(1)
    Feed(engine, folder).publish()
    ahead = part.PartName(2, 9, epoch(engine)).file
    (folder / ahead).write_text("{}\n")
    with pytest.raises(FeedAheadError, match=rf"1 part.*{ahead}.*scrapy repair"):
        Feed(engine, folder).start()


def test_a_newer_manifest_than_the_store_knows(engine, folder):
    folder.mkdir()
    gone = Part(part.PartName(5, 6, epoch(engine)).file, 5, 6, 2, "0" * 64)
    manifest.write_manifest(folder, epoch(engine), [gone])
    with pytest.raises(FeedAheadError, match="scrapy repair"):
        Feed(engine, folder).start()


def test_parts_of_another_store(engine, folder, fill, tmp_path, open_store):
    fill(1)
    Feed(engine, folder).publish()
    other = Feed(open_store(tmp_path / "new"), folder)
    for _ in range(2):  # also when it is asked again
        with pytest.raises(FeedAheadError, match=epoch(engine)):
            other.publish()


def test_an_empty_manifest_of_another_store_is_replaced(engine, folder, tmp_path, open_store):
    Feed(engine, folder).start()
    other = open_store(tmp_path / "new")
    Feed(other, folder).start()
    assert json.loads((folder / "manifest.json").read_bytes())["epoch"] == epoch(other)


@pytest.mark.parametrize("content", ["{", "[]", '{"parts": [1]}', '{"parts": [{"file": "x"}]}'])
def test_a_damaged_manifest(engine, folder, content):
    folder.mkdir()
    (folder / "manifest.json").write_text(content)
    with pytest.raises(FeedAheadError, match=r"damaged.*scrapy repair"):
        Feed(engine, folder).start()


# --- The machine ----------------------------------------------------------------------------------


def test_a_full_disk_leaves_no_rest_and_loses_nothing(engine, folder, fill, monkeypatch):
    fill(1)
    feed = Feed(engine, folder)
    feed.start()

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable.os, "fsync", full)
        with pytest.raises(MachineError, match=r"could not be written.*No space"):
            feed.publish()
    assert {path.name for path in folder.iterdir()} == {"manifest.json"}
    assert [each.last for each in feed.publish()] == [1]


def test_a_folder_that_cannot_be_made(engine, tmp_path):
    (tmp_path / "feed").write_text("a file")
    with pytest.raises(CreateError, match="cannot be made"):
        Feed(engine, tmp_path / "feed").start()


def test_a_folder_that_cannot_be_cleaned(engine, folder):
    (folder / ".manifest.tmp").mkdir(parents=True)
    with pytest.raises(MachineError, match=r"manifest\.tmp"):
        Feed(engine, folder).start()


def test_one_writer_at_a_time(engine, folder, tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.store.feed.LOCK_TIMEOUT_S", 0)
    path = tmp_path / "own.lock"
    feed = Feed(engine, folder, lock_path=path)
    with waiting_lock(path, 0), pytest.raises(MachineError, match=r"own\.lock has been held"):
        feed.publish()
    assert feed.publish() == []


def test_the_lock_lies_beside_the_folder_by_default(engine, folder, tmp_path):
    Feed(engine, folder).start()
    assert (tmp_path / "locks" / "feed.lock").is_file()


def test_names_of_parts(tmp_path):
    assert part.names_in(tmp_path / "none") == set()
    assert part.read_name("part-0123456789ab-000000001-000000010.jsonl") == part.PartName(
        1, 10, "0123456789ab"
    )
    for name in (
        "part-0123456789ab-000000011-000000010.jsonl",
        "part-0123456789ab-1-10.jsonl",
        "part-0123456789AB-000000001-000000010.jsonl",
        "part-0123456789ab-000000001-000000010.jsonl.gz",
        "manifest.json",
    ):
        assert part.read_name(name) is None
    big = part.PartName(1_000_000_000, 1_000_000_001, "0123456789ab")
    assert part.read_name(big.file) == big
    small = part.PartName(999_999_999, 999_999_999, "ffffffffffff")
    assert part.newest({big.file, small.file, "strange"}) == big.file


def test_the_parts_before_one_that_fails_are_told(engine, folder, fill, monkeypatch):
    fill(1, 2, 3)
    real, marked = batches.mark_published, []

    def lost(engine, file):
        if marked:
            raise MachineError("the connection is lost")
        marked.append(file)
        real(engine, file)

    monkeypatch.setattr(batches, "mark_published", lost)
    parts = Feed(engine, folder, part_articles_max=1).publishing()
    assert next(parts).first == 1
    with pytest.raises(MachineError, match="is lost"):
        next(parts)
    monkeypatch.undo()
    assert [each.first for each in Feed(engine, folder).publish()] == [2, 3]
