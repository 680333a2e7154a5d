"""Whether the data folder has the room that a run may need."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from crawler import crawl
from crawler.store import data_dir_of
from crawler.store.disk import check_disk

MEGABYTE = 1_000_000


def check_room(settings: BaseSettings) -> None:
    """Raise CreateError below RASID_FREE_DISK_MIN_MB, ConfigError where that is no number."""
    free_min_mb = crawl.number_setting(settings, "RASID_FREE_DISK_MIN_MB")
    check_disk(data_dir_of(settings), int(free_min_mb * MEGABYTE))
