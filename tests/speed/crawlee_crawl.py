"""A peer: crawlee-python over a list of pages, with trafilatura's extraction or with ours.

`python crawlee_crawl.py trafilatura|rasid URLS METER LINES`, by the peers' Python. Its queue is
in memory: in files, which is its default, it costs three times as much.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from crawler.calls.memory import peak_memory_bytes
from tests.speed.peer_work import work

AT_ONCE = 8


async def crawl(extraction: str, urls: list[str], lines: Path) -> dict[str, float]:
    """Crawl them all and say what that cost, from the start of the crawler."""
    from crawlee import ConcurrencySettings
    from crawlee.crawlers import HttpCrawler
    from crawlee.storage_clients import MemoryStorageClient

    do = work(extraction)
    crawler = HttpCrawler(
        storage_client=MemoryStorageClient(),
        concurrency_settings=ConcurrencySettings(
            min_concurrency=AT_ONCE, max_concurrency=AT_ONCE, desired_concurrency=AT_ONCE
        ),
        configure_logging=False,
        request_handler_timeout=timedelta(seconds=60),
    )
    done = {"pages": 0, "articles": 0}
    with lines.open("w", encoding="utf-8") as file:

        @crawler.router.default_handler
        async def handle(context: Any) -> None:
            done["pages"] += 1
            line = do(context.request.url, await context.http_response.read())
            if line is not None:
                done["articles"] += 1
                file.write(line + "\n")

        begun = (time.process_time(), time.perf_counter())
        await crawler.run(urls)
    return done | {
        "cpu_s": time.process_time() - begun[0],
        "wall_s": time.perf_counter() - begun[1],
        "peak_mb": peak_memory_bytes() / 2**20,
    }


def main() -> None:
    """Crawl, and write what it cost."""
    extraction, urls, meter, lines = sys.argv[1:]
    logging.disable(logging.ERROR)
    found = asyncio.run(crawl(extraction, Path(urls).read_text().split(), Path(lines)))
    Path(meter).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
