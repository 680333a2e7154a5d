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
from typing import Literal

from scrapy.commands import ScrapyCommand

from crawler.core.errors import NotAnArticle
from crawler.core.outcome import IOERROR, QUALITY, USAGE

DEFAULT_URL = "http://localhost/"
HTML_SUFFIXES = (".html", ".htm", ".gz")


@dataclass(frozen=True)
class Saved:
    """A saved page and the address that it had."""

    path: Path
    url: str


class Command(ScrapyCommand):
    """FILE is a page (also .gz) or JSON lines of {"url", "path"}; - reads those from stdin."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "FILE ...|- [--url URL]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Extract articles from saved pages, without network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The address of the page, by which its links and its name are made."""
        super().add_options(parser)
        parser.add_argument("--url", default=DEFAULT_URL, help="address that the page had")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One line a page: an Article, or {"path", "error"} for what is none."""
        if not args:
            sys.stderr.write("rasid: name a saved page, or - for JSON lines on standard input\n")
            self.exitcode = USAGE
            return
        good = bad = 0
        for is_article in (each for arg in args for each in self._told(arg, opts.url)):
            good += is_article
            bad += not is_article
        sys.stderr.write(f"rasid: {good} articles, {bad} pages that are none\n")

    def _told(self, argument: str, url: str) -> Iterator[bool]:
        try:
            for saved in _saved(argument, url):
                yield self._tell(saved)
        except (OSError, ValueError) as error:  # the list itself
            yield self._complain(argument, str(error), IOERROR)

    def _tell(self, saved: Saved) -> bool:
        """Write the line of a page; True for an article."""
        try:
            sys.stdout.write(_line_of(saved) + "\n")
        except NotAnArticle as error:
            return self._complain(str(saved.path), error.reason, QUALITY)
        except (OSError, ValueError, EOFError, zlib.error) as error:
            return self._complain(str(saved.path), str(error), IOERROR)
        return True

    def _complain(self, path: str, why: str, code: int) -> Literal[False]:
        self.exitcode = max(self.exitcode, code)
        sys.stdout.write(json.dumps({"path": path, "error": why}, ensure_ascii=False) + "\n")
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
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("path"), str):
            raise ValueError(  # noqa: TRY004 - what is wrong is a line of a file, no argument
                f'line {number} is no {{"url": …, "path": …}}: {line[:80]!r}'
            )
        yield Saved(path.parent / row["path"], row.get("url") or url)


def _line_of(saved: Saved) -> str:
    from crawler.core.encoding import decode_html
    from crawler.core.extract.article import article_of
    from crawler.core.extract.page import Page
    from crawler.core.finish import finished

    body = saved.path.read_bytes()
    if saved.path.suffix == ".gz":
        body = gzip.decompress(body)
    page = Page(decode_html(body, None).text, saved.url)
    return finished(article_of(page, observed_at=datetime.now(UTC))).to_line()
