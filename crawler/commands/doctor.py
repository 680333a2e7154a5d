"""`scrapy doctor`: a picture of what was taken of a page, what was not, and by which rule."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from crawler.command import RasidCommand
from crawler.commands.cases import ROOT, cases_of, folder_of, page_in, profile_of
from crawler.core.errors import ConfigError, CreateError, WrongUsageError
from crawler.core.saved_case import SavedPage
from crawler.core.site import NAME

DEFAULT_SITE, DEFAULT_URL = "aggregator", "http://localhost/"
NO_NAME = re.compile(r"[^\w.-]+")
NAME_CHARS_MAX = 80


class Command(RasidCommand):
    """Saved pages of a SITE or a FILE without network; a URL is asked as a crawl would ask."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "SITE|FILE|URL [--site NAME] [--url URL] | --receipt URL [--site NAME] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Draw what was taken of a page and what was dropped, and why"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Whose page it is, and its address."""
        super().add_options(parser)
        parser.add_argument("--site", default=DEFAULT_SITE, help="whose profile is used")
        parser.add_argument("--url", default="", help="address that the page in FILE had")
        receipt = "what a fetch of this URL would be allowed and why; nothing is asked"
        parser.add_argument("--receipt", metavar="URL", default="", help=receipt)
        parser.add_argument("--json", action="store_true", help="the receipt as JSON")
        parser.add_argument("--out", default=str(ROOT), help="folder that holds tests/sites/")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Draw the pages and print where the pictures are."""
        if len(args) != (0 if opts.receipt else 1):
            raise WrongUsageError(f"usage: scrapy doctor {self.syntax()}")
        if opts.receipt:
            self._receipt(opts)
        else:
            self._draw(args[0], opts)

    def _draw(self, argument: str, opts: argparse.Namespace) -> None:
        from crawler.doctor.diagnosis import diagnose
        from crawler.doctor.picture import picture_of

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        is_site = NAME.fullmatch(argument) is not None and not Path(argument).is_file()
        profile = profile_of(self.settings, argument if is_site else opts.site)
        folder = Path(self.settings.get("RASID_DATA_DIR")) / "doctor"
        asked = "allowed" if "://" in argument else None  # else no page would have come
        for name, saved in self._pages(argument, opts, is_site=is_site):
            text = picture_of(diagnose(saved, profile, robots_txt=asked), name)
            file = folder / f"{name.removesuffix('.html')}.html"
            sys.stdout.write(f"{_written(file, text)}\n")

    def _receipt(self, opts: argparse.Namespace) -> None:
        from crawler.calls.receipt import receipt_for
        from crawler.middlewares.politeness import real_now

        assert self.settings is not None  # noqa: S101 - as above
        if "://" not in opts.receipt:
            message = (
                f"--receipt {opts.receipt!r} is no address; give one such as https://host/path"
            )
            raise WrongUsageError(message)
        profile = profile_of(self.settings, opts.site)
        receipt = receipt_for(self.settings, opts.receipt, profile, real_now())
        text = json.dumps(receipt.as_dict(), ensure_ascii=False) if opts.json else receipt.as_text()
        sys.stdout.write(f"{text}\n")

    def _pages(
        self, argument: str, opts: argparse.Namespace, *, is_site: bool
    ) -> Iterator[tuple[str, SavedPage]]:
        assert self.settings is not None  # noqa: S101 - as above
        if is_site:
            yield from _saved(Path(opts.out), argument)
        elif "://" in argument:
            from crawler.calls.fetching import fetch_one

            profile = profile_of(self.settings, opts.site)
            yield _name(argument.partition("://")[2]), fetch_one(self.settings, argument, profile)
        else:
            path = Path(argument)
            if not path.exists():
                raise WrongUsageError(
                    f"{argument!r} is no site, no file and no address such as https://host/path"
                )
            yield _name(path.name), page_in(path, opts.url or DEFAULT_URL)


def _saved(root: Path, site: str) -> Iterator[tuple[str, SavedPage]]:
    folder = folder_of(root, site)
    pages = [(f"{site}-{case}", saved) for case, saved in cases_of(folder)]
    if not pages:
        raise ConfigError(f"no saved page in {folder}; save one: scrapy savepage URL --site {site}")
    yield from pages


def _name(text: str) -> str:
    """A file name of a path or an address."""
    return NO_NAME.sub("-", text).strip("-.")[:NAME_CHARS_MAX] or "page"


def _written(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CreateError.from_os(error, f"writing {path}") from error
    return path
