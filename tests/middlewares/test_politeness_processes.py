"""Two real processes ask one host: together they keep its delay, by the clock of the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest

from tests.campaigns.started import Started
from tests.commandline import begin
from tests.flow.loopback import served_by

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

    with served_by(Handler) as url:
        yield url


def start(folder: Path, url: str) -> Started:
    given = (str(folder), url, str(DELAY_S), str(PAGES))
    return begin(*given, program="tests.middlewares.polite_crawl", apart=True)


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
