"""A data folder after a run: what it published, and commands on it in this process or another."""

from __future__ import annotations

import io
import json
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler import store
from tests.called import called, settings_of
from tests.campaigns.started import ROOT
from tests.commandline import completed


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
        env = {"RASID_DATA_DIR": str(self.folder), "RASID_CONTACT": ""}
        if not wrapped:
            done = completed(*arguments, **env)
        else:
            done = subprocess.run(
                [*wrapped, *arguments], cwd=ROOT, env=os.environ | env,
                capture_output=True, text=True, check=False, timeout=120,
            )  # fmt: skip
        return done.returncode, done.stdout if done.returncode == 0 else done.stdout + done.stderr

    def here(self, name: str, *arguments: str) -> tuple[int, str]:
        """The same in this process: exit code and what it printed."""
        opened, said = set(store._engines), io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = called(settings_of(self.folder), name, *arguments)
        for engine in store._engines.keys() - opened:
            store._engines.pop(engine).dispose()
        store._newest.clear()
        return code, said.getvalue()

    def reparse(self, *arguments: str) -> dict[str, Any]:
        code, said = self.here("reparse", "--json", *arguments)
        assert code == 0, said
        return json.loads(said)
