"""Which pages of a slice are read again: from a moment on, and those before a tear."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crawler.core.stamps import moment_of
from crawler.corpus import rereading
from crawler.store.archive.reader import DamagedError


def torn(pages):
    """Some pages, then the file breaks off."""
    yield from range(pages)
    raise DamagedError("the file breaks off")


@pytest.mark.parametrize(("pages", "chunks"), [(0, []), (5, [3, 2]), (6, [3, 3])])
def test_what_stands_before_a_tear_is_read(monkeypatch, pages, chunks):
    monkeypatch.setattr(rereading, "CHUNK_PAGES", 3)
    found = []
    with pytest.raises(DamagedError):
        found.extend(len(chunk) for chunk in rereading._chunks(torn(pages)))
    assert found == chunks
    assert [len(chunk) for chunk in rereading._chunks(iter(range(pages)))] == chunks


@pytest.mark.parametrize(
    ("observed", "is_late"),
    [
        ("2025-03-01T09:00:00Z", True),
        ("2025-03-01T08:59:59Z", False),
        ("2025-03-02T00:00:00Z", True),
        ("", True),
    ],
)
def test_a_page_of_that_very_moment_is_read(observed, is_late):
    reader = SimpleNamespace(_since=moment_of("2025-03-01T09:00:00Z"))
    assert rereading._Reader._is_late(reader, observed) is is_late
