"""`scrapy newsite URL`: a profile, a saved listing and two saved articles, ready to be reviewed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.commands.cases import ROOT, folder_of, write_case
from crawler.commands.new_profile import module_of, name_for, profile_for
from crawler.core.errors import ConfigError, CreateError, NotAnArticle, SiteError, WrongUsageError
from crawler.core.saved_case import SavedPage
from crawler.core.site import NAME, SiteProfile
from crawler.core.watch.outcome import QUALITY

if TYPE_CHECKING:
    from crawler.core.extract.listing.reading import Listing

ARTICLES = 2
ASKED_MAX = 6  # links of a listing that are tried until two of them are articles


@dataclass
class Found:
    """What was fetched: the listing, and the pages behind its links that are articles.

    `feed` is asked after the listing: the one that was named, or, where the listing has no links,
    the first that it names itself.
    """

    feed: str = ""
    listing: SavedPage | None = None
    read: Listing | None = None
    articles: list[SavedPage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    is_feed_next: bool = False

    def following(self, saved: SavedPage | None) -> Iterable[str]:
        """What is to be asked after a page: one link at a time, until there are two articles."""
        if saved is None:
            pass  # the next link has its turn
        elif self.listing is None:
            from crawler.core.extract.listing.reading import read_listing

            self.listing, self.read = saved, read_listing(saved.page())
            self.waiting = list(self.read.articles[:ASKED_MAX])
            self._take_feed()
        elif self.is_feed_next:
            self.is_feed_next = False
            self._read_feed(saved)
        elif reason := _reason(saved):
            self.refused[saved.url] = reason
        else:
            self.articles.append(saved)
        return self.next_link()

    def _take_feed(self) -> None:
        """Where articles are to be found in a feed, that is the next page."""
        assert self.read is not None  # noqa: S101 - set before
        if not self.feed and not self.waiting:
            self.feed = next(iter(self.read.feeds), "")
        if self.feed:
            self.waiting, self.is_feed_next = [self.feed], True

    def _read_feed(self, saved: SavedPage) -> None:
        from crawler.core.feeds import read_feed

        try:
            entries = read_feed(saved.body, saved.url)
        except SiteError as error:
            self.refused[saved.url] = error.reason
        else:
            self.waiting = [entry.url for entry in entries[:ASKED_MAX]]

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
        return "URL [--feed URL] [--name NAME] [--out DIR]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Write the profile of a new site and save pages of it for its test"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its name, and where to."""
        super().add_options(parser)
        parser.add_argument("--name", default="", help="name of the site; else made of its host")
        parser.add_argument(
            "--feed", default="", help="RSS or Atom of a site whose start page names no articles"
        )
        parser.add_argument(
            "--out", default=str(ROOT), help="folder that holds spiders/ and tests/"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the files and say what a person has to look at."""
        if len(args) != 1:
            raise WrongUsageError(f"usage: scrapy newsite {self.syntax()}")
        try:
            self._make(args[0], opts.feed, opts.name, Path(opts.out))
        except SiteError as error:
            sys.stderr.write(f"rasid: {error}; nothing was written\n")
            self.exitcode = QUALITY

    def _make(self, url: str, feed: str, name: str, root: Path) -> None:
        from crawler.calls.fetching import PageFailedError, checked_url, fetch, why_failed

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        url, feeds = checked_url(url), (checked_url(feed),) if feed else ()
        name = name or name_for(url)
        module = _new_module(root, name)
        found = Found(*feeds)
        site = SiteProfile(name=name, start_urls=(url,), feeds=feeds)
        came = fetch(self.settings, site, found.following)
        if found.listing is None or found.read is None:
            raise PageFailedError(f"{url}: {why_failed(came)}; nothing was written")
        if not found.articles:
            raise SiteError("no_articles", _told(found, came.failed))
        read = replace(found.read, feeds=tuple(dict.fromkeys((*feeds, *found.read.feeds))))
        profile = profile_for(name, url, found.listing, read, found.articles)
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
    """Why there is no article, for a message, and what to do next."""
    tried = ", ".join(f"{url} {why}" for url, why in (found.refused | failed).items())
    links = len(found.read.articles) if found.read else 0
    text = f"{links} article links in the listing; {tried or 'none was tried'}"
    if found.listing and _is_feed(found.listing):
        text += "; it is a feed: name the site's start page, and this by --feed"
    elif not links and not found.feed:
        text += "; has the site a feed? name it by --feed URL"
    return text


def _is_feed(saved: SavedPage) -> bool:
    from crawler.core.feeds import read_feed

    try:
        return bool(read_feed(saved.body, saved.url))
    except SiteError:
        return False


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
        *([f"articles by the feed {found.feed}"] if found.feed else ()),
        *(f"no article: {url} ({reason})" for url, reason in found.refused.items()),
        *([f"only {len(found.articles)} article was found; save another one"] if few else ()),
        "then: .venv/bin/python -m pytest tests/sites",
        f"then: scrapy run {module.stem} --dry-run",
    ]
