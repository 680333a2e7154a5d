"""One aggregator and one launcher for all campaigns of a session."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.campaigns.mounts import why_not
from tests.campaigns.rig import Rig, rig

NOT_RUN: list[str] = []


@pytest.fixture(scope="session")
def started() -> Iterator[Rig]:
    """What campaigns run on; handles of processes are what Linux has."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip("NOT RUN: campaigns need Linux")
    with ended_as_by_ctrl_c(signal.SIGTERM), rig() as made:
        yield made


@contextmanager
def ended_as_by_ctrl_c(number: int) -> Iterator[None]:
    """A session that is told to end takes its disks and processes with it."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> None:
    """Skips where no disk can be mounted, and says so at the end of the session."""
    if why := why_not():
        NOT_RUN.append(request.node.nodeid)
        pytest.skip(f"NOT RUN: {why}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A skip of a power cut must not go unseen."""
    for name in NOT_RUN:
        terminalreporter.write_line(f"*** NOT RUN: {name}: {why_not()}", red=True, bold=True)
