"""Every end of a command is one line and an exit code, never a stack."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.calls.fetching import PageFailedError
from crawler.command import RasidCommand
from crawler.core.errors import ConfigError, CreateError, LockedError, WrongUsageError
from tests.called import called, settings_of

ROOT = Path(__file__).resolve().parents[1]


class Failing(RasidCommand):
    """Ends as it is told."""

    def __init__(self, error=None):
        super().__init__()
        self.error = error

    def short_desc(self):
        """As every command."""
        return "fails"

    def work(self, args, opts):
        """Raise it."""
        if self.error:
            raise self.error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (None, 0),
        (WrongUsageError("what"), 64),
        (PageFailedError("what"), 69),
        (CreateError("what"), 73),
        (LockedError("what"), 75),
        (ConfigError("what"), 78),
    ],
)
def test_an_error_of_ours_is_a_line_and_its_exit_code(capsys, error, code):
    command = Failing(error)
    command.run([], argparse.Namespace())
    assert command.exitcode == code
    assert capsys.readouterr().err == ("rasid: what\n" if error else "")


def test_a_bug_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        Failing(ZeroDivisionError()).run([], argparse.Namespace())


def test_ctrl_c_is_no_stack():
    command = Failing(KeyboardInterrupt())
    command.run([], argparse.Namespace())
    assert command.exitcode == 130


def test_an_option_that_is_misspelt_is_wrong_usage(capsys):
    command, parser = Failing(), argparse.ArgumentParser(conflict_handler="resolve")
    command.settings = Settings()
    command.add_options(parser)
    with pytest.raises(UsageError, match="unknown option --lats"):
        command.process_options(["site", "--lats"], parser.parse_args([]))
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["--loglevel"])
    assert ended.value.code == 64
    assert capsys.readouterr().err.startswith("rasid: ")


@pytest.mark.parametrize(
    "name",
    [
        "demo", "migrate_store", "notify", "publisher", "regroup", "repair", "report", "schema",
        "serve", "sites", "upgrade", "worker",
    ],
)  # fmt: skip
def test_a_word_that_a_command_does_not_take_is_wrong_usage(tmp_path, capsys, name):
    assert called(settings_of(tmp_path), name, "windows") == 64
    shown = name.replace("_", "-")
    said = f"rasid: unknown argument 'windows'; see scrapy {shown} -h\n"
    assert capsys.readouterr() == ("", said)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_has_gone_is_no_stack():
    """The pipe's reading end is closed before a line is written, as by `… | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "schema"],
            cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False, timeout=120,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")
