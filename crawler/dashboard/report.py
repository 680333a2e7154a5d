"""The report: the pages as files in one flat folder, readable from a file share without a server.

Each file is replaced as a whole and pages come after what they need, so that a reader meets old or
new pages and never half of one. Pages of before that are no longer made go last.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from crawler.core.errors import CreateError, MachineError
from crawler.dashboard import links, words
from crawler.dashboard.pages import MENU, PAGES
from crawler.dashboard.queries.sources import sites
from crawler.dashboard.render import FOLDER, Written, page
from crawler.dashboard.settled import is_settled, marks
from crawler.dashboard.showing import Showing
from crawler.dashboard.turns import Turn, writers_turn
from crawler.store.database import reading
from crawler.store.durable import sweep_temporary
from crawler.store.schema import incidents, runs

STATIC = FOLDER / "static"
RUNS = 3  # newest of each source that have a page
INDEX = "index.html"  # the board in the first language


def write_report(showing: Showing, folder: Path, lock: Path) -> int:
    """Write all pages into `folder`; how many. Raises MachineError when the disk refuses.

    Where another process waits to write them all the rest is left to it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)
    except OSError as error:
        raise CreateError.from_os(error, f"the folder {folder} cannot be made") from error
    with writers_turn(lock) as turn:
        try:
            return _write_all(showing, folder, turn)
        except OSError as error:
            raise MachineError.from_os(error, f"the report in {folder} failed") from error


def _write_all(showing: Showing, folder: Path, turn: Turn) -> int:
    for path in STATIC.iterdir():
        _replace(folder / "static" / path.name, path.read_bytes())
    written: set[str] = set()
    for name, html in _pages(showing, folder):
        if turn.is_over():
            return len(written)
        if html is not None:
            _replace(folder / name, html.encode())
        written.add(name)
    _sweep(folder, written)
    turn.is_whole()
    return len(written)


def _pages(showing: Showing, folder: Path) -> Iterator[tuple[str, str | None]]:
    """Every page with its file, None where it lies there as it is.

    What others link to comes first, the board last.
    """
    showing = showing.at_once()
    about_what = _about(showing)
    runs_shown = frozenset(about for name, about in about_what if name == "run")
    with reading(showing.engine) as connection:
        ended = marks(connection, runs_shown)
    for name, about in [*about_what, *((name, "") for name in reversed(MENU))]:
        mark = ended.get(about, "") if name == "run" else ""
        files = {each: links.page(name, each, about) for each in words.LANGUAGES}
        if mark and all(is_settled(folder / file, mark) for file in files.values()):
            yield from dict.fromkeys(files.values()).items()
            continue
        shown = PAGES[name]
        model, now = showing.model(shown, about)
        for language, file in files.items() if model is not None else ():
            around = Written(language, now, showing.served, about, runs_shown)
            html = page(shown, model or {}, around) + mark
            yield file, html
            if (name, language) == (MENU[0], words.LANGUAGES[0]):
                yield INDEX, html


def _about(showing: Showing) -> list[tuple[str, str]]:
    """The sources, and the runs that other pages lead to."""
    with reading(showing.engine) as connection:
        names = sorted({*showing.plans, *sites(connection)})
        keys = {key for name in names for key in _newest(connection, name)}
        opened = select(incidents.c.opened_run, incidents.c.last_run).where(
            incidents.c.closed.is_(None)
        )
        keys |= {key for row in connection.execute(opened) for key in row}
    return [
        *(("run", key) for key in sorted(keys) if links.slug(key) == key),
        *(("source", links.slug(name)) for name in names),
    ]


def _newest(connection: Connection, site: str) -> list[str]:
    query = select(runs.c.id).where(runs.c.site == site).order_by(runs.c.started.desc())
    return list(connection.scalars(query.limit(RUNS)))


def _replace(path: Path, data: bytes) -> None:
    """Whole or not at all; made again after the next run, so nothing waits for the disk."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _sweep(folder: Path, written: set[str]) -> None:
    for path in folder.glob("*.html"):
        if path.name not in written and links.FILE.fullmatch(path.name):
            path.unlink(missing_ok=True)
    sweep_temporary(folder)  # not all: another process may be writing its last run there
