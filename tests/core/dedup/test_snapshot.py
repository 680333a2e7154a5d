"""An index in a file, and one made again from what a store kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from crawler.core.dedup import DuplicateIndex, StoredSketch
from crawler.core.dedup.saved_index import load_index, save_index
from crawler.core.dedup.sketch_bytes import SketchError
from crawler.core.dedup.snapshot import Snapshot, SnapshotError, open_snapshot, write_snapshot
from tests.core.dedup.families import FAMILIES, issues
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, RELATED, SCHOOL, SCHOOL_TITLE

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
PAGES = [page for family in FAMILIES for page in issues(family)]
LATER = [
    (BRIDGE_TITLE, f"{BRIDGE}\n{RELATED}"),
    (SCHOOL_TITLE, "\n".join(SCHOOL.split("\n")[:3])),
    ("أسعار الماشية", MARKET),
    *PAGES[::7],
]


def filled() -> tuple[DuplicateIndex, list[StoredSketch]]:
    index = DuplicateIndex()
    pages = [(BRIDGE_TITLE, BRIDGE), (SCHOOL_TITLE, SCHOOL), *PAGES, (BRIDGE_TITLE, BRIDGE)]
    stored = [
        index.add(f"رقم {number}", *page, published=FIRST) for number, page in enumerate(pages)
    ]
    return index, stored


def answers(index):
    return [index.match(*page) for page in LATER]


@pytest.fixture
def saved(tmp_path):
    index, _ = filled()
    path = tmp_path / "index.rasid"
    save_index(index, path, last_row=77)
    return path


def test_a_loaded_index_answers_as_the_saved_one(saved):
    loaded, last_row = load_index(saved, verify=True)
    assert last_row == 77
    assert answers(loaded) == answers(filled()[0])
    assert any(match and match.is_duplicate for match in answers(loaded))


def test_a_loaded_index_goes_on(saved, tmp_path):
    loaded, _ = load_index(saved)
    original, _ = filled()
    for index in (loaded, original):
        for number, page in enumerate(LATER):
            index.add(f"later {number}", *page)
    again = tmp_path / "again.rasid"
    save_index(loaded, again, last_row=99)
    assert answers(load_index(again)[0]) == answers(loaded) == answers(original)
    assert loaded.memory_bytes() < original.memory_bytes()


def test_restored_from_what_a_store_kept():
    index, stored = filled()
    restored = DuplicateIndex()
    restored.restore(stored[:20])
    restored.restore(stored[20:])
    assert answers(restored) == answers(index)
    assert stored[-1].head == "رقم 0"
    assert not stored[-1].searched


def test_a_damaged_row_is_not_restored():
    _, stored = filled()
    broken = StoredSketch("x", "x", searched=True, data=stored[0].data[:-1])
    with pytest.raises(SketchError):
        DuplicateIndex().restore([broken])
    with pytest.raises(KeyError):
        DuplicateIndex().restore([StoredSketch("x", "y", searched=True, data=stored[0].data)])


def test_a_cut_snapshot_is_refused(saved):
    data = saved.read_bytes()
    for size in [*range(0, 600, 7), *range(600, len(data), 997), len(data) - 1]:
        saved.write_bytes(data[:size])
        with pytest.raises(SnapshotError):
            load_index(saved)


def test_a_snapshot_that_is_none_is_refused(tmp_path, saved):
    with pytest.raises(SnapshotError, match="No such file"):
        load_index(tmp_path / "none")
    data = saved.read_bytes()
    for place in (6, 9, 20):  # version, length of the head, head
        saved.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(SnapshotError):
            load_index(saved)


def test_a_changed_byte_inside_is_seen_when_asked_for_or_used(saved):
    data = bytearray(saved.read_bytes())
    layout = open_snapshot(saved)
    size = len(layout.sections["data"])
    data[-8 - 64 - layout.sections["data_ends"].nbytes - size // 2] ^= 1
    saved.write_bytes(data)
    with pytest.raises(SnapshotError, match="digest"):
        load_index(saved, verify=True)
    loaded, _ = load_index(saved)
    with pytest.raises(SketchError):
        [loaded.rows.sketch(row) for row in range(len(loaded.rows))]


def test_a_snapshot_of_another_machine_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "x"
    monkeypatch.setattr("crawler.core.dedup.snapshot.sys.byteorder", "middle")
    write_snapshot(path, Snapshot(1, {}, {"a": np.arange(3)}))
    monkeypatch.undo()
    with pytest.raises(SnapshotError, match="middle-endian"):
        open_snapshot(path)


def test_a_writer_that_fails_leaves_the_old_file(saved, monkeypatch):
    before = saved.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crawler.core.dedup.snapshot.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_index(filled()[0], saved, last_row=78)
    assert saved.read_bytes() == before
    assert list(saved.parent.iterdir()) == [saved]


def test_an_empty_index(tmp_path):
    save_index(DuplicateIndex(), tmp_path / "x", last_row=0)
    loaded, last_row = load_index(tmp_path / "x", verify=True)
    assert (last_row, answers(loaded)) == (0, [None] * len(LATER))


def test_near_copies_are_found_within_the_window_and_exact_ones_for_ever(tmp_path):
    index = DuplicateIndex(window_days=90)
    index.add("old", BRIDGE_TITLE, BRIDGE, published=FIRST)
    near = f"(متابعات)\n{BRIDGE}"
    days = {day: FIRST + timedelta(day) for day in (90, 91)}
    assert index.match(BRIDGE_TITLE, near, published=days[90]).identifier == "old"
    assert index.match(BRIDGE_TITLE, near, published=days[91]) is None
    assert index.match(BRIDGE_TITLE, near).identifier == "old"
    undated = DuplicateIndex(window_days=90)
    undated.add("old", BRIDGE_TITLE, BRIDGE)
    assert undated.match(BRIDGE_TITLE, near, published=days[91]).identifier == "old"

    index.add("new", SCHOOL_TITLE, SCHOOL, published=days[91])
    save_index(index, tmp_path / "x", last_row=2)
    loaded, _ = load_index(tmp_path / "x")
    assert loaded.match(BRIDGE_TITLE, near) is None
    assert loaded.match(BRIDGE_TITLE, BRIDGE, published=days[91]).identifier == "old"
    assert loaded.rows.bytes_of(0) == b""
