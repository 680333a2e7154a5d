"""What the pages cost at 64,800 runs and 1,000,000 articles: ms, kB and memory of each view.

`python -m tests.speed.page_bench [--articles N]` fills a store, starts `scrapy serve` on it and,
where `.venv-peers` has it, Datasette on the same file; prints a table, writes build/pages.json.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from rich.console import Console
from rich.table import Table
from sqlalchemy import insert

from crawler.core.article import identifier_of
from crawler.store.database import database_url, open_database, writing
from crawler.store.schema import articles, batches, hours, runs, sketches
from crawler.store.search import add_headlines
from tests.dashboard.filled import DID, WHAT, WHO, Filling, Site, article, run_rows, sums_of

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "pages.json"
SITES, DAYS = 30, 90
BATCH = 20_000
PART, WAITING = 1_000, 40  # articles of a part, and those that wait
TIMES = 15
BODY = "قال مسؤول في المدينة إن العمل يجري بحسب الخطة، وإن النتائج ستعلن في نهاية الشهر. " * 8
VIEWS = ("board", "alerts", "funnel", "freshness", "duplicates", "arabic", "schedule", "storage",
         "run", "source-site_07", f"search.ar.html?q={quote('توسعه المرفا')}")  # fmt: skip
DATASETTE = {"runs": "/rasid/runs", "articles": "/rasid/articles", "hours": "/rasid/hours"}


def fill(folder: Path, number: int) -> dict[str, float]:
    """The store; seconds and bytes that it took."""
    engine = open_database(database_url(folder))
    now = datetime.now(UTC)
    made = Filling(now=now, days=DAYS, runs_an_hour=1)
    begun = time.perf_counter()
    sites = [Site(f"site_{at:02d}", 2 + at % 7) for at in range(SITES)]
    for site in sites:
        rows = list(run_rows(site, made))
        with writing(engine) as connection:
            connection.execute(insert(runs), rows)
            connection.execute(insert(hours), sums_of(rows))
    runs_s = time.perf_counter() - begun
    begun, index_s = time.perf_counter(), 0.0
    for first in range(0, number, BATCH):
        rows = [
            article_row(key, sites, number, now)
            for key in range(first + 1, min(first + BATCH, number) + 1)
        ]
        with writing(engine) as connection:
            parts = sorted({row["batch"] for row in rows if row["batch"]})
            connection.execute(insert(batches), [part_row(part) for part in parts])
            connection.execute(insert(articles), rows)
            connection.execute(insert(sketches), [sketch_row(row["id"]) for row in rows])
            before = time.process_time()
            add_headlines(connection, ((row["id"], row["line"]) for row in rows))
            index_s += time.process_time() - before
    engine.dispose()
    return {"runs_s": runs_s, "articles_s": time.perf_counter() - begun,
            "index_cpu_us_an_article": index_s / number * 1e6}  # fmt: skip


_chance = random.Random(3)  # noqa: S311 - a model
_line = article("site_00", 0, datetime(2026, 1, 1, tzinfo=UTC), "HEADLINE").model_copy(
    update={"articleBody": BODY}
).to_line()  # fmt: skip


def article_row(key: int, sites: list[Site], number: int, now: datetime) -> dict[str, Any]:
    site = sites[key % SITES].name
    url = f"https://{site}.example/{key}"
    words = " ".join(_chance.choice(each) for each in (WHO, DID, WHAT))
    seen = now - timedelta(days=DAYS) * ((number - key) / number)
    batch = (key - 1) // PART + 1 if key <= number - WAITING else None
    return {
        "id": key, "identifier": identifier_of(url), "url": url, "site": site, "run_id": "r",
        "content_key": identifier_of(url), "first_seen": seen, "duplicate_of": None,
        "relation": None, "batch": batch, "seq": key if batch else None,
        "line": _line.replace("HEADLINE", f"{words} {key}"),
    }  # fmt: skip


def part_row(part: int) -> dict[str, Any]:
    first = (part - 1) * PART + 1
    return {
        "id": part, "file": f"part-a-{first}.jsonl", "epoch": "a", "first": first,
        "last": first + PART - 1, "count": PART, "sha256": "0" * 64, "published": True,
    }  # fmt: skip


def sketch_row(key: int) -> dict[str, Any]:
    like = key % 9 == 0 and key > SITES
    return {
        "id": key, "article": key, "head": key, "searched": True, "mark": key,
        "matched": key - 1 - key % SITES if like else None, "relation": "same" if like else None,
        "similarity": 0.9 if like else None, "data": b"x" * 300,
    }  # fmt: skip


@contextmanager
def serving(command: list[str], port: int, folder: Path) -> Iterator[int]:
    """A server in a process of its own, when it answers; its pid."""
    env = {**os.environ, "RASID_DATA_DIR": str(folder)}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield process.pid
        process.terminate()


def get(port: int, path: str) -> tuple[float, bytes]:
    """Milliseconds from the request to the last byte, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", path)
    body = connection.getresponse().read()
    took = (time.perf_counter() - begun) * 1000
    connection.close()
    return took, body


def rss_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def cpu_ms(pid: int) -> float:
    """What the process has used so far, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measured(pid: int, port: int, path: str) -> dict[str, float]:
    """The first answer, then the median of some; the weight with all that the page needs.

    The CPU of the server is told too: other work on the machine does not change it much.
    """
    first, body = get(port, path)
    before = cpu_ms(pid)
    took = [get(port, path)[0] for _ in range(TIMES)]
    cpu = (cpu_ms(pid) - before) / TIMES
    assets = set(re.findall(r'(?:src|href)="((?:static/|/-/static)[^"?]+)', body.decode()))
    weight = len(body) + sum(len(get(port, f"/{each.lstrip('/')}")[1]) for each in assets)
    return {
        "first_ms": first,
        "ms": median(took),
        "best_ms": min(took),
        "cpu_ms": cpu,
        "kb": weight / 1000,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument(
        "--folder", type=Path, help="keep the store here, or use the one that is here"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        report = {} if (folder / "rasid.db").exists() else fill(folder, options.articles)
        report["store_mb"] = (folder / "rasid.db").stat().st_size / 1e6
        report["views"] = views(folder)
        report["datasette"] = datasette(folder)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(report, indent=2), encoding="utf-8")
    show(report)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def views(folder: Path) -> dict[str, Any]:
    """Each view of `scrapy serve`."""
    port = free_port()
    with serving(
        [sys.executable, "-m", "scrapy", "serve", "--port", str(port)], port, folder
    ) as pid:
        found: dict[str, Any] = {"rss_idle_mb": rss_mb(pid)}
        for view in VIEWS:
            path = f"/{view}" if ".html" in view else f"/{view}.ar.html"
            found[view.partition(".")[0]] = measured(pid, port, path)
        return found | {"rss_mb": rss_mb(pid)}


def datasette(folder: Path) -> dict[str, Any]:
    """The same file in Datasette, as it comes."""
    program = ROOT / ".venv-peers" / "bin" / "datasette"
    if not program.exists():
        return {}
    port = free_port()
    command = [str(program), "serve", str(folder / "rasid.db"), "--port", str(port)]
    with serving(command, port, folder) as pid:
        found: dict[str, Any] = {"rss_idle_mb": rss_mb(pid)}
        found |= {name: measured(pid, port, path) for name, path in DATASETTE.items()}
        return found | {"rss_mb": rss_mb(pid)}


def show(report: dict[str, Any]) -> None:
    table = Table("page", "ms (median)", "best ms", "CPU ms", "kB with assets", box=None)
    for who in ("views", "datasette"):
        for name, each in report[who].items():
            if isinstance(each, dict):
                cells = [f"{each[key]:.1f}" for key in ("ms", "best_ms", "cpu_ms", "kb")]
                table.add_row(f"{'Datasette ' if who == 'datasette' else ''}{name}", *cells)
    Console().print(table)
    figures = {name: value for name, value in report.items() if isinstance(value, float)}
    for who in ("views", "datasette"):
        figures |= {
            f"{who} {name}": value
            for name, value in report[who].items()
            if isinstance(value, float)
        }
    Console().print("  ".join(f"{name} {value:.1f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
