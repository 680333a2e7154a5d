"""Forked commands end, say and fail as those that a shell starts."""

from __future__ import annotations

import subprocess

import pytest

from tests.commandline import completed, serving, until

pytestmark = pytest.mark.slow


def test_output_and_errors_are_apart(tmp_path):
    listed = completed("list", RASID_DATA_DIR=str(tmp_path))
    refused = completed("run", "no_such_site", RASID_DATA_DIR=str(tmp_path))

    assert (listed.returncode, listed.stderr) == (0, "")
    assert "aggregator" in listed.stdout.split()
    assert (refused.returncode, refused.stdout) == (64, "")
    assert "no_such_site" in refused.stderr


def test_one_that_does_not_end_is_killed():
    with pytest.raises(subprocess.TimeoutExpired):
        completed("--port", "0", program="crawler.demo.server", timeout_s=0)

    assert completed("version").returncode == 0  # its launcher goes on


def test_a_server_that_does_not_start_says_why():
    started = serving("crawler.demo.server", "--no-such-option")
    with pytest.raises(AssertionError, match="--no-such-option"), started:
        pass


def test_what_is_waited_for_in_vain_is_named():
    with pytest.raises(AssertionError, match="no sign of life after 0 s\nthe last words"):
        until(lambda: False, "sign of life", 0, more=lambda: "the last words")
