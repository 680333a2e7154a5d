"""`-O x.csv`: a table that a spreadsheet opens without running any of it."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import CsvItemExporter

# OWASP, CSV injection; the last four are full-width forms, which some spreadsheets take alike.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class PlainCsvExporter(CsvItemExporter):
    """Scrapy's, with an apostrophe before each text that a spreadsheet would take for a formula.

    Only here: the feed has every text as it was published.
    """

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """The cell of a field."""
        cell = super().serialize_field(field, name, value)
        return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
