"""`scrapy …` as a process of its own, forked where the product is imported already.

To start Python and import the product takes longer than most crawls of the tests. A test of the
start itself (test_good of the exit codes, the hostile crawl, the load run) starts it for itself.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import pytest

from tests.campaigns.started import Launcher, Started, launching

RUN_S_MAX = 240
POLL_S = 0.01
UNTIL_OVER = ExitStack()  # pytest closes it: a worker of xdist ends without its exit functions
atexit.register(UNTIL_OVER.close)


@cache
def launcher() -> Launcher:
    """The launcher of this process; it begins with the first run, and ends by `UNTIL_OVER`."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip("NOT RUN: crawls of the tests need Linux")
    return UNTIL_OVER.enter_context(launching())


def begin(*arguments: str, program: str = "scrapy", apart: bool = False, **env: str) -> Started:
    """Begin `scrapy`, or `python -m` another program; `env` is added to the environment."""
    whole = {**os.environ, **env}
    path = [each for each in whole.get("PYTHONPATH", "").split(os.pathsep) if each]
    return launcher().start(arguments, whole, path=path, program=program, apart=apart)


def completed(
    *arguments: str, program: str = "scrapy", timeout_s: float = RUN_S_MAX, **env: str
) -> subprocess.CompletedProcess[str]:
    """The same to its end. Raises subprocess.TimeoutExpired, and then it is over too."""
    process = begin(*arguments, program=program, apart=True, **env)
    try:
        output, errors = process.communicate(timeout_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        raise
    return subprocess.CompletedProcess(arguments, process.wait(0), output, errors)


@contextmanager
def serving(program: str, *arguments: str) -> Iterator[Any]:
    """A server that prints one line of JSON when it answers; gives that."""
    process = begin(*arguments, program=program, apart=True)
    try:
        until(lambda: "\n" in process.output.read_text() or process.poll() is not None, program)
        assert process.poll() is None, process.errors.read_text()
        yield json.loads(process.output.read_text().partition("\n")[0])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(RUN_S_MAX)


def until(
    true: Callable[[], object],
    what: str,
    deadline_s: float = RUN_S_MAX,
    *,
    poll_s: float = POLL_S,
    more: Callable[[], str] = str,
) -> None:
    """Wait until it is true.

    Raises AssertionError after the deadline: it names `what`, and says what `more` gives then.
    """
    end = time.monotonic() + deadline_s
    while not true():
        assert time.monotonic() < end, f"no {what} after {deadline_s:g} s\n{more()}"
        time.sleep(poll_s)
