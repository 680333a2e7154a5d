"""docs/fields.md names every field of a published line, and its reader gets each article once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from crawler.core.article import json_schema
from crawler.store.database import database_url, open_database
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from tests.store.conftest import make_article

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "fields.md").read_text(encoding="utf-8")
SCHEMA = json_schema()
NAME = re.compile(r"`(\w+)`")
ELSEWHERE = {"Metadata": "Its metadata"}  # a part that has a table of its own


def rows(heading):
    """The fields of a table under a heading, each with the whole of its row."""
    text = DOCS.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return {name: line for line in lines for name in NAME.findall(line.split("|")[1])}


def parts_of(rule):
    """The names of the parts that a field is made of."""
    return set(re.findall(r"#/\$defs/(\w+)", json.dumps(rule)))


@pytest.mark.parametrize(
    ("heading", "properties"),
    [
        ("The article", SCHEMA["properties"]),
        ("Its metadata", SCHEMA["$defs"]["Metadata"]["properties"]),
    ],
)
def test_every_field_has_its_row_and_every_row_its_field(heading, properties):
    assert set(rows(heading)) == set(properties)


@pytest.mark.parametrize(
    "field", [name for name, rule in SCHEMA["properties"].items() if parts_of(rule)]
)
def test_the_row_of_a_field_names_its_parts(field):
    (part,) = parts_of(SCHEMA["properties"][field])
    named = NAME.findall(rows("The article")[field])
    assert part in ELSEWHERE or set(SCHEMA["$defs"][part]["properties"]) <= set(named)


def test_the_reader_of_the_page_takes_each_article_once(tmp_path):
    """Also of a text in which U+2028 stands, at which some readers of lines break one in two."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    made: dict[str, Any] = {}
    exec(code, made)  # noqa: S102 - what the page tells a reader to do
    engine = open_database(database_url(tmp_path))
    outbox, feed = Outbox(engine), Feed(engine, tmp_path / "feed")
    taken, got = set(), []
    for numbers in ((1, 2), (3,), ()):
        for number in numbers:
            outbox.add(make_article(number, body=f"نص\u2028الخبر {number}"))
        outbox.flush()
        feed.publish()
        for name, articles in made["unread"](tmp_path / "feed", taken):
            taken.add(name)
            got += [article["metadata"]["seq"] for article in articles]
    engine.dispose()
    assert got == [1, 2, 3]
