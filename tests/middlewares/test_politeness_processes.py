"""Two real processes ask one host: together they keep its delay, by the clock of the server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DELAY_S = 0.4
PAGES = 8
EARLY_S = 0.15  # a request may be so long on its way; two that are alone are 0.2 apart at most
pytestmark = pytest.mark.slow


@contextmanager
def timing(moments: list[float]) -> Iterator[str]:
    """A server that notes when each request came."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            moments.append(time.monotonic())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def start(folder: Path, url: str) -> subprocess.Popen:
    module = "tests.middlewares.polite_crawl"
    return subprocess.Popen(
        [sys.executable, "-m", module, str(folder), url, str(DELAY_S), str(PAGES)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def gaps(moments: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(moments)]


def test_two_processes_together_keep_the_delay_of_a_host(tmp_path):
    moments: list[float] = []
    with timing(moments) as url:
        running = [start(tmp_path, url) for _ in range(2)]
        claims = [int(process.communicate(timeout=120)[0]) for process in running]
    assert len(moments) == 2 * PAGES
    assert min(gaps(moments)) >= DELAY_S - EARLY_S
    assert all(claims)


def test_processes_that_know_nothing_of_each_other_do_not(tmp_path):
    moments: list[float] = []
    with timing(moments) as url:  # the control: a store for each
        running = [start(tmp_path / name, url) for name in ("first", "second")]
        for process in running:
            process.communicate(timeout=120)
    assert min(gaps(moments)) < DELAY_S - EARLY_S


def test_a_lone_process_writes_its_turns_in_blocks(tmp_path):
    moments: list[float] = []
    with timing(moments) as url:
        (claims,) = [int(start(tmp_path, url).communicate(timeout=120)[0])]
    assert min(gaps(moments)) >= DELAY_S - EARLY_S
    assert claims <= PAGES // 2
