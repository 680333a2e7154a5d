"""A crawl is a process that ends with its task, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.queue.child import Crawls
from tests.campaigns.started import ROOT

DEADLINE_S = 60.0
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[3], "w").write(str(child.pid))
time.sleep(600)
"""
POLITE = """
import signal, sys, time
def end(*_):
    open(sys.argv[3], "w").write("ended")
    sys.exit(143)
signal.signal(signal.SIGTERM, end)
open(sys.argv[3], "w").write("ready")
time.sleep(600)
"""
PARENT = """
import subprocess, sys, time
child = subprocess.Popen(
    [sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, start_new_session=True
)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(600)
"""
TIED = """
import os, time
from crawler.queue.tied import tie_to
assert tie_to(os.getppid())
print("ready", flush=True)
time.sleep(600)
"""


def python(script: str, **options) -> Crawls:
    return Crawls(program=(sys.executable, "-c", script), **options)


def test_the_exit_code_and_what_it_was_told():
    told = "import os, sys; assert sys.argv[1] == str(os.getppid()); sys.exit(len(sys.argv))"
    crawls = python(told, settings=["RASID_PUBLISH=off"])
    assert asyncio.run(crawls.run("windows")) == 6  # -c PID run windows -s RASID_PUBLISH=off


def test_a_session_of_its_own():
    leads = "import os, sys; sys.exit(0 if os.getsid(0) == os.getpid() else 1)"
    assert asyncio.run(python(leads).run("windows")) == 0


def test_a_signal_that_killed_it():
    assert asyncio.run(python("import os; os.kill(os.getpid(), 9)").run("windows")) == -9


async def cancelled(crawls: Crawls, mark: Path) -> None:
    task = asyncio.create_task(crawls.run(str(mark)))
    await until(mark)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def until(mark: Path) -> None:
    end = time.monotonic() + DEADLINE_S
    while not (mark.exists() and mark.read_text()):
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def test_cancelled_it_is_asked_first(tmp_path):
    mark = tmp_path / "mark"
    asyncio.run(cancelled(python(POLITE), mark))
    assert mark.read_text() == "ended"


def test_what_does_not_listen_is_killed_with_all_that_it_started(tmp_path):
    mark = tmp_path / "mark"
    asyncio.run(cancelled(python(STUBBORN, ending_s=0.1), mark))
    assert is_gone(int(mark.read_text()))


def test_a_second_signal_hurries_all(tmp_path):
    mark = tmp_path / "mark"
    crawls = python(POLITE)

    async def hurried() -> int:
        task = asyncio.create_task(crawls.run(str(mark)))
        await until(mark)
        crawls.hurry()
        return await task

    assert asyncio.run(hurried()) == 143
    crawls.hurry()  # nobody is left


def is_gone(pid: int) -> bool:
    """Whether a process that is nobody's child of ours is over, soon or at the deadline."""
    end = time.monotonic() + DEADLINE_S
    while state(pid) not in ("", "Z") and time.monotonic() < end:
        time.sleep(0.01)
    return state(pid) in ("", "Z")


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: only Linux ties processes")
def test_the_kernel_ends_it_with_its_worker():
    command = [sys.executable, "-c", PARENT, TIED]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
        assert is_gone(child)


def test_a_worker_that_is_gone_already_is_not_outlived():
    command = [sys.executable, "-m", "crawler.queue.tied", "1", "version"]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=DEADLINE_S)
    assert ended.returncode == 143
    assert ended.stdout == b""


def test_it_is_scrapy():
    command = [sys.executable, "-m", "crawler.queue.tied", str(os.getpid()), "version"]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=DEADLINE_S)
    assert ended.stdout.startswith(b"Scrapy ")
