"""What `scrapy run` returns, situation by situation."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import settings
from crawler.store.database import database_url, open_database
from crawler.store.runs import Runs
from tests.campaigns.campaign import Site, aggregator, asked, is_over, stories
from tests.campaigns.consumer import Consumer
from tests.campaigns.started import ROOT
from tests.campaigns.store_state import copies
from tests.commandline import completed, until
from tests.flow.loopback import Answers, answering

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SOME = 12  # requests after which a run has stored an article


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with aggregator(30) as address:
        yield address


def run(folder: Path, *arguments: str, **env: str) -> tuple[int, str]:
    done = completed("run", *arguments, RASID_DATA_DIR=str(folder), **env)
    return done.returncode, done.stdout + done.stderr


def requests(url: str) -> int:
    return sum(asked(url).values())


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_good(tmp_path: Path, url: str) -> None:
    """Started as a shell starts it; the others are forked where the imports are done."""
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "run", "aggregator", "-a", f"start_urls={url}"],
        cwd=ROOT,
        env={**os.environ, "RASID_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert "exit 0, all good" in done.stdout + done.stderr


def test_dry_run_leaves_no_article(tmp_path: Path, url: str) -> None:
    code, output = run(tmp_path, "aggregator", "-a", f"start_urls={url}", "--dry-run")

    assert code == 0, output
    assert not list((tmp_path / "feed").glob("part-*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("no_such_site",),
        ("aggregator", "--no-such-option"),
        ("aggregator", "--budget", "soon"),
        ("aggregator", "--budget"),
        ("aggregator", "-a", "start_urls"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, output = run(tmp_path, *arguments)

    assert code == 64, output


def test_listing_without_articles_fails_the_quality_gate(tmp_path: Path) -> None:
    answers = Answers()
    answers.page("/", "<html><body><h1>قريبا</h1><p>الموقع تحت الصيانة هذا اليوم</p></body></html>")
    with answering(answers) as address:
        code, output = run(tmp_path, "aggregator", "-a", f"start_urls={address}")

    assert code == 65, output
    assert "listing is gone" in output


def test_site_that_refuses_connections_is_down(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{closed_port()}/"

    code, output = run(tmp_path, "aggregator", "-a", f"start_urls={address}")

    assert code == 69, output
    assert not (tmp_path / "feed" / "manifest.json").exists() or "0 published" in output


def test_robots_that_fail_leave_the_site_alone(tmp_path: Path) -> None:
    answers = Answers()
    answers.page("/robots.txt", "", status=503)
    with answering(answers) as address:
        given = ("-a", f"start_urls={address}", "-s", "RETRY_TIMES=0")  # each has a pause before it
        code, output = run(tmp_path, "aggregator", *given)

    assert code == 69, output
    assert set(answers.asked) == {"/robots.txt"}


def test_exception_of_ours_is_a_bug(tmp_path: Path, url: str) -> None:
    steps = json.dumps({**settings.ITEM_PIPELINES, "tests.flow.bug.Bug": 50})

    code, output = run(
        tmp_path, "aggregator", "-a", f"start_urls={url}", "-s", f"ITEM_PIPELINES={steps}"
    )

    assert code == 70, output


def test_full_disk_before_the_run(tmp_path: Path, url: str) -> None:
    code, output = run(
        tmp_path, "aggregator", "-a", f"start_urls={url}", RASID_FREE_DISK_MIN_MB="999999999"
    )

    assert code == 73, output
    assert "free" in output


def test_data_folder_that_is_a_file(tmp_path: Path, url: str) -> None:
    (tmp_path / "data").write_text("")

    code, output = run(tmp_path / "data", "aggregator", "-a", f"start_urls={url}")

    assert code in (73, 74), output


def test_restored_backup_is_refused_until_it_is_repaired(tmp_path: Path, url: str) -> None:
    assert run(tmp_path, "aggregator", "-a", f"start_urls={url}")[0] == 0
    for path in tmp_path.glob("rasid.db*"):
        path.unlink()

    code, output = run(tmp_path, "aggregator", "-a", f"start_urls={url}")
    assert code == 74, output
    assert "scrapy repair" in output

    repaired = completed("repair", RASID_DATA_DIR=str(tmp_path))
    assert repaired.returncode == 0, repaired.stderr
    code, output = run(tmp_path, "aggregator", "-a", f"start_urls={url}")
    assert code == 0, output
    assert "0 new" in output


@pytest.mark.parametrize(
    ("setting", "value"),
    [("RASID_CONTACT", "you@example.com"), ("RASID_DELAY_S", "fast"), ("RASID_DELAY_S", "0")],
)
def test_configuration(tmp_path: Path, setting: str, value: str) -> None:
    env = {"RASID_CONTACT": "ops@newsroom.test", setting: value}

    code, output = run(tmp_path, "yemeni_windows", **env)

    assert code == 78, output
    assert setting in output


def test_unknown_spider_argument(tmp_path: Path) -> None:
    code, output = run(tmp_path, "aggregator", "-a", "startt_urls=http://127.0.0.1/")

    assert code == 78, output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_by_a_signal(tmp_path: Path, url: str, number: int) -> None:
    before = requests(url)
    process = Site(url, tmp_path, {"RASID_DELAY_S": "0.2"}).start()
    until(lambda: requests(url) >= before + SOME or is_over(process, 0), "requests")
    process.send_signal(number)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 128 + number, output
    assert "all that was stored is published" in output
    assert Consumer(tmp_path / "feed").has_news()


DUE_SITE = """
from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider
class WindowsSpider(AggregatorSpider):
    profile = SiteProfile(name="windows", start_urls=("http://127.0.0.1:{port}/",))
"""


def test_nothing_is_due_twice(tmp_path: Path) -> None:
    # A package of one site on loopback: a run of all of ours would ask sites that are not ours.
    sites = tmp_path / "due_sites"
    sites.mkdir()
    (sites / "__init__.py").touch()
    (sites / "windows.py").write_text(DUE_SITE.format(port=closed_port()))
    # The ledger says that the only site with an address has just been run.
    engine = open_database(database_url(tmp_path))
    Runs(engine).start(
        run_id="r",
        site="windows",
        argv=[],
        started=datetime.now(UTC),
        versions={},
        settings_hash="",
    )
    engine.dispose()

    due = ("--due", "-s", "SPIDER_MODULES=due_sites")
    code, output = run(tmp_path, *due, PYTHONPATH=str(tmp_path), RASID_CONTACT="")

    assert code == 0, output
    assert output == ""


def test_disk_that_fills_up_during_a_run(tmp_path: Path, url: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("NOT RUN: only root can mount a small tmpfs for the full-disk test")
    folder = tmp_path / "small"
    folder.mkdir()
    mount(folder, "size=640k")
    try:
        site = Site(url, folder, {"RASID_FREE_DISK_MIN_MB": "0", "RASID_LOG_FILE": os.devnull})
        consumer = Consumer(folder / "feed")
        codes = [site.finish()]
        consumer.poll()
        mount(folder, "remount,size=64m")
        codes.append(site.finish())
        consumer.poll()
        told = copies(folder, consumer.identifiers)  # of what has come: need not come too
        expected = [body for path, body in stories(url).items() if path not in told]
    finally:
        subprocess.run(["umount", str(folder)], check=True)

    assert codes[0][0] in (73, 74), codes[0]
    assert codes[1][0] == 0, codes[1]
    assert consumer.verdict(expected) == {"lost": 0, "twice": 0, "torn": 0}


def mount(folder: Path, options: str) -> None:
    program = shutil.which("mount")
    assert program
    subprocess.run([program, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
