"""The check before a run: is there room to store what it will find?"""

from __future__ import annotations

import shutil
from pathlib import Path

from crawler.core.errors import CreateError

MB = 1_000_000


def check_disk(path: Path, free_min_bytes: int) -> None:
    """Raise CreateError when the file system of `path` has less room than that.

    `path` need not exist yet: then its nearest folder counts.
    """
    folder = path.absolute()
    while not folder.exists():
        folder = folder.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CreateError.from_os(error, f"the free space of {folder} cannot be read") from error
    if free < free_min_bytes:
        message = (
            f"{folder} has {free / MB:.1f} MB free, {free_min_bytes / MB:.1f} MB are needed "
            "(RASID_FREE_DISK_MIN_MB): free space, then run again"
        )
        raise CreateError(message)
