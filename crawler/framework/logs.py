"""Logs are JSON lines: a newline or an escape in a title cannot forge or colour a line."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from contextvars import ContextVar
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter
from scrapy.settings import BaseSettings

from crawler.core.errors import CreateError, MachineError

FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
# The crawl that the present task belongs to: each has a task of its own, whose children inherit it.
_crawl: ContextVar[tuple[str, str | None] | None] = ContextVar("crawl", default=None)


def follow(site: str, run_id: str | None) -> None:
    """From here on the lines of this task and of those it begins are of that crawl."""
    _crawl.set((site, run_id))


class RunContext(logging.Filter):
    """Puts run and site into each record, and takes out Scrapy's objects that JSON cannot show."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        spider = record.__dict__.pop("spider", None)
        for name in ("crawler", "item", "request", "response"):
            record.__dict__.pop(name, None)
        if spider is not None:
            record.site = getattr(spider, "source", None) or getattr(spider, "name", str(spider))
            record.run_id = getattr(spider, "run_id", None)
        elif crawl := _crawl.get():
            record.site, record.run_id = crawl
        return True


class JsonLogs:
    """Scrapy add-on that puts our handler in place of Scrapy's root handler."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Called once before Scrapy sets up its logging."""
        settings.set("LOG_INSTALL_ROOT_HANDLER", value=False, priority="addon")
        if settings.getbool("LOG_ENABLED"):
            install(settings.get("RASID_LOG_FILE") or settings.get("LOG_FILE"), settings)


class LogFile(logging.FileHandler):
    """A file on a disk that may fail: said once, and the crawl goes on without it."""

    failed: OSError | None = None

    def _open(self) -> TextIOWrapper:
        """For its owner only: a log names every address that was asked."""
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_CLOEXEC, 0o600))
        return super()._open()

    def close(self) -> None:
        """What could not be written is given up."""
        with contextlib.suppress(OSError):
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """No stack for each line: cron would mail thousands. A bug of ours is shown as ever."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
        elif self.failed is None:
            self.failed = error
            sys.stderr.write(f"rasid: {_not_written(self.baseFilename, error)}\n")


def log_failure() -> MachineError | None:
    """What kept lines out of the log file since it was opened, None when nothing did."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LogFile) and handler.failed:
            return _not_written(handler.baseFilename, handler.failed)
    return None


def _not_written(path: str, error: OSError) -> MachineError:
    return MachineError.from_os(error, f"the log {path} could not be written")


def write_to_folder(settings: BaseSettings, folder: Path, day: date) -> None:
    """The log goes to `<folder>/<day>.jsonl`, unless a setting names a file already."""
    if not settings.get("RASID_LOG_FILE") and not settings.get("LOG_FILE"):
        settings.set("RASID_LOG_FILE", str(folder / f"{day:%Y-%m-%d}.jsonl"), priority="project")


def drop_old(folder: Path, today: date, days: float) -> None:
    """Remove the logs of days more than `days` ago; 0 keeps all. What cannot go stays.

    Days are counted from the newest log at the latest: one run of a clock that is ahead must not
    remove them all.
    """
    found: dict[Path, date] = {}
    for path in folder.glob("*.jsonl") if days else ():
        with contextlib.suppress(ValueError):  # another file
            found[path] = date.fromisoformat(path.stem)
    today = min(today, max(found.values(), default=today))
    for path, day in found.items():
        with contextlib.suppress(OSError):  # another run was first
            if (today - day).days > days:
                path.unlink()


def install(path: str | None, settings: BaseSettings) -> None:
    """One handler on the root logger, to a file (appended) or to standard error.

    Raises CreateError for a file that cannot be opened.
    """
    root = logging.getLogger()
    for old in [each for each in root.handlers if getattr(each, "rasid", False)]:
        root.removeHandler(old)
        old.close()
    handler = _handler(path)
    handler.rasid = True  # type: ignore[attr-defined] # so that a second set-up replaces it
    handler.setFormatter(
        JsonFormatter(FIELDS, json_ensure_ascii=False, rename_fields={"levelname": "level"})
    )
    handler.addFilter(RunContext())
    handler.setLevel(settings.get("LOG_LEVEL"))
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)


def _handler(path: str | None) -> logging.Handler:
    if not path:
        return logging.StreamHandler(sys.stderr)
    try:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A lone surrogate in a message must not cost the line.
        return LogFile(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CreateError.from_os(error, f"the log {path} cannot be opened") from error
