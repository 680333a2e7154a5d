"""The names of archive files: `<day>/<site>-<run>-<number>.warc.gz`, `.open` while written to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

FOLDER = "archive"  # in the data folder
SUFFIX = ".warc.gz"
OPEN = f"{SUFFIX}.open"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PLAIN = re.compile(r"[^A-Za-z0-9_.@]")
SITE_CHARS_MAX = 80
NUMBER = re.compile(r"-(\d{5,})\.warc\.gz(?:\.open)?")
RUN = re.compile(r"-[^-]+-[^-]+$")  # its moment and its random part


def name_of(site: str, run_id: str, number: int) -> str:
    """The name of a file in the folder of its day."""
    return f"{_plain(site)}-{PLAIN.sub('-', run_id)}-{number:05}{SUFFIX}"


def is_of_site(path: Path, site: str) -> bool:
    """True for a file of a site, also where its addresses were overridden (`site@host`)."""
    name, wanted = NUMBER.sub("", path.name), _plain(site)
    return name.startswith((f"{wanted}-", f"{wanted}@"))


def day_of(path: Path) -> date | None:
    """The day in UTC on which a file was begun; None for a folder of another name."""
    try:
        return date.fromisoformat(path.parent.name)
    except ValueError:
        return None


def files_in(folder: Path, *suffixes: str) -> list[Path]:
    """The files of an archive, oldest first; `.open` ones only where asked for."""
    return sorted(_files(folder, suffixes or (SUFFIX,)), key=lambda path: (path.parent.name, path))


def _files(folder: Path, suffixes: Iterable[str]) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for day in folder.iterdir():
        if DAY.fullmatch(day.name) and day.is_dir():
            yield from (path for path in day.iterdir() if path.name.endswith(tuple(suffixes)))


def _plain(site: str) -> str:
    """A site as a file may be called; two sites never share a name."""
    plain = PLAIN.sub("_", site)
    if plain == site.replace(":", "_") and len(plain) <= SITE_CHARS_MAX:
        return plain
    return f"{plain[:SITE_CHARS_MAX]}.{hashlib.sha256(site.encode()).hexdigest()[:8]}"
