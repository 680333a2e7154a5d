"""A program that is missing is a loud skip, and a failure where everything must be tested."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools import program


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_a_program_that_is_missing(monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="NOT RUN: no rasid-is-no-program here; install the"):
        program("rasid-is-no-program", "rasid")


def test_a_program_that_is_there(monkeypatch):
    here = Path(sys.executable)
    monkeypatch.setenv("PATH", str(here.parent))
    assert program(here.name, "python3") == str(here)
