"""What a settings object and the profiles give a showing; the profiles are found by name only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler import crawl
from crawler.dashboard.opening import open_to_read
from crawler.dashboard.showing import Showing, plans_of
from crawler.plans import is_adaptive
from crawler.store import data_dir_of


def showing_of(settings: BaseSettings, *, served: bool) -> Showing:
    """The store, clock and profiles of a project. Raises as `open_to_read` does."""
    engine = open_to_read(settings)
    loader: Any = get_spider_loader(settings)
    profiles = {name: getattr(loader.load(name), "profile", None) for name in loader.list()}
    asked = {name: each for name, each in profiles.items() if each}
    plans = plans_of(asked, engine, is_adaptive=is_adaptive(settings))
    return Showing(engine, lambda: crawl.now(settings), plans, data_dir_of(settings), served)


def report_folder(settings: BaseSettings) -> Path:
    """Where the report lies."""
    return data_dir_of(settings) / "report"


def report_lock(settings: BaseSettings) -> Path:
    """Held by who writes it."""
    return data_dir_of(settings) / "locks" / "report.lock"
