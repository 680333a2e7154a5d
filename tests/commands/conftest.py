"""Runs commands as Scrapy does, with their data in a temporary folder."""

from __future__ import annotations

import pytest

from tests.called import called, settings_of


@pytest.fixture
def settings(make_crawler):
    """Settings of the project with their data in a temporary folder."""
    return settings_of(make_crawler().settings["RASID_DATA_DIR"])


@pytest.fixture
def run(settings, capsys):
    """Runs a command as Scrapy does; gives its exit code, output and errors."""

    def command(name, *arguments):
        code = called(settings, name, *arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command
