"""A data folder and its runs of `scrapy run` against the embedded aggregator."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.campaigns.consumer import Consumer
from tests.campaigns.started import Launcher, Started
from tests.commandline import launcher, serving

STEPS = "pipelines.store_article.StoreArticle"
RUN_S_MAX = 120
POLL_S = 0.005
Process = subprocess.Popen[str] | Started


@contextmanager
def aggregator(articles: int, markup: str = "cards", *more: str) -> Iterator[str]:
    """The embedded aggregator in a process of its own; gives its address."""
    shown = ("--markup", markup, "--articles", str(articles))
    with serving("crawler.demo.server", "--port", "0", *shown, *more) as told:
        yield told["url"]


def truth(url: str) -> dict[str, dict[str, object]]:
    """What the aggregator has published: path of an article to its parts."""
    with urllib.request.urlopen(url + "__truth.json", timeout=30) as response:
        return json.load(response)  # type: ignore[no-any-return]


def asked(url: str) -> dict[str, int]:
    """How often each path was asked so far."""
    with urllib.request.urlopen(url + "__log.json", timeout=30) as response:
        return {each["path"]: each["count"] for each in json.load(response)}


def stories(url: str) -> dict[str, str]:
    """Path to body of all articles that a complete crawl must deal with."""
    return {
        path: "\n\n".join(story["paragraphs"])  # type: ignore[arg-type]
        for path, story in truth(url).items()
        if story["kind"] != "broken"
    }


def bodies(url: str) -> list[str]:
    """The bodies that a complete crawl must bring."""
    return list(stories(url).values())


@dataclass
class Site:
    """One data folder and the runs against one aggregator.

    Runs are forked from the `launcher`, and `plants` are called in them before they begin.
    """

    url: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    launcher: Launcher | None = None
    plants: dict[str, dict[str, Any]] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    def start(self, *arguments: str) -> Process:
        """Begin a run."""
        return self.command("run", "aggregator", "-a", f"start_urls={self.url}", *arguments)

    def command(self, *arguments: str) -> Process:
        """Begin any command of `scrapy` on this data folder."""
        env = {**os.environ, "RASID_DATA_DIR": str(self.folder), "RASID_SEAL_AFTER_S": "0.2"}
        given = [*arguments]
        for name, value in self.settings.items():
            given += ["-s", f"{name}={value}"]
        return (self.launcher or launcher()).start(given, env, self.plants, self.path)

    def finish(self, *arguments: str) -> tuple[int, str]:
        """A run to its end: exit code and what it printed."""
        return ended(self.start(*arguments))

    def kill_after(self, seconds: float, number: int = signal.SIGKILL) -> bool:
        """A run that is ended by a signal; False when it was over before."""
        process = self.start()
        if not is_over(process, seconds):
            process.send_signal(number)
        process.communicate(timeout=RUN_S_MAX)
        return process.returncode in (-number, 128 + number)


def is_over(process: Process, seconds: float) -> bool:
    """Wait so long for the end of a process."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def has_published(process: Process, consumer: Consumer) -> bool:
    """Wait for a part that no reader has; False when the run was over before."""
    while not consumer.has_news():
        if is_over(process, POLL_S):
            return False
    return True


def ended(process: Process) -> tuple[int, str]:
    """A process to its end: exit code and what it printed."""
    output, _ = process.communicate(timeout=RUN_S_MAX)
    return int(process.returncode or 0), str(output)


def without(step: str, instead: str) -> str:
    """ITEM_PIPELINES with our store replaced, as a value for -s."""
    from crawler import settings

    steps = {name: order for name, order in settings.ITEM_PIPELINES.items() if name != step}
    return json.dumps({**steps, instead: settings.ITEM_PIPELINES[step]})
