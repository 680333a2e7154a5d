"""What one article takes of a real PostgreSQL, and what a run takes that finds nothing new."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from crawler.core.article import Article
from crawler.core.article_sketch import article_sketch
from crawler.core.dedup import content_key
from crawler.store.database import open_database
from crawler.store.feed import Feed
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.schema import metadata
from crawler.store.sketches import Sketches
from tests.campaigns.campaign import aggregator
from tests.postgres.server import Server, server
from tests.scale.prose import news

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
# Of docs/performance.md and docs/archive.md, for a checkout that has made no figures of its own.
PAGE_CPU_S, RUN_MB = 0.0088, 181.0  # `make bench`: a page with all that is done with it
INDEX_BYTES = 890.0  # an article in the snapshot of the index, `make million`
LEAST_BYTES = 50  # an article in a table: what is less does not grow with articles
PAGE_BYTES = 67_000  # a packed page of many sites, median


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Bytes an article by table and in the feed, seconds of CPU, megabytes of a crawl."""

    articles: int
    tables: dict[str, tuple[float, float]]  # rows and long values; indexes
    feed_bytes: float
    store_cpu_s: float  # ours; `database_cpu_s`: that of the server's processes
    database_cpu_s: float
    run_cpu_s: float
    page_cpu_s: float
    run_mb: float
    index_bytes: float
    page_bytes: float = PAGE_BYTES

    @property
    def database_bytes(self) -> float:
        """An article in the database, indexes included."""
        return sum(rows + indexes for rows, indexes in self.tables.values())


def measure(number: int) -> Measured:
    """Store and publish that many made-up articles, and crawl a site that has nothing new."""
    with server(fsync=True) as running, tempfile.TemporaryDirectory() as name:
        engine = open_database(running.url())
        begun, served = time.process_time(), server_cpu_s(running)
        store(engine, Path(name), number)
        cpu_s = (time.process_time() - begun) / number
        database_cpu_s = (server_cpu_s(running) - served) / number
        tables = sizes(engine, number)
        engine.dispose()
        feed = sum(path.stat().st_size for path in Path(name, "feed").glob("part-*")) / number
    page_cpu_s, run_mb, index_bytes = known()
    return Measured(
        articles=number, tables=tables, feed_bytes=feed, store_cpu_s=cpu_s,
        database_cpu_s=database_cpu_s,
        run_cpu_s=run_cpu_s(), page_cpu_s=page_cpu_s, run_mb=run_mb, index_bytes=index_bytes,
    )  # fmt: skip


def store(engine: Engine, folder: Path, number: int) -> None:
    """As a crawl and a publisher do."""
    outbox = Outbox(engine, sketches=Sketches(engine, folder / "duplicates"))
    for article in news(number):
        outbox.add(_row(article))
    outbox.flush()
    Feed(engine, folder / "feed", lock_path=folder / "feed.lock").publish()


def _row(article: Article) -> NewArticle:
    return NewArticle(
        identifier=article.identifier, url=article.url, site=article.metadata.spider or "",
        line=article.to_line(), content_key=content_key(article.articleBody),
        run_id=article.metadata.runId or "",
        first_seen=datetime.fromisoformat(str(article.metadata.dateFirstSeen)),
        sketch=article_sketch(article, article.metadata.spider or ""),
    )  # fmt: skip


def sizes(engine: Engine, number: int) -> dict[str, tuple[float, float]]:
    """Bytes an article of each table that has some, after the room of old row versions is free."""
    names = [*(table.name for table in metadata.sorted_tables), "headlines"]
    found = {}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (FULL, ANALYZE)"))
        for name in names:
            query = "SELECT pg_table_size(:name), pg_indexes_size(:name)"
            rows, indexes = connection.execute(text(query), {"name": name}).one()
            if rows + indexes > number * LEAST_BYTES:
                found[name] = (rows / number, indexes / number)
    return found


def server_cpu_s(running: Server) -> float:
    """CPU that the processes of a PostgreSQL have taken so far, those that live (Linux)."""
    main = (running.folder / "data" / "postmaster.pid").read_text().split("\n")[0]
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parent, *rest = path.read_text().rpartition(")")[2].split()[1:]
            if main in (parent, path.parent.name):
                ticks += int(rest[9]) + int(rest[10])
    return ticks / os.sysconf("SC_CLK_TCK")


def run_cpu_s() -> float:
    """A run of a site that has nothing new, from its start to its end."""
    with aggregator(60) as url, tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "scrapy", "run", "aggregator", "-a", f"start_urls={url}"]
        env = {**os.environ, "RASID_DATA_DIR": name, "RASID_ARCHIVE": "off"}
        for _ in range(2):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def known() -> tuple[float, float, float]:
    """CPU of a page, memory of a crawl, bytes of the index: of build/, else of the docs."""
    page_cpu_s, run_mb, index_bytes = PAGE_CPU_S, RUN_MB, INDEX_BYTES
    if (bench := BUILD / "bench.json").is_file():
        ours = json.loads(bench.read_text())["medians"]["Rasid, everything"]
        page_cpu_s, run_mb = ours["cpu_s_per_1000"] / 1000, ours["peak_mb"]
    if (million := BUILD / "dedup_million.json").is_file():
        index_bytes = json.loads(million.read_text())["growth"][-1]["snapshot_bytes_per_row"]
    return page_cpu_s, run_mb, index_bytes
