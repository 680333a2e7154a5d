"""Pages go by age and by room, whole files at a time, the oldest first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.store.archive.names import files_in, is_of_site, name_of
from crawler.store.archive.retention import Expired, expire

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def days(folder):
    """Files of a thousand bytes on four days, one of them still written to."""
    for day in ("2025-02-01", "2025-03-08", "2025-03-09", "2025-03-10"):
        (folder / day).mkdir(parents=True)
        (folder / day / name_of("windows", "run", 0)).write_bytes(b"x" * 1000)
    (folder / "2025-02-01" / f"{name_of('windows', 'run', 1)}.open").write_bytes(b"x" * 1000)
    (folder / "notes").mkdir()
    return folder


def left(folder):
    return [path.parent.name for path in files_in(folder)]


@pytest.mark.parametrize(
    ("limits", "kept"),
    [
        ({}, ["2025-02-01", "2025-03-08", "2025-03-09", "2025-03-10"]),
        ({"days": 5}, ["2025-03-08", "2025-03-09", "2025-03-10"]),
        ({"days": 1e9}, ["2025-02-01", "2025-03-08", "2025-03-09", "2025-03-10"]),
        ({"days": 1}, ["2025-03-09", "2025-03-10"]),
        ({"bytes_max": 3500}, ["2025-03-09", "2025-03-10"]),
        ({"bytes_max": 1}, []),
        ({"days": 5, "bytes_max": 4000}, ["2025-03-08", "2025-03-09", "2025-03-10"]),
    ],
)
def test_what_is_left(days, limits, kept):
    before = len(left(days))
    assert expire(days, now=NOW, **limits).files == before - len(kept)
    assert left(days) == kept
    assert len(files_in(days, ".open")) == 1


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=3650)])
def test_a_clock_that_is_ahead_removes_no_page_before_its_time(days, ahead):
    assert expire(days, now=NOW + ahead, days=5).files == 1
    assert left(days) == ["2025-03-08", "2025-03-09", "2025-03-10"]


def test_an_empty_day_goes_with_its_last_file(days):
    assert expire(days, now=NOW, days=1) == Expired(2, 2000)
    assert not (days / "2025-03-08").exists()
    assert (days / "2025-02-01").exists()  # its open file is there


def test_no_archive_is_no_fault(tmp_path):
    assert expire(tmp_path / "archive", now=NOW, days=1, bytes_max=1) == Expired()


@pytest.mark.parametrize(
    ("site", "asked", "same"),
    [
        ("windows", "windows", True),
        ("windows@127.0.0.1:8000", "windows", True),
        ("windows_two", "windows", False),
        ("windows", "windows_two", False),
        ("windows@[::1]:80", "windows", True),
        ("windows@" + "a" * 300, "windows", True),
    ],
)
def test_the_files_of_a_site(folder, site, asked, same):
    name = name_of(site, "20250301T100000Z-ab12cd", 7)
    assert len(name) < 200
    assert is_of_site(folder / "2025-03-01" / name, asked) is same
    assert is_of_site(folder / "2025-03-01" / f"{name}.open", asked) is same
