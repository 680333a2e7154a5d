"""`-O x.jsonl` of plain Scrapy: the same lines as in the feed, absent keys missing."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonLinesItemExporter

from crawler.core.article import Article


class LineExporter(JsonLinesItemExporter):
    """Writes an Article as it is published; any other item as Scrapy would."""

    def export_item(self, item: Any) -> None:
        """One line of UTF-8."""
        if isinstance(item, Article) and self.fields_to_export is None:
            self.file.write(item.to_line().encode() + b"\n")
        else:
            super().export_item(item)
