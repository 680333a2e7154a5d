"""A data folder with an archive of made-up pages and the articles that came of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert

from crawler.core.article import Article
from crawler.core.errors import NotAnArticle
from crawler.core.received import Known, Received
from crawler.core.reparse import replay
from crawler.core.site import SiteProfile
from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website
from crawler.store.archive.names import FOLDER
from crawler.store.archive.writer import ArchiveWriter
from crawler.store.database import database_url, open_database, writing
from crawler.store.schema import articles, batches

MARKUPS = ("cards", "br", "tables", "hashed", "blog")
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
SITE = "aggregator"
PROFILE = SiteProfile(name=SITE)
FILE_PAGES = 250  # as a day's run of a busy site leaves them
GROUP = 500


def pages(number: int, kb: int) -> Iterator[Received]:
    """That many article pages of made-up sites, of about that size."""
    for seed in itertools.count(1):
        base = f"http://127.0.0.{1 + seed}/"
        markup = MARKUPS[seed % len(MARKUPS)]
        made = Aggregator(now=NOW, seed=seed, markup=markup, articles=min(number, 2_000))
        website = Website(made, base, pages_kb=kb)
        for path in made.truth():
            reply = website.reply(path)
            if reply.status == 200:
                headers = (("Content-Type", reply.content_type),)
                yield Received(
                    url=f"{base}{path.removeprefix('/')}", status=200, headers=headers,
                    body=reply.body,
                )  # fmt: skip
                number -= 1
            website._kept.clear()
            if number <= 0:
                return


def fill(folder: Path, number: int, kb: int) -> int:
    """Fill a data folder; the number of articles that came of the pages."""
    engine = open_database(database_url(folder))
    total, rows = 0, []
    for run, group in enumerate(_groups(pages(number, kb), FILE_PAGES)):
        rows += _keep(folder, f"20250301T120000Z-run-{run:04}", group)
        if len(rows) >= GROUP:
            total += write(engine, rows, total)
            rows = []
    total += write(engine, rows, total)
    engine.dispose()
    return total


def _groups(pages: Iterator[Received], size: int) -> Iterator[list[Received]]:
    while group := list(itertools.islice(pages, size)):
        yield group


def _keep(folder: Path, run: str, group: list[Received]) -> list[Article]:
    """One file of the archive; the articles of its pages."""
    writer = ArchiveWriter(folder / FOLDER, SITE, run, on_failure=print)
    found = []
    for page in group:
        known = Known(site=SITE, run=run, observed="2025-03-01T12:00:00Z")
        place = writer.keep(page, known)
        try:
            article = replay(page, known, PROFILE)
        except NotAnArticle:
            continue
        article.metadata.archive = place
        found.append(article)
    writer.close()
    return found


def write(engine: Engine, found: list[Article], before: int) -> int:
    """The articles as published ones, in a part of their own."""
    if found:
        with writing(engine) as connection:
            connection.execute(insert(articles), _rows(connection, found, before))
    return len(found)


def _rows(connection: Connection, found: list[Article], before: int) -> list[dict[str, Any]]:
    part = insert(batches).values(
        file=f"part-abc-{before + 1}.jsonl", epoch="abc", first=before + 1,
        last=before + len(found), count=len(found), sha256="f" * 64, published=True,
    )  # fmt: skip
    (batch,) = connection.execute(part).inserted_primary_key or (None,)
    return [
        {
            "identifier": article.identifier, "url": article.url, "site": SITE,
            "content_key": article.identifier, "run_id": article.metadata.runId,
            "first_seen": NOW, "line": article.to_line(), "relation": None, "duplicate_of": None,
            "batch": batch, "seq": before + number,
        }
        for number, article in enumerate(found, 1)
    ]  # fmt: skip
