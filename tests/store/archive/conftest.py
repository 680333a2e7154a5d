"""Pages to keep, and an archive in a temporary folder to keep them in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.core.received import Known, Received
from crawler.store.archive.writer import ArchiveWriter

OBSERVED = "2025-03-01T10:00:00.250000Z"
HTML = "<html><title>خبر</title><p>وصلت القافلة إلى الميناء.</p></html>"


def make_page(number: int = 1, **changes: object) -> Received:
    values = {
        "url": f"https://news.example/{number}",
        "status": 200,
        "headers": (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')),
        "body": HTML.encode() + str(number).encode(),
        "ip": "192.0.2.7",
    }
    return Received(**(values | changes))


def make_known(**changes: object) -> Known:
    return Known(**({"site": "windows", "run": "run-1", "observed": OBSERVED} | changes))


@pytest.fixture(scope="session")
def page():
    return make_page


@pytest.fixture(scope="session")
def known():
    return make_known


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def failures() -> list:
    return []


@pytest.fixture
def open_writer(folder, failures):
    """Makes writers of the archive; keywords change them."""

    def make(**changes: object) -> ArchiveWriter:
        values = {"site": "windows", "run_id": "20250301T100000Z-ab12cd"} | changes
        return ArchiveWriter(folder, on_failure=failures.append, **values)

    return make


@pytest.fixture(scope="session")
def warcio_check():
    """What `warcio check` says of a file: its exit code and its words."""

    def check(path: Path) -> tuple[int, str]:
        command = [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    return check
