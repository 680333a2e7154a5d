"""What the store costs an article on PostgreSQL, beside SQLite and beside bare drivers.

`python -m tests.speed.store_bench` also crawls local sites with 1, 2 and 4 processes on one
PostgreSQL store. Both databases flush to the disk. Prints a table, writes build/bench_store.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from sqlalchemy import Engine, func, select

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.core.dedup.sketch import sketch_of
from crawler.demo.story import story_of
from crawler.store.database import database_url, open_database, reading
from crawler.store.new_article import NewArticle
from crawler.store.outbox import Outbox
from crawler.store.runs import Runs
from crawler.store.schema import articles
from crawler.store.sketches import Sketches
from tests.load.load import ROOT, serving
from tests.postgres.campaign import with_template
from tests.postgres.server import Server, server
from tests.postgres.stores import Stores

OUT = ROOT / "build" / "bench_store.json"
GROUP = 50
SEED = 5
SEEN = datetime(2026, 1, 15, tzinfo=UTC)
TABLE = "CREATE TABLE bare (identifier varchar(64) PRIMARY KEY, url text, line text)"
PROCESSES = (1, 2, 4)
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")


@dataclass(frozen=True)
class Cost:
    """Microseconds an article: of the clock, and of this process's CPU."""

    wall_us: float
    cpu_us: float


def made(number: int) -> list[NewArticle]:
    """Different stories, as their step gives them to the outbox."""
    return [_article(slot) for slot in range(number)]


def costs(number: int, rounds: int, running: Server) -> dict[str, Cost]:
    """The best of some rounds for each way of writing, the ways by turns."""
    stores, group = Stores(running), made(number)
    best: dict[str, Cost] = {}
    for _ in range(rounds):
        for name, way in WAYS.items():
            with tempfile.TemporaryDirectory() as folder:
                cost = way(group, Path(folder), stores)
            best[name] = min(best.get(name, cost), cost, key=lambda each: each.wall_us)
    return best


def crawl(url: str, addresses: Sequence[str], processes: int) -> dict[str, float]:
    """Crawl the sites with so many processes on one store; pages, seconds and pages/s."""
    names = [f"load_{number:02}" for number in range(1, len(addresses) + 1)]
    command = [sys.executable, "-m", "scrapy", "run", "-s", "SPIDER_MODULES=tests.load.sites"]
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "RASID_DATA_DIR": folder,
            "RASID_DATABASE_URL": url,
            "RASID_CONTACT": "",
            "RASID_REPORT": "0",
            "LOAD_SITES": json.dumps(addresses),
        }
        begun = time.perf_counter()
        running = [
            subprocess.Popen(
                [*command, *names[first::processes]],
                cwd=ROOT,
                env=env,
                stdout=subprocess.DEVNULL,
            )
            for first in range(processes)
        ]
        codes = [each.wait() for each in running]
        seconds = time.perf_counter() - begun
    assert not any(codes), codes
    pages = _pages(url, len(addresses))
    return {"pages": pages, "seconds": seconds, "pages_per_s": pages / seconds}


def main() -> None:
    """Measure, print, keep the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.speed.store_bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sites", type=int, default=8)
    parser.add_argument("--site-articles", type=int, default=100)
    chosen = parser.parse_args()
    with server(fsync=True) as running:
        with_template(running)
        found = costs(chosen.articles, chosen.rounds, running)
        for name, cost in found.items():
            sys.stdout.write(f"{name:44} {cost.wall_us:7.0f} us {cost.cpu_us:7.0f} us of CPU\n")
        crawls = {}
        for processes in PROCESSES:
            with serving(chosen.sites, chosen.site_articles) as urls:
                crawls[processes] = crawl(Stores(running).take(), urls, processes)
            sys.stdout.write(
                f"{processes} processes: {crawls[processes]['pages_per_s']:.1f} pages/s\n"
            )
    OUT.parent.mkdir(exist_ok=True)
    kept = {name: vars(cost) for name, cost in found.items()}
    OUT.write_text(json.dumps({"costs": kept, "crawls": crawls}, indent=2) + "\n")


def _article(slot: int) -> NewArticle:
    story = story_of(SEED, slot)
    url, body = f"https://news.example/{slot}", "\n\n".join(story.paragraphs)
    article = Article(
        identifier=identifier_of(url),
        url=url,
        headline=story.headline,
        articleBody=body,
        inLanguage="ar",
        provider=Provider(name="نوافذ", url="https://news.example/"),
        metadata=Metadata(spider="windows", runId="run-1"),
    )
    return NewArticle(
        identifier=article.identifier,
        url=url,
        site="windows",
        line=article.to_line(),
        content_key=content_key(body),
        run_id="run-1",
        first_seen=SEEN,
        sketch=sketch_of(story.headline, body, site="windows", published=story.published),
    )


def _groups(rows: Sequence[NewArticle]) -> Iterator[Sequence[NewArticle]]:
    for start in range(0, len(rows), GROUP):
        yield rows[start : start + GROUP]


@contextmanager
def _timed(number: int, into: list[Cost]) -> Iterator[None]:
    begun, cpu = time.perf_counter(), time.process_time()
    yield
    wall_s, cpu_s = time.perf_counter() - begun, time.process_time() - cpu
    into.append(Cost(wall_s / number * 1e6, cpu_s / number * 1e6))


def _bare_sqlite(rows: Sequence[NewArticle], folder: Path, _: Stores) -> Cost:
    into: list[Cost] = []
    with closing(sqlite3.connect(folder / "bare.db")) as connection:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.execute(TABLE)
        with _timed(len(rows), into):
            for group in _groups(rows):
                values = [(each.identifier, each.url, each.line) for each in group]
                connection.executemany("INSERT INTO bare VALUES (?, ?, ?)", values)
                connection.commit()
    return into[0]


def _bare_psycopg(rows: Sequence[NewArticle], _: Path, stores: Stores) -> Cost:
    into: list[Cost] = []
    with psycopg.connect(stores.take().replace("+psycopg", "")) as connection:
        connection.execute(TABLE)
        connection.commit()
        with _timed(len(rows), into):
            for group in _groups(rows):
                values = [(each.identifier, each.url, each.line) for each in group]
                connection.cursor().executemany("INSERT INTO bare VALUES (%s, %s, %s)", values)
                connection.commit()
    return into[0]


def _store(*, postgres: bool, near: bool) -> Callable[[Sequence[NewArticle], Path, Stores], Cost]:
    """The outbox; `near`: with the search for near copies, and the table of sketches."""

    def write(rows: Sequence[NewArticle], folder: Path, stores: Stores) -> Cost:
        engine = open_database(stores.take() if postgres else database_url(folder))
        sketches = Sketches(engine, folder) if near else None
        outbox, into = Outbox(engine, group_max=GROUP, group_age_s=60, sketches=sketches), []
        with _timed(len(rows), into):
            for row in rows:
                outbox.add(row)
            outbox.flush()
        assert _stored(engine) == len(rows)
        engine.dispose()
        return into[0]

    return write


def _stored(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(articles)) or 0


def _pages(url: str, sites: int) -> int:
    engine = open_database(url)
    figures = [run.figures or {} for run in Runs(engine).recent(sites)]
    engine.dispose()
    return sum(each["responses"] for each in figures)


WAYS: dict[str, Callable[[Sequence[NewArticle], Path, Stores], Cost]] = {
    "sqlite3, bare executemany": _bare_sqlite,
    "psycopg, bare executemany": _bare_psycopg,
    "store on SQLite": _store(postgres=False, near=False),
    "store on PostgreSQL": _store(postgres=True, near=False),
    "store on SQLite, near copies searched": _store(postgres=False, near=True),
    "store on PostgreSQL, near copies searched": _store(postgres=True, near=True),
}


if __name__ == "__main__":
    main()
