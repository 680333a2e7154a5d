"""`scrapy heal SITE`: when selectors of a profile stop matching, others as a diff to review."""

from __future__ import annotations

import argparse
import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.command import RasidCommand
from crawler.core.errors import ConfigError, WrongUsageError
from crawler.core.watch.outcome import QUALITY

if TYPE_CHECKING:
    from crawler.core.drift.heal import Healing
    from crawler.core.site import SiteProfile

PAGES = 8  # asked, of the newest articles
WORDS = {
    "too_few": "too few of its pages have one",
    "not_found": "its text is no longer on every page",
    "no_selector": "nothing that would last finds it on every page",
    "replay": "what finds it would read a page otherwise than it is known",
}


class Command(RasidCommand):
    """Fetches pages of known articles again, and looks for their texts in the new layout."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "SITE [--pages N]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Propose selectors for those that a new layout has broken, as a diff"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """How many pages."""
        super().add_options(parser)
        parser.add_argument(
            "--pages", type=int, default=PAGES, metavar="N", help=f"asked, at most ({PAGES})"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the difference; exit 65 where something stays broken. Nothing is written."""
        if len(args) != 1 or opts.pages < 1:
            raise WrongUsageError(f"usage: scrapy heal {self.syntax()}")
        self._heal(args[0], opts.pages)

    def _heal(self, site: str, pages: int) -> None:
        from crawler.calls.healing import articles_of, fresh_cases, kept_cases, saved_cases
        from crawler.commands.cases import ROOT, cases_of, folder_of, profile_of
        from crawler.core.drift.heal import broken_fields, heal, named_fields

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        profile = profile_of(self.settings, site)
        articles = articles_of(self.settings, site, pages)
        if not named_fields(profile):
            sys.stderr.write(f"rasid: {site}: its profile names no selector: nothing to heal\n")
            return
        fresh = fresh_cases(self.settings, profile, articles)
        if not broken_fields(profile, fresh):
            sys.stderr.write(f"rasid: {site}: the selectors match on {len(fresh)} pages\n")
            return
        saved = saved_cases(profile, (page for _, page in cases_of(folder_of(ROOT, site))))
        old = [*kept_cases(self.settings, articles, profile.timezone), *saved]
        if not old:
            raise ConfigError(f"{site}: no page of the old layout is kept, so nothing is proposed")
        self._tell(site, profile, heal(profile, fresh, old))

    def _tell(self, site: str, profile: SiteProfile, healing: Healing) -> None:
        from scrapy.spiderloader import get_spider_loader

        from crawler.core.drift.patch import difference, patched

        assert self.settings is not None  # noqa: S101 - as above
        for name, why in healing.why.items():
            sys.stderr.write(f"rasid: {site}: {name} stays broken: {WORDS[why]}\n")
            self.exitcode = QUALITY
        for name, selector in healing.healed.items():
            before = getattr(profile, name)
            sys.stderr.write(f"rasid: {site}: {name}: {before!r} becomes {selector!r}\n")
        if not healing.healed:
            return
        loader: Any = get_spider_loader(self.settings)
        file = Path(str(inspect.getsourcefile(loader.load(site))))
        source = file.read_text(encoding="utf-8")
        shown = file.resolve()
        shown = shown.relative_to(Path.cwd()) if shown.is_relative_to(Path.cwd()) else shown
        sys.stdout.write(difference(shown.as_posix(), source, patched(source, healing.healed)))
