"""When each site is due to be asked, kept beside the store: to find nothing due loads no spider.

A spider's module brings the whole engine with it, which takes longer than all that a call of
`scrapy run --due` with nothing due has to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler import __version__, crawl
from crawler.core import site as site_module
from crawler.core.errors import RasidError
from crawler.store import data_dir_of
from crawler.store.durable import make_folder, write_durably

FILE = Path("cache") / "sites.json"  # in the data folder; may be deleted at any time
# A module that makes its profile of something else than its own text is noticed a day later.
AGE_MAX = timedelta(days=1)


def recall(settings: BaseSettings) -> Mapping[str, timedelta] | None:
    """The period of each site with an address; None when their modules may have changed since."""
    try:
        kept = json.loads((data_dir_of(settings) / FILE).read_bytes())
        if kept["made_of"] != made_of(settings) or not _is_new(kept["at"], settings):
            return None
        return {name: timedelta(seconds=s) for name, s in kept["periods_s"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def recall_hosts(settings: BaseSettings) -> Mapping[str, str]:
    """The host of each site that was noted with one; only of use with what `recall` gives."""
    try:
        hosts = json.loads((data_dir_of(settings) / FILE).read_bytes())["hosts"]
        return {str(name): str(host) for name, host in hosts.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def remember(
    settings: BaseSettings,
    periods: Mapping[str, timedelta],
    hosts: Mapping[str, str] | None = None,
) -> None:
    """Write them down for the next call; what cannot be written is found again by loading."""
    path = data_dir_of(settings) / FILE
    kept = {
        "made_of": made_of(settings),
        "at": crawl.now(settings).isoformat(),
        "periods_s": {name: period.total_seconds() for name, period in periods.items()},
        "hosts": dict(hosts or {}),
    }
    with contextlib.suppress(RasidError):
        make_folder(path.parent)
        write_durably(path, json.dumps(kept).encode())


def made_of(settings: BaseSettings) -> str:
    """A digest of what decides about periods: names, sizes and times of the modules' files."""
    parts = [__version__, *settings.getlist("SPIDER_MODULES")]
    for path in sorted(_modules(settings)):
        status = path.stat()
        parts.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _modules(settings: BaseSettings) -> Iterator[Path]:
    yield Path(site_module.__file__)
    for package in settings.getlist("SPIDER_MODULES"):
        found = find_spec(package)
        for folder in (found and found.submodule_search_locations) or ():
            yield from Path(folder).glob("*.py")


def _is_new(at: str, settings: BaseSettings) -> bool:
    age = crawl.now(settings) - datetime.fromisoformat(at)
    return timedelta(0) <= age < AGE_MAX
