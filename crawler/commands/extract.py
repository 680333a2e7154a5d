"""`scrapy extract`: saved HTML in, articles as JSON lines out, without any network."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from crawler.command import RasidCommand
from crawler.core.errors import NotAnArticle, WrongUsageError
from crawler.core.urls import absolute
from crawler.core.watch.outcome import IOERROR, QUALITY

DEFAULT_URL = "http://localhost/"
ALIKE = 'it is made of the address; name it by --url, or in lines of {"url", "path"}'
HTML_SUFFIXES = (".html", ".htm", ".gz")


Told = tuple[str, bool]  # what to print of a page, and whether it is an article


@dataclass(frozen=True)
class Saved:
    """A saved page and the address that it had."""

    path: Path
    url: str


class Command(RasidCommand):
    """FILE is a page (also .gz) or JSON lines of {"url", "path"}; - reads those from stdin."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "FILE ...|- [--url URL] [--explain]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Extract articles from saved pages, without network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The address of the page, by which its links and its name are made."""
        super().add_options(parser)
        parser.add_argument("--url", default=DEFAULT_URL, help="address that the page had")
        parser.add_argument(
            "--explain", action="store_true", help="say why the article is what it is, in lines"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """One line a page: an Article, or {"path", "error"} for what is none.

        With --explain, an account in plain lines instead.
        """
        if not args:
            raise WrongUsageError("name a saved page, or - for JSON lines on standard input")
        if address := next((arg for arg in args if "://" in arg), None):
            raise WrongUsageError(
                f"{address} is no saved page, and nothing is asked here: see it by scrapy doctor "
                "URL, save it by scrapy savepage URL --site NAME --case NAME"
            )
        if absolute(opts.url, "") is None:
            raise WrongUsageError(f"--url {opts.url!r} is no address such as https://host/path")
        self.tell_of = _account_of if opts.explain else _line_of
        good = bad = self.nameless = 0
        for is_article in (each for arg in args for each in self._told(arg, opts.url)):
            good += is_article
            bad += not is_article
        sys.stderr.write(f"rasid: {good} article(s), {bad} page(s) without one\n")
        if self.nameless > 1:
            sys.stderr.write(f"rasid: {self.nameless} of them have one identifier: {ALIKE}\n")

    def _told(self, argument: str, url: str) -> Iterator[bool]:
        try:
            for saved in _saved(argument, url):
                yield self._tell(saved)
        except (OSError, ValueError) as error:  # the list itself
            yield self._complain(argument, _why(error), IOERROR)

    def _tell(self, saved: Saved) -> bool:
        """Write the line of a page; True for an article."""
        try:
            text, is_article = self.tell_of(saved)
        except (OSError, ValueError, EOFError, zlib.error) as error:
            return self._complain(str(saved.path), _why(error), IOERROR)
        sys.stdout.write(text + "\n")
        self.nameless += is_article and saved.url == DEFAULT_URL
        if not is_article:
            self.exitcode = max(self.exitcode, QUALITY)
        return is_article

    def _complain(self, path: str, why: str, code: int) -> Literal[False]:
        self.exitcode = max(self.exitcode, code)
        sys.stdout.write(_error_line(path, why) + "\n")
        return False


def _saved(argument: str, url: str) -> Iterator[Saved]:
    """The pages that an argument names; raises ValueError for a line that names none."""
    path = Path(argument)
    if argument != "-" and path.suffix in HTML_SUFFIXES:
        yield Saved(path, url)
        return
    lines = sys.stdin if argument == "-" else path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _row(line)
        if not isinstance(row.get("path"), str):
            raise ValueError(  # noqa: TRY004 - what is wrong is a line of a file, no argument
                f'line {number} is no {{"url": …, "path": …}}: {line[:80]!r}; the name of a page '
                f"ends in {', '.join(HTML_SUFFIXES)}"
            )
        yield Saved(path.parent / row["path"], row.get("url") or url)


def _row(line: str) -> dict[str, Any]:
    """The object of a line; an empty one where it is none."""
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _why(error: Exception) -> str:
    """What went wrong in words, without the number and the path, which stands beside it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _body_of(saved: Saved) -> bytes:
    body = saved.path.read_bytes()
    return gzip.decompress(body) if saved.path.suffix == ".gz" else body


def _error_line(path: str, why: str) -> str:
    return json.dumps({"path": path, "error": why}, ensure_ascii=False)


def _account_of(saved: Saved) -> Told:
    from crawler.commands.explained import lines_of
    from crawler.core.explain import explain_page

    told = explain_page(_body_of(saved), saved.url, observed_at=datetime.now(UTC))
    return "\n".join(lines_of(told, str(saved.path))), told.article is not None


def _line_of(saved: Saved) -> Told:
    from crawler.core.encoding import decode_html
    from crawler.core.extract.article import article_of
    from crawler.core.extract.page import Page
    from crawler.core.finish import finished

    page = Page(decode_html(_body_of(saved), None).text, saved.url)
    try:
        found = article_of(page, observed_at=datetime.now(UTC))
    except NotAnArticle as error:
        return _error_line(str(saved.path), error.reason), False
    return finished(found).to_line(), True
