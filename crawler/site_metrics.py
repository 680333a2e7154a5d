"""The files of metrics, made of the store alone, so that any process may write them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta

from scrapy.settings import BaseSettings

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.core.watch.metrics import UNSENT, Sample, samples_of
from crawler.exposition import FOLDER, file_name, write_samples
from crawler.plans import longest_wait
from crawler.store import data_dir_of, store_of
from crawler.store.durable import make_folder
from crawler.store.standing import standing_of

MEGABYTE = 1_000_000
NOTICES_FILE = "_notices.prom"  # the name of a site begins with a letter


def write_site(settings: BaseSettings, site: str, every: timedelta, now: datetime) -> None:
    """Replace `metrics/<site>.prom`; `every` is what the profile wishes.

    Raises MachineError; then the old file is there.
    """
    period = longest_wait(settings, site, every, now)
    folder = data_dir_of(settings) / FOLDER
    finished, standing = standing_of(store_of(settings), site, now)
    make_folder(folder)
    try:
        free = float(shutil.disk_usage(folder).free)
    except OSError as error:
        raise MachineError.from_os(error, f"the free space of {folder}") from error
    least = crawl.number_setting(settings, "RASID_FREE_DISK_MIN_MB") * MEGABYTE
    samples = samples_of(finished, standing, period_s=period.total_seconds(), free=(free, least))
    write_samples(folder / file_name(site), ((site, sample) for sample in samples))


def write_unsent(settings: BaseSettings, waiting: Mapping[str, int]) -> None:
    """Replace `metrics/_notices.prom`: messages of each site that were not taken.

    Raises MachineError.
    """
    samples = [(site, Sample(UNSENT, number)) for site, number in sorted(waiting.items())]
    write_samples(data_dir_of(settings) / FOLDER / NOTICES_FILE, samples)
