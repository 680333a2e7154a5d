"""Apache Parquet: typed columns, moments in UTC; needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from crawler.core.article import Article, Part
from crawler.core.errors import ConfigError
from crawler.core.export.channel import Channel
from crawler.core.export.plain import moment
from crawler.core.installing import missing

SUFFIX = ".parquet"
NEWEST_FIRST = False
ROWS = 500  # of a group: what memory holds
TEXTS = (
    "identifier", "url", "canonicalUrl", "headline", "alternativeHeadline", "description",
    "articleSection", "articleBody", "inLanguage", "dateline", "datePublishedRaw",
    "datePrecision", "dateBasis", "disambiguatingNotice", "pubStatus",
)  # fmt: skip
MOMENTS = (
    "datePublished", "datePublishedEarliest", "datePublishedLatest", "dateModified",
    "versionCreated",
)  # fmt: skip
NUMBERS = ("version", "wordCount")
META_NUMBERS = ("seq",)
# Parts of an article, and the columns in each of them.
STRUCTS = {
    "provider": ("name", "url"),
    "publisher": ("name", "url", "method"),
    "mainImage": ("url", "caption"),
    "usageInfo": ("robots", "tdmReservation", "contentSignal"),
}
LISTS = {
    "author": ("name", "nameRaw"),
    "isBasedOn": ("url", "method"),
    "images": ("url", "caption"),
    "videos": ("url", "caption"),
    "relatedLink": ("url", "name"),
    "citation": ("url", "name"),
}
META_TEXTS = ("spider", "runId", "profileVersion", "extractorVersion", "etag")
META_MOMENTS = ("dateDownloaded", "dateFirstSeen")


def write(file: BinaryIO, articles: Iterable[Article], channel: Channel) -> None:
    """Write a table, five hundred rows at a time. Raises ConfigError without pyarrow."""
    del channel
    arrow, parquet = _library()
    table = schema(arrow)
    with parquet.ParquetWriter(file, table, compression="zstd") as writer:
        for rows in _groups(articles):
            writer.write_table(arrow.Table.from_pylist(rows, schema=table))


def schema(arrow: Any) -> Any:
    """The columns and their types."""
    text, stamp = arrow.string(), arrow.timestamp("us", tz="UTC")

    def struct(names: Iterable[str]) -> Any:
        """A column of named texts."""
        return arrow.struct([(name, text) for name in names])

    columns = [(name, text) for name in TEXTS]
    columns += [(name, stamp) for name in MOMENTS] + [(name, arrow.int64()) for name in NUMBERS]
    columns += [("keywords", arrow.list_(text))]
    columns += [(name, struct(names)) for name, names in STRUCTS.items()]
    columns += [(name, arrow.list_(struct(names))) for name, names in LISTS.items()]
    columns += [(name, text) for name in META_TEXTS] + [(name, stamp) for name in META_MOMENTS]
    columns += [(name, arrow.int64()) for name in META_NUMBERS]
    return arrow.schema([*columns, ("archiveFile", text), ("archiveOffset", arrow.int64())])


def row(article: Article) -> dict[str, Any]:
    """An article as a row; what is not known is null."""
    made = {name: getattr(article, name) for name in (*TEXTS, *NUMBERS, "keywords")}
    made |= {name: moment(getattr(article, name)) for name in MOMENTS}
    made |= {name: _struct(getattr(article, name), names) for name, names in STRUCTS.items()}
    made |= {
        name: [_struct(each, names) for each in getattr(article, name) or ()]
        for name, names in LISTS.items()
    }
    meta = article.metadata
    made |= {name: getattr(meta, name) for name in (*META_TEXTS, *META_NUMBERS)}
    made |= {name: moment(getattr(meta, name)) for name in META_MOMENTS}
    place = meta.archive
    return made | {
        "archiveFile": place.file if place else None,
        "archiveOffset": place.offset if place else None,
    }


def _struct(part: Part | None, names: Iterable[str]) -> dict[str, Any] | None:
    return {name: getattr(part, name) for name in names} if part else None


def _groups(articles: Iterable[Article]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(articles)
    while rows := [row(article) for article in islice(rest, ROWS)]:
        yield rows


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise ConfigError(f"{missing('pyarrow')} ({error})") from error
    return pa, parquet
