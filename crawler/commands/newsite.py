"""`scrapy newsite URL`: a profile, a saved listing and two saved articles, ready to be reviewed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.commands.cases import ROOT, folder_of, write_case
from crawler.commands.new_profile import module_of, name_for, profile_for
from crawler.core.errors import ConfigError, CreateError, NotAnArticle, SiteError, WrongUsageError
from crawler.core.outcome import QUALITY
from crawler.core.saved_case import SavedPage
from crawler.core.site import NAME, SiteProfile

if TYPE_CHECKING:
    from crawler.core.extract.listing.reading import Listing

ARTICLES = 2
ASKED_MAX = 6  # links of a listing that are tried until two of them are articles


@dataclass
class Found:
    """What was fetched: the listing, and the pages behind its links that are articles."""

    listing: SavedPage | None = None
    read: Listing | None = None
    articles: list[SavedPage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def following(self, saved: SavedPage | None) -> Iterable[str]:
        """What is to be asked after a page: one link at a time, until there are two articles."""
        if saved is None:
            pass  # the next link has its turn
        elif self.listing is None:
            from crawler.core.extract.listing.reading import read_listing

            self.listing, self.read = saved, read_listing(saved.page())
            self.waiting = list(self.read.articles[:ASKED_MAX])
        elif reason := _reason(saved):
            self.refused[saved.url] = reason
        else:
            self.articles.append(saved)
        return self.next_link()

    def next_link(self) -> Iterable[str]:
        """The next link that is to be tried, if any."""
        if len(self.articles) < ARTICLES and self.waiting:
            yield self.waiting.pop(0)


def _reason(saved: SavedPage) -> str | None:
    from crawler.core.extract.article import article_of

    try:
        article_of(saved.page(), observed_at=saved.observed_at)
    except NotAnArticle as error:
        return error.reason
    return None


class Command(RasidCommand):
    """Asks for a listing and a few of its articles, as a crawl would."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "URL [--name NAME] [--out DIR]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Write the profile of a new site and save pages of it for its test"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its name, and where to."""
        super().add_options(parser)
        parser.add_argument("--name", default="", help="name of the site; else made of its host")
        parser.add_argument(
            "--out", default=str(ROOT), help="folder that holds spiders/ and tests/"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the files and say what a person has to look at."""
        if len(args) != 1:
            raise WrongUsageError(f"usage: scrapy newsite {self.syntax()}")
        try:
            self._make(args[0], opts.name, Path(opts.out))
        except SiteError as error:
            sys.stderr.write(f"rasid: {error}; nothing was written\n")
            self.exitcode = QUALITY

    def _make(self, url: str, name: str, root: Path) -> None:
        from crawler.fetching import PageFailedError, checked_url, fetch, why_failed

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        url = checked_url(url)
        name = name or name_for(url)
        module = _new_module(root, name)
        found = Found()
        came = fetch(self.settings, SiteProfile(name=name, start_urls=(url,)), found.following)
        if found.listing is None or found.read is None:
            raise PageFailedError(f"{url}: {why_failed(came)}; nothing was written")
        if not found.articles:
            raise SiteError("no_articles", _told(found, came.failed))
        profile = profile_for(name, url, found.listing, found.read, found.articles)
        self._write(module, root, profile, found)

    def _write(self, module: Path, root: Path, profile: SiteProfile, found: Found) -> None:
        assert found.listing is not None  # noqa: S101 - looked at before
        folder = folder_of(root, profile.name)
        written = [write_case(folder, "listing", found.listing, profile)]
        for number, saved in enumerate(found.articles, start=1):
            written.append(write_case(folder, f"article_{number}", saved, profile))
        try:
            module.parent.mkdir(parents=True, exist_ok=True)
            module.write_text(module_of(profile, found.listing.observed_at), encoding="utf-8")
        except OSError as error:
            raise CreateError.from_os(error, f"writing {module}") from error
        sys.stdout.write("\n".join(_review(module, written, found)) + "\n")


def _new_module(root: Path, name: str) -> Path:
    """Where the profile is to be written. Raises ConfigError for a name that is bad or taken."""
    if not NAME.fullmatch(name):
        raise WrongUsageError(f"--name {name!r}: use lower case letters, digits and _")
    module = root / "spiders" / f"{name}.py"
    for taken in (module, folder_of(root, name)):
        if taken.exists():
            raise ConfigError(f"{taken} is there already; choose another name by --name")
    return module


def _told(found: Found, failed: dict[str, str]) -> str:
    """Why there is no article, for a message."""
    tried = ", ".join(f"{url} {why}" for url, why in (found.refused | failed).items())
    links = len(found.read.articles) if found.read else 0
    return f"{links} article links in the listing; {tried or 'none was tried'}"


def _review(module: Path, written: list[Path], found: Found) -> list[str]:
    """What a person has to look at before the site is committed."""
    assert found.read is not None  # noqa: S101 - looked at before
    read = found.read
    few = len(found.articles) < ARTICLES
    return [
        f"{module}: give it a docstring that says what the site is; is robots.txt content with us?",
        *(f"{path}: read it; is every field what the page shows?" for path in written),
        f"{len(read.articles)} article links, {len(read.sections)} sections",
        f"next page: {read.next_page or 'none'}",
        *(f"no article: {url} ({reason})" for url, reason in found.refused.items()),
        *([f"only {len(found.articles)} article was found; save another one"] if few else ()),
        "then: .venv/bin/python -m pytest tests/sites",
        f"then: scrapy run {module.stem} --dry-run",
    ]
