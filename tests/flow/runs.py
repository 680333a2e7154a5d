"""A run of `scrapy run` on loopback to its end: what it published, and its stats of ours."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.commandline import completed

STAT = re.compile(r"'(rasid/[\w/]+)': (\d+)")


@dataclass(frozen=True)
class Run:
    """`published` are the articles of this run and of those before."""

    stats: dict[str, int]
    published: list[dict[str, Any]]

    @property
    def articles(self) -> int:
        return len(self.published)

    @property
    def texts(self) -> int:
        """How many different texts they have."""
        return len({article["articleBody"] for article in self.published})


def run(url: str, folder: Path, spider: str = "aggregator", *more: str, code: int = 0) -> Run:
    """Run a spider on an address; the folder keeps its data."""
    log = folder / "run.log"
    folder.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    given = ["-a", f"start_urls={url}", "-s", "STATS_DUMP=True", "-s", f"RASID_LOG_FILE={log}"]
    done = completed("run", spider, *given, *more, RASID_DATA_DIR=str(folder), RASID_CONTACT="")
    assert done.returncode == code, done.stdout + done.stderr
    found = STAT.findall(log.read_text(encoding="utf-8"))
    return Run({name: int(number) for name, number in found}, published(folder))


def published(folder: Path) -> list[dict[str, Any]]:
    """Every article in the parts of the feed."""
    parts = sorted((folder / "feed").glob("part-*.jsonl"))
    lines = (line for part in parts for line in part.read_text(encoding="utf-8").split("\n"))
    return [json.loads(line) for line in lines if line]
