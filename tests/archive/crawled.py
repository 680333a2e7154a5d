"""A data folder after a run: what it published, and commands on it in this process or another."""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from crawler import settings as project
from crawler import store
from tests.campaigns.campaign import ROOT


@dataclass
class Crawled:
    """The data folder of a run, and what it published."""

    folder: Path

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def published(self) -> list[dict[str, Any]]:
        parts = sorted((self.folder / "feed").glob("part-*.jsonl"))
        lines = (line for part in parts for line in part.read_text(encoding="utf-8").split("\n"))
        return [json.loads(line) for line in lines if line]

    def command(self, *arguments: str, wrapped: tuple[str, ...] = ()) -> tuple[int, str]:
        """Any command of `scrapy` on it: its exit code and what it printed."""
        env = {**os.environ, "RASID_DATA_DIR": str(self.folder), "RASID_CONTACT": ""}
        done = subprocess.run(
            [*(wrapped or (sys.executable, "-m", "scrapy")), *arguments],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout if done.returncode == 0 else done.stdout + done.stderr

    def here(self, name: str, *arguments: str) -> tuple[int, str]:
        """The same in this process: exit code and what it printed."""
        made: Any = import_module(f"crawler.commands.{name}").Command()
        made.settings = Settings()
        made.settings.setmodule(project)
        for key, value in (("RASID_DATA_DIR", str(self.folder)), ("RASID_DATABASE_URL", "")):
            made.settings.set(key, value, priority="cmdline")
        parser = argparse.ArgumentParser(prog="scrapy", conflict_handler="resolve")
        made.add_options(parser)
        options, names = parser.parse_known_args(list(arguments))
        opened, said = set(store._engines), io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            made.run(names, options)
        for engine in store._engines.keys() - opened:
            store._engines.pop(engine).dispose()
        store._newest.clear()
        return made.exitcode, said.getvalue()

    def reparse(self, *arguments: str) -> dict[str, Any]:
        code, said = self.here("reparse", "--json", *arguments)
        assert code == 0, said
        return json.loads(said)
