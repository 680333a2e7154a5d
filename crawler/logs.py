"""Logs are JSON lines: a newline or an escape in a title cannot forge or colour a line."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter
from scrapy.settings import BaseSettings

FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"


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
        return True


class JsonLogs:
    """Scrapy add-on that puts our handler in place of Scrapy's root handler."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Called once before Scrapy sets up its logging."""
        settings.set("LOG_INSTALL_ROOT_HANDLER", value=False, priority="addon")
        if settings.getbool("LOG_ENABLED"):
            install(settings.get("RASID_LOG_FILE") or settings.get("LOG_FILE"), settings)


def install(path: str | None, settings: BaseSettings) -> None:
    """One handler on the root logger, to a file (appended) or to standard error."""
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
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    # A lone surrogate in a message must not cost the line.
    return logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
