"""One rig for all campaigns of a session."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.campaigns.conftest import ended_as_by_ctrl_c
from tests.postgres.campaign import PostgresRig, postgres_rig
from tests.postgres.far import NOT_RUN
from tests.postgres.fixtures import ABSENT
from tests.postgres.server import PROGRAMS


@pytest.fixture(scope="session")
def on_postgres() -> Iterator[PostgresRig]:
    """What campaigns run on; handles of processes are what Linux has."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip("NOT RUN: campaigns need Linux")
    if PROGRAMS is None:
        assert os.environ.get("CI") != "true", ABSENT
        pytest.skip(f"NOT RUN: {ABSENT}")
    with ended_as_by_ctrl_c(signal.SIGTERM), postgres_rig() as made:
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A skip of a cut cable must not go unseen."""
    for why in NOT_RUN:
        terminalreporter.write_line(f"*** NOT RUN: {why}", red=True, bold=True)
