"""A call that finds nothing due remembers until when: the next ones need not open the store.

What was found holds while the store's files are the same to the last write, and so are the modules
of the sites and the settings that decide; only the clock moves. cron asks every few minutes, and to
load SQLAlchemy takes longer than everything else that such a call does.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler import crawl
from crawler.calls.known_sites import made_of
from crawler.calls.room import check_room
from crawler.core.errors import RasidError
from crawler.core.watch.outcome import OK
from crawler.store import STORE_FILE, data_dir_of
from crawler.store.durable import make_folder, write_durably

FILE = Path("cache") / "idle.json"  # in the data folder; may be deleted at any time
FILES = (STORE_FILE, f"{STORE_FILE}-wal")
# A file that was written so short a time ago may be written again without another time of change.
STEADY_S = 2.0
DECIDING = ("RASID_CADENCE", "RASID_DATABASE_URL")

Print = list[list[int] | None]


@dataclass
class Idle:
    """What stands for `SiteRuns` in a call that has nothing to do."""

    settings: BaseSettings
    lines: list[str] = field(default_factory=list)
    crawled: int = 0

    def run(self, names: list[str], *, only_due: bool) -> int:
        """The exit code of a call with nothing due; raises CreateError for a full disk."""
        del names, only_due
        check_room(self.settings)
        self.lines.append("rasid: nothing is due")
        return OK


def print_of(settings: BaseSettings) -> Print | None:
    """What changes when anything is written to the store; None where that cannot be told.

    That is so for a store that is no file here, for one that is not there or cannot be written to,
    and for one that was written to a moment ago.
    """
    path = data_dir_of(settings) / STORE_FILE
    if settings.get("RASID_DATABASE_URL") or not os.access(path, os.R_OK | os.W_OK):
        return None
    found = [_state(path.with_name(name)) for name in FILES]
    newest_s = max((state[-1] for state in found if state), default=0) / 1e9
    return found if found[0] and time.time() - newest_s >= STEADY_S else None


def _state(path: Path) -> list[int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns]


def is_idle(settings: BaseSettings) -> bool:
    """True when nothing is due by what a call before has noted of this very store."""
    try:
        kept = json.loads((data_dir_of(settings) / FILE).read_bytes())
        since, until = (datetime.fromisoformat(kept[name]) for name in ("since", "until"))
        if not since <= crawl.now(settings) < until or kept["made_of"] != _made_of(settings):
            return False
        state = print_of(settings)
        return state is not None and state == kept["store"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def has_nothing_to_tell(settings: BaseSettings) -> bool:
    """True when no message waits by what a call before has noted of this very store."""
    try:
        kept = json.loads((data_dir_of(settings) / FILE).read_bytes())
        state = print_of(settings)
        return state is not None and state == kept["store"] and kept["told"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def note_idle(
    settings: BaseSettings,
    state: Print | None,
    since: datetime,
    until: datetime,
    *,
    told: bool = False,
) -> None:
    """Nothing is due until then, as the store was when its print was taken: before it was asked.

    `told`: no message waits in it.
    """
    if state is None:
        return
    kept = {
        "made_of": _made_of(settings),
        "since": since.isoformat(),
        "until": until.isoformat(),
        "store": state,
        "told": told,
    }
    path = data_dir_of(settings) / FILE
    with contextlib.suppress(RasidError):
        make_folder(path.parent)
        write_durably(path, json.dumps(kept).encode())


def _made_of(settings: BaseSettings) -> list[str]:
    return [made_of(settings), *(str(settings.get(name) or "") for name in DECIDING)]
