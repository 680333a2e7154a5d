"""`report`, `serve` and `search` as a person runs them, and the report after a real run."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.exceptions import NotConfigured

from crawler.core.errors import MachineError
from crawler.dashboard import report
from crawler.demo.aggregator import Aggregator
from crawler.demo.server import serving
from crawler.extensions.report import Report
from tests.called import called, settings_of
from tests.commandline import completed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(data_dir, capsys):
    """Runs a command on the filled store; gives its exit code, output and errors."""

    def command(name, *arguments, folder=data_dir):
        code = called(settings_of(folder), name, *arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_the_report_says_where_it_is(run, data_dir):
    code, output, errors = run("report")
    assert (code, errors) == (0, "")
    assert Path(output.strip()) == data_dir / "report" / "index.html"
    assert "harbour_news" in Path(output.strip()).read_text("utf-8")


@pytest.mark.parametrize("name", ["report", "serve"])
def test_without_a_store_a_sentence_is_said(run, tmp_path, name):
    code, output, errors = run(name, folder=tmp_path)
    assert (code, output) == (78, "")
    assert "no store" in errors
    assert list(tmp_path.iterdir()) == []


def test_no_address_that_others_reach_without_a_token(run):
    code, _, errors = run("serve", "--host", "192.168.7.7")
    assert code == 78
    assert "RASID_SERVE_TOKEN" in errors


def test_a_port_that_is_taken(run):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        code, _, _ = run("serve", "--port", str(listener.getsockname()[1]))
    assert code == 69


def test_search(run):
    code, output, _ = run("search", "اناره", "--last", "2")
    assert code == 0
    assert output.count("https://") == 2
    code, output, _ = run("search", "إنارة", "الطريق", "--json", "--last", "1")
    assert "إنارة الطريق" in json.loads(output)["headline"]
    code, output, errors = run("search", "script", "alert", "--last", "1")
    assert "\x1b" not in output
    assert "\u202e" not in output
    code, output, errors = run("search", "لا", "يوجد", "هذا")
    assert (code, output) == (0, "")
    assert "no headline" in errors


def test_search_wants_words_and_a_store(run, tmp_path):
    assert run("search")[0] == 64
    assert run("search", "x", folder=tmp_path)[0] == 78


# --- After a run ----------------------------------------------------------------------------------


@pytest.fixture
def extension(make_crawler, data_dir):
    crawler = make_crawler(
        None, RASID_DATA_DIR=str(data_dir), RASID_REPORT="1", SPIDER_MODULES=["spiders"],
        SPIDER_LOADER_CLASS="crawler.framework.loader.SiteLoader",
    )  # fmt: skip
    yield lambda: Report.from_crawler(crawler)
    Report.running = 0


def test_the_last_of_a_process_writes_it(extension, data_dir, monkeypatch):
    one, other = extension(), extension()
    written = []
    monkeypatch.setattr(Report, "write", lambda self: written.append(id(self)))
    one.opened()
    other.opened()
    one.stopped()
    assert written == []
    other.stopped()
    assert written == [id(other)]


def test_it_is_written_and_counted(extension, data_dir):
    made = extension()
    made.write()
    pages = made.crawler.stats.get_value("rasid/report/pages")
    assert pages == len(list((data_dir / "report").glob("*.html")))


def test_a_disk_that_refuses_costs_the_run_nothing(extension, monkeypatch):
    def full(*_):
        raise MachineError("the disk is full")

    monkeypatch.setattr(report, "write_report", full)
    made = extension()
    made.write()
    assert made.crawler.stats.get_value("rasid/report/failed") == 1
    assert made.crawler.stats.get_value("rasid/machine/exit_code") is None


def test_it_can_be_off(make_crawler):
    with pytest.raises(NotConfigured):
        Report.from_crawler(make_crawler(None, RASID_REPORT="0"))


@pytest.mark.slow
def test_a_run_leaves_a_report_that_is_served(tmp_path):
    env = {"RASID_DATA_DIR": str(tmp_path), "RASID_REPORT": "1", "RASID_CONTACT": ""}
    aggregator = Aggregator(markup="cards", now=datetime.now(UTC), articles=12)
    with serving(aggregator) as url:
        done = completed("run", "aggregator", "-a", f"start_urls={url}", **env)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "report" / "index.html").read_text("utf-8")
    assert f"aggregator@{urlsplit(url).netloc}" in page

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    command = [sys.executable, "-m", "scrapy", "serve", "--port", port]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | env, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().startswith(f"http://127.0.0.1:{port}/")
            assert asked(int(port), "/board.ar.html") == 200
        finally:
            process.terminate()


def asked(port: int, path: str) -> int:
    """The status of the answer, as soon as there is one."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            with closing(connection):
                connection.request("GET", path)
                return connection.getresponse().status
    message = f"nothing answers on {port}"
    raise AssertionError(message)
