"""What a spreadsheet gets from `-O x.csv`."""

from __future__ import annotations

import csv
import io

import pytest

from crawler import settings
from crawler.extensions.csv_exporter import PlainCsvExporter


def cells(item):
    file = io.BytesIO()
    exporter = PlainCsvExporter(file)
    exporter.start_exporting()
    exporter.export_item(item)
    exporter.finish_exporting()
    (row,) = csv.DictReader(io.StringIO(file.getvalue().decode(), newline=""))
    return row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"])
def test_no_cell_is_a_formula(start, make_article):
    row = cells(make_article(headline=f"{start}HYPERLINK(1)"))
    assert row["headline"] == f"'{start}HYPERLINK(1)"


def test_other_cells_are_as_they_are(make_article):
    row = cells(make_article(headline="أسعار 5+5 = 10"))
    assert row["headline"] == "أسعار 5+5 = 10"
    assert row["version"] == "1"


def test_the_members_of_a_list_do_not_escape(make_article):
    row = cells(make_article(keywords=["=1+1", "ميناء"]))
    assert not row["keywords"].startswith("=1")


def test_it_is_the_exporter_of_csv():
    assert settings.FEED_EXPORTERS["csv"] == "crawler.extensions.csv_exporter.PlainCsvExporter"
