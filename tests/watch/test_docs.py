"""The page about the watch names every field of what a profile can expect."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from crawler.core.site import COVERED_FIELDS, Expectations

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "watch.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", [each.name for each in fields(Expectations)])
def test_a_field_of_expectations_has_a_row_with_its_default(field):
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{field}` |")]
    assert row.split("|")[3].strip() == str(getattr(Expectations(), field))


def test_every_part_that_can_be_covered_is_named():
    assert all(f"`{name}`" in PAGE for name in COVERED_FIELDS)
