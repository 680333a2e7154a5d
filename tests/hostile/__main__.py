"""Writes docs/bad-inputs.md."""

from tests.hostile.table import PAGE, page_of, table

PAGE.write_text(page_of(table()), encoding="utf-8")
