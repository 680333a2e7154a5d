"""All bad inputs in the order of their numbers, and the page of the docs that lists them."""

from __future__ import annotations

from pathlib import Path

from tests.hostile import rows_content, rows_feeds, rows_site, rows_text, rows_transport, rows_ways
from tests.hostile.row import Row
from tests.hostile.where import Where

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "bad-inputs.md"
CRAWL = "tests/hostile/test_crawl.py"
MODULES = (rows_transport, rows_ways, rows_text, rows_feeds, rows_content, rows_site)
HEAD = """# Bad inputs

What a site, or the machine, can do to a crawl, and what comes of it. Made by
`python -m tests.hostile` from the table in `tests/hostile/`; a test checks that it is current.
Inputs that a server can send are crawled for real by `tests/hostile/test_crawl.py`:
every stat below is counted as often as the table says, and no other reason is counted at all.

| # | input | outcome | counted as `rasid/…` | articles | proof |
|---|---|---|---|---|---|
"""


def table(where: Where | None = None) -> tuple[Row, ...]:
    """The rows; `where` has the ports of the listeners that nobody may reach."""
    return tuple(row for module in MODULES for row in module.rows(where or Where()))


def page_of(rows: tuple[Row, ...]) -> str:
    """The page of the docs."""
    return HEAD + "".join(map(_line, rows))


def _line(row: Row) -> str:
    counted = ", ".join(f"{name} {number}" for name, number in row.counted.items())
    proof = list(row.proof)
    if row.answers:
        proof.insert(0, CRAWL)
    tests = ", ".join(f"`{each.removeprefix('tests/')}`" for each in proof)
    articles = row.published or ("0" if row.answers else "")
    return f"| {row.number} | {row.name} | {row.outcome} | {counted} | {articles} | {tests} |\n"
