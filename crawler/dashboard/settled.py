"""Pages of runs that are over: not made again while all that they show is the same.

Each run of one site writes the pages of all sites, and most of these are of runs that ended long
ago. What such a page was made of stands at its end, so that the two cannot disagree; its stamp says
when that was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, select

from crawler import __version__
from crawler.store.schema import runs

FOLDER = Path(__file__).parent
SOURCES = ("*.py", "*/*.py", "templates/*.html", "words/*.tsv")  # a page follows from these
DIGEST_BYTES = 16
MARK = "<!-- of {} -->\n"
MARK_BYTES = len(MARK.format("0" * 2 * DIGEST_BYTES))


def marks(connection: Connection, keys: Collection[str]) -> Mapping[str, str]:
    """What stands at the end of a run's page, by its key; of runs that are over only.

    It follows from the row of the run, from which runs of its site have a page, and from our code.
    """
    rows = connection.execute(select(runs).where(runs.c.id.in_(keys)).order_by(runs.c.id)).all()
    shown: dict[str, list[str]] = {}
    for row in rows:
        shown.setdefault(row.site, []).append(row.id)
    return {
        row.id: MARK.format(_digest(_code(), repr(tuple(row)), repr(shown[row.site])))
        for row in rows
        if row.ended is not None
    }


def is_settled(path: Path, mark: str) -> bool:
    """True when this very page lies there."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - MARK_BYTES, 0))
            return file.read() == mark.encode()
    except OSError:
        return False


@cache
def _code() -> str:
    """A sign of all that makes pages; another one after every change of ours."""
    files = sorted(path for pattern in SOURCES for path in FOLDER.glob(pattern))
    states = (f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return _digest(__version__, *states)


def _digest(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=DIGEST_BYTES).hexdigest()
