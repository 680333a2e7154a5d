"""Runs commands as Scrapy does, with their data in a temporary folder."""

from __future__ import annotations

import argparse
from importlib import import_module

import pytest
from scrapy.settings import Settings

from crawler import settings as project


@pytest.fixture
def settings(make_crawler):
    """Settings of the project with their data in a temporary folder."""
    made = Settings()
    made.setmodule(project)
    made.set("RASID_DATA_DIR", make_crawler().settings["RASID_DATA_DIR"], priority="cmdline")
    made.set("RASID_DATABASE_URL", "", priority="cmdline")
    return made


@pytest.fixture
def run(settings, capsys):
    """Runs a command as Scrapy does; gives its exit code, output and errors."""

    def command(name, *arguments):
        made = import_module(f"crawler.commands.{name}").Command()
        made.settings = settings
        parser = argparse.ArgumentParser(prog="scrapy", conflict_handler="resolve")
        made.add_options(parser)
        options, names = parser.parse_known_args(list(arguments))
        made.run(names, options)
        said = capsys.readouterr()
        return made.exitcode, said.out, said.err

    return command
