"""`-O x.jsonl` writes the lines of the feed."""

from __future__ import annotations

import io
import json

from crawler.extensions.line_exporter import LineExporter


def exported(*items, **options):
    file = io.BytesIO()
    exporter = LineExporter(file, encoding="utf-8", **options)
    exporter.start_exporting()
    for item in items:
        exporter.export_item(item)
    exporter.finish_exporting()
    return file.getvalue().decode()


def test_an_article_is_written_as_it_is_published(make_article):
    first, second = make_article(), make_article(url="https://windows.example/8")
    assert exported(first, second) == f"{first.to_line()}\n{second.to_line()}\n"


def test_chosen_fields_are_scrapys_business(make_article):
    line = exported(make_article(), fields_to_export=["url", "headline"])
    assert json.loads(line) == {"url": make_article().url, "headline": make_article().headline}


def test_any_other_item_is_written_as_scrapy_would():
    assert exported({"خبر": 1}) == '{"خبر": 1}\n'
