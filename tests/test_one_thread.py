"""numpy starts no threads in our processes, unless somebody asks it to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")
CALL = f"""
import crawler
import numpy
import os
status = open({str(STATUS)!r}).read()
print(os.environ["OPENBLAS_NUM_THREADS"], status.partition("Threads:")[2].split()[0])
"""

pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="threads are counted in /proc")


def told(**variables):
    ours = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", CALL]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=ours | variables, timeout=120
    )
    return done.stdout.split()


def test_one_thread_where_nobody_has_said_how_many():
    assert told() == ["1", "1"]


def test_who_has_said_how_many_is_heard():
    assert told(OPENBLAS_NUM_THREADS="2")[0] == "2"
