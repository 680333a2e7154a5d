"""A file that is there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from crawler.core.errors import CreateError, MachineError


def write_durably(path: Path, data: bytes, *, shared: bool = False) -> None:
    """Put `data` under the name `path`: temp file, flush, fsync, rename, fsync of the folder.

    A reader sees the old file or the new one. `shared`: another machine may be writing the same
    file, as one that has lost its lock does not know it. Raises MachineError; then the name is
    unchanged.
    """
    temporary = temporary_of(path, secrets.token_hex(4) if shared else "")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)  # what is left of it would fill the disk further
        raise MachineError.from_os(error, f"{path} could not be written") from error


def temporary_of(path: Path, token: str = "") -> Path:
    """The name under which a file is written first; with a token no other writer has it."""
    return path.with_name(f".{path.stem}{token and f'.{token}'}.tmp")


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
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise CreateError.from_os(error, f"the folder {folder} cannot be made") from error
