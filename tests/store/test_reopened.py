"""What a found part does to the store: which batches it opens again, what it says twice."""

from __future__ import annotations

import pytest

from crawler.core.article import Article
from crawler.store import batches
from crawler.store.database import epoch
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.part import PartName
from crawler.store.repair import repair
from crawler.store.take_in import reopen_overlapping

OTHER = "0123456789ab"


@pytest.fixture
def sealed(engine, article):
    """A batch with the numbers 1 to 3; its file."""
    box = Outbox(engine)
    for number in range(3):
        box.add(article(number))
    box.flush()
    assert batches.seal(engine, epoch(engine), articles_max=9, partly=True) == 3
    (part,) = batches.parts_of(engine, published=False)
    return part.file


@pytest.mark.parametrize(("first", "last", "opened"), [(1, 1, 1), (3, 9, 1), (4, 9, 0)])
def test_a_part_that_shares_a_number_opens_it(engine, sealed, first, last, opened):
    assert reopen_overlapping(engine, [PartName(first, last, epoch(engine))], set()) == opened
    assert batches.waiting(engine) == 3 * opened
    assert batches.known_files(engine) == ({sealed} if not opened else set())


def test_numbers_of_another_store_are_other_numbers(engine, sealed):
    assert reopen_overlapping(engine, [PartName(1, 3, OTHER)], set()) == 0
    assert batches.known_files(engine) == {sealed}


def test_what_readers_may_have_stays_sealed(engine, sealed):
    assert reopen_overlapping(engine, [PartName(1, 3, epoch(engine))], {sealed}) == 0
    assert batches.known_files(engine) == {sealed}


def test_a_repair_of_what_agrees_cuts_no_batch_anew(engine, sealed, tmp_path):
    report = repair(engine, tmp_path / "feed")
    assert (report.batches_reopened, batches.known_files(engine)) == (0, {sealed})
    assert [part.file for part in Feed(engine, tmp_path / "feed").publish()] == [sealed]


@pytest.fixture
def lines(article):
    """An article and its next version, as stored."""
    first = article(7).line
    second = Article.model_validate_json(first)
    changes = {"version": 2, "event": "edited", "versionCreated": "2025-03-01T12:00:00Z"}
    return first, second.model_copy(update=changes).to_line()


@pytest.mark.parametrize("again", [0, 1])
def test_a_part_that_says_one_thing_twice_is_taken_in_once(engine, lines, again, tmp_path):
    folder = tmp_path / "feed"
    folder.mkdir()
    name = PartName(1, 3, OTHER).file
    said = [line.encode() for line in (*lines, lines[again])]
    data = b"".join(batches.numbered(zip(said, (1, 2, 3), strict=True)))
    (folder / name).write_bytes(data)

    report = repair(engine, folder)
    assert report.quarantined == ()
    assert (report.articles_inserted, report.articles_known, report.seq_highest) == (2, 1, 3)
    assert batches.known_files(engine) == {name}
