"""Parquet read back by the library that others use."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from crawler.core.article import Archive
from crawler.core.errors import ConfigError
from crawler.core.export import parquet as module

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")


def read(data: bytes):
    from pyarrow import parquet

    return parquet.read_table(io.BytesIO(data))


def test_what_was_written_is_read_back(write, plain, nasty):
    nasty.metadata.archive = Archive(file="2025-03-01/a.warc.gz", offset=7)
    nasty.metadata.seq = 12
    table = read(write("parquet", nasty, plain))
    first, second = table.to_pylist()
    assert first["articleBody"] == nasty.articleBody
    assert first["datePublished"] == datetime(2025, 3, 1, 9, 0, 0, 250_000, tzinfo=UTC)
    assert first["publisher"]["name"] == "صحيفة «الميناء»"
    assert [each["url"] for each in first["images"]] == [each.url for each in nasty.images]
    assert first["keywords"] == nasty.keywords
    assert (first["archiveFile"], first["archiveOffset"]) == ("2025-03-01/a.warc.gz", 7)
    assert (first["seq"], second["seq"]) == (12, None)
    assert second["datePublished"] is None
    assert second["publisher"] is None
    assert second["images"] == []


def test_every_column_has_a_type(write, plain):
    import pyarrow as pa

    table = read(write("parquet", plain))
    assert table.schema.equals(module.schema(pa))
    assert str(table.schema.field("datePublished").type) == "timestamp[us, tz=UTC]"
    assert not [field.name for field in table.schema if str(field.type) == "null"]


def test_rows_come_in_groups(write, make_article):
    from pyarrow import parquet

    data = write("parquet", *[make_article(url=f"https://w.example/{n}") for n in range(1_001)])
    file = parquet.ParquetFile(io.BytesIO(data))
    assert file.metadata.num_rows == 1_001
    assert file.metadata.num_row_groups == 3


def test_no_article_is_a_table_too(write):
    assert read(write("parquet")).num_rows == 0


def test_without_the_library_it_is_said_what_to_install(write, plain, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"pyarrow is not installed; .*requirements\.lock"):
        write("parquet", plain)
