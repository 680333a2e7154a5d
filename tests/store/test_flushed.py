"""What a power cut leaves: a file's bytes and its name are flushed, in this order, before use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.store import durable
from crawler.store.durable import make_folder, write_durably


@pytest.fixture
def flushed(monkeypatch) -> list[tuple[Path, set[str]]]:
    """What was flushed, in order: a path, and for a folder the names that it had at that moment."""
    seen: list[tuple[Path, set[str]]] = []
    flush = os.fsync

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        seen.append((path, {each.name for each in path.iterdir()} if path.is_dir() else set()))
        flush(descriptor)

    monkeypatch.setattr(durable.os, "fsync", fsync)
    return seen


def test_the_bytes_are_flushed_before_the_name_and_the_name_before_it_is_said(tmp_path, flushed):
    write_durably(tmp_path / "part.jsonl", b"{}\n")

    (draft, _), (folder, names) = flushed
    assert draft.suffix == ".tmp"
    assert draft.parent == folder == tmp_path
    assert names == {"part.jsonl"}


def test_a_new_folder_is_a_name_in_its_parent(tmp_path, flushed):
    make_folder(tmp_path / "feed")
    assert flushed == [(tmp_path, {"feed"})]


def test_each_new_level_is_a_name_in_its_parent(tmp_path, flushed):
    make_folder(tmp_path / "data" / "archive" / "pages")
    assert [path for path, _ in flushed] == [
        tmp_path / "data" / "archive",
        tmp_path / "data",
        tmp_path,
    ]


def test_a_folder_that_is_there_costs_nothing(tmp_path, flushed):
    make_folder(tmp_path)
    assert flushed == []
