"""A file that is there whole or not at all, also after a power cut."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from crawler.core.errors import CreateError, MachineError

LEFT_S = 3600  # a temp file lives for milliseconds


def write_durably(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data` under the name `path`: temp file, flush, fsync, rename, fsync of the folder.

    What is raised by whoever gives it piece by piece leaves the name unchanged too.

    A reader sees the old file or the new one. Others may write the same file at the same moment,
    in this process, another, or on a machine that has lost its lock and does not know it: nobody
    else has the name of the temp file. Raises MachineError; then the name is unchanged.
    """
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as file:
            for piece in (data,) if isinstance(data, bytes) else data:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)  # what is left of it would fill the disk further
        raise MachineError.from_os(error, f"{path} could not be written") from error
    except MachineError:  # of whoever gives the pieces
        temporary.unlink(missing_ok=True)
        raise


def sweep_temporary(folder: Path) -> None:
    """Take away the temp files of writers that were killed; a younger one may still be written."""
    for path in folder.glob(".*.tmp"):
        with contextlib.suppress(FileNotFoundError):  # its writer has just put it in its place
            if time.time() - path.stat().st_mtime > LEFT_S:
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder that stays; raises CreateError."""
    try:
        missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
        folder.mkdir(parents=True, exist_ok=True)
        for each in missing:
            sync_folder(each.parent)
    except OSError as error:
        raise CreateError.from_os(error, f"the folder {folder} cannot be made") from error
