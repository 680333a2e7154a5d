"""Starts real runs quickly: imports the product once, then forks a process for each run.

Two of three seconds of a small run are imports. What is forked runs `scrapy …` to its end as
`python -m scrapy …` does, in a process of its own that can be killed at any moment; or another
module, as `python -m` does.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import signal
import sys
from typing import Any, NoReturn

from scrapy.settings import default_settings
from scrapy.utils.misc import load_object, walk_modules_iter

PRODUCT = (
    "crawler.demo.server",
    "crawler.framework.log_lines",
    "crawler.calls.outside",
    "crawler.calls.running",
    "crawler.spider",
    "crawler.framework.unused_parts",
    "prometheus_client",
    "scrapy.cmdline",
    "scrapy.logformatter",
    "scrapy.squeues",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
    "uvloop",
)
PACKAGES = ("crawler.commands", "scrapy.commands", "spiders")  # `scrapy` looks through them all
SCRAPY = "scrapy"
SETTINGS = "crawler.settings"  # reads the environment when it is imported: each run anew
LISTS = ("ITEM_PIPELINES", "EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "DOWNLOAD_HANDLERS")
BASES = ("EXTENSIONS_BASE", "DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE")
BY_NAME = ("SCHEDULER", "DOWNLOADER", "DUPEFILTER_CLASS", "STATS_CLASS")


def preload() -> None:
    """Import all that a run imports, except what a process may do only once."""
    for name in PRODUCT:
        importlib.import_module(name)
    for name in PACKAGES:
        list(walk_modules_iter(name))
    own = importlib.import_module(SETTINGS)
    paths = [path for name in LISTS for path in _paths(getattr(own, name))]
    paths += [path for name in BASES for path in getattr(default_settings, name)]
    paths += [path for path in default_settings.RETRY_EXCEPTIONS if isinstance(path, str)]
    for path in [*paths, *(getattr(default_settings, name) for name in BY_NAME)]:
        load_object(path)
    del sys.modules[SETTINGS]
    delattr(sys.modules["crawler"], "settings")
    assert "twisted.internet.reactor" not in sys.modules
    gc.freeze()  # else the first collection of each run copies all that it shares with this one


def _paths(table: dict[str, Any]) -> list[str]:
    """The classes in a table of settings: names of handlers, or classes with their order."""
    pairs = [pair for pair in table.items() if pair[1] is not None]
    return [value if isinstance(value, str) else key for key, value in pairs]


def serve() -> None:
    """Answer each line of standard input with one line; at its end nothing is left running."""
    alive: set[int] = set()
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            if asked["do"] == "start":
                pid = os.fork()
                if pid == 0:
                    alive.clear()  # they are the launcher's to end
                    become(asked)
                alive.add(pid)
                answer = {"pid": pid}
            else:
                alive.discard(asked["pid"])
                _, status, used = os.wait4(asked["pid"], 0)
                answer = {"code": os.waitstatus_to_exitcode(status), "peak_kb": used.ru_maxrss}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        for pid in alive:
            os.kill(pid, signal.SIGKILL)


def become(asked: dict[str, Any]) -> NoReturn:
    """Be the run that was asked for; SystemExit ends it as any Python program ends."""
    _take_over(asked)
    if asked["program"] != SCRAPY:
        sys.modules.pop(asked["program"], None)  # `python -m` does not know it either
        runpy.run_module(asked["program"], run_name="__main__", alter_sys=True)
        sys.exit()
    from scrapy.cmdline import execute

    sys.exit(execute())


def _take_over(asked: dict[str, Any]) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    output, errors = (
        os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for name in ("output", "errors")
    )
    for target, source in ((0, nothing), (1, output), (2, errors)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.path[:0] = asked["path"]
    sys.argv = [asked["program"], *asked["arguments"]]
    for plant, options in asked["plants"].items():
        load_object(plant)(**options)


if __name__ == "__main__":
    preload()
    sys.stdout.write(json.dumps({"ready": True}) + "\n")
    sys.stdout.flush()
    try:
        serve()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
