"""What a program of campaigns leaves: its table, its file, its exit code."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.campaigns import shown
from tests.campaigns.tally import Tally

CLEAN = Tally("kill -9", tried=3, survived=3)
LOST = replace(CLEAN, survived=2, lost=1, wrong=["the next run ended with 70"])


@pytest.mark.parametrize(
    ("tallies", "caught", "code"),
    [
        ([CLEAN], [(LOST, True)], 0),
        ([CLEAN], [(LOST, True), (CLEAN, False)], 1),
        ([CLEAN, LOST], [], 1),
    ],
)
def test_the_exit_code(tallies, caught, code):
    assert shown.exit_code(tallies, caught) == code


def test_the_table_and_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(shown, "ROOT", tmp_path)
    shown.show([LOST], [(CLEAN, False), (LOST, True)])
    shown.write("told.json", [LOST], [(CLEAN, False)], 7)

    said = capsys.readouterr().out.splitlines()
    told = json.loads((tmp_path / "build" / "told.json").read_text())
    assert [line.split()[-2:] for line in said[2:4]] == [["NOT", "CAUGHT"], ["0", "caught"]]
    assert said[-1] == "wrong: the next run ended with 70"
    assert (told["seed"], told["faults"][0]["lost"], told["planted"][0]["caught"]) == (7, 1, False)


def test_what_they_take():
    chosen = shown.options("program", "").parse_args(["--share", "0.5"])
    assert chosen.share == 0.5
    assert 0 <= chosen.seed < 10**6
