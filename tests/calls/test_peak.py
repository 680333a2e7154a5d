"""The memory of a process is its own, not that of the one that started it."""

from __future__ import annotations

import subprocess
import sys

from crawler.calls.memory import KIBIBYTE, peak_memory_bytes

MEBIBYTE = 1024 * 1024
TELL = "from crawler.calls.memory import peak_memory_bytes; print(peak_memory_bytes())"


def test_what_the_kernel_says(tmp_path):
    status = tmp_path / "status"
    status.write_text("Name:\tpython\nVmPeak:\t  900000 kB\nVmHWM:\t  400000 kB\n")
    assert peak_memory_bytes(status) == 400_000 * KIBIBYTE


def test_without_it_what_the_process_was_told(tmp_path):
    assert peak_memory_bytes(tmp_path / "none") > 5 * MEBIBYTE


def test_the_memory_of_its_parent_is_not_its_own():
    held = b"x" * (200 * MEBIBYTE)
    done = subprocess.run([sys.executable, "-c", TELL], capture_output=True, text=True, check=True)
    assert 2 * MEBIBYTE < int(done.stdout) < len(held)
