"""A command of `scrapy` called in this process, with its data in a folder of the test's."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from crawler import settings as project


def settings_of(folder: Path | str, database_url: str = "") -> Settings:
    """Settings of the project with that data folder and that store."""
    made = Settings()
    made.setmodule(project)
    for name, value in (("RASID_DATA_DIR", str(folder)), ("RASID_DATABASE_URL", database_url)):
        made.set(name, value, priority="cmdline")
    return made


def called(settings: Settings, name: str, *arguments: str) -> int:
    """Make and run a command as Scrapy does; its exit code."""
    made: Any = import_module(f"crawler.commands.{name}").Command()
    made.settings = settings
    parser = argparse.ArgumentParser(prog="scrapy", conflict_handler="resolve")
    made.add_options(parser)
    options, names = parser.parse_known_args(list(arguments))
    made.run(names, options)
    return int(made.exitcode)
